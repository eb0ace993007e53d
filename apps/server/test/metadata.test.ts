import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DIALECTS, dumpOf } from '@relvar/test-databases'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLabels } from './support/labels.js'
import { namespacesOf } from './support/namespaces.js'
import { createProxy, type Proxy } from './support/proxy.js'
import { readOnlyUrlOf } from './support/read-only-account.js'
import { RelvarProcess } from './support/relvar-process.js'
import { serve } from './support/running-server.js'
import { send, useServer, writeAndTakeBack } from './support/use-everything.js'

let folder: string
let metadata: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-metadata-'))
  metadata = `sqlite:${join(folder, 'relvar.db')}`
})
afterEach(() => rmSync(folder, { recursive: true }))

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'METADATA_URL beside a database on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('is named as the way for an account that may not make our tables', async () => {
      await using database = await createLabels(dialect)
      await using readOnly = await readOnlyUrlOf(database)
      // To a file no account can be refused: something else stands where ours is to be.
      if (dialect.name === 'sqlite')
        mkdirSync(`${database.url.slice('sqlite:'.length)}.relvar.sqlite`)
      const env = { DATABASE_URL: readOnly.url }
      await using relvar = new RelvarProcess({ cwd: folder, env })
      const { code, stderr } = await relvar.exited
      expect(code).toBe(1)
      expect(stderr).toMatch(/another database .*with METADATA_URL.*sqlite:relvar\.db/)
      expect(stderr).not.toContain('    at ')
    })

    test('serves all reads with an account that may only read, and leaves no trace', async () => {
      await using database = await createLabels(dialect)
      await using readOnly = await readOnlyUrlOf(database)
      const before = await dumpOf(database)
      const namespaces = await namespacesOf(database)
      await using server = await serve({ DATABASE_URL: readOnly.url, METADATA_URL: metadata })
      expect(statSync(join(folder, 'relvar.db')).mode & 0o777).toBe(0o600)
      await useServer(server)
      const reads = [
        '/items/labels?aggregate[count]=*',
        '/items/labels/alpha',
        '/items/labels?search=omega&meta=*&fields=note',
        '/items/labels?filter[name][_in]=alpha,omega&sort=-name&limit=1',
        '/items/labels?export=csv',
        '/users/me',
        '/activity?limit=1',
        '/server/specs/oas',
      ]
      for (const path of reads)
        expect([path, (await server.request(path)).status]).toEqual([path, 200])
      for (const [method, path, body] of [
        ['PATCH', '/items/labels/omega', { note: 'changed' }],
        ['POST', '/items/labels', { name: 'zeta' }],
        ['DELETE', '/items/labels/omega', undefined],
      ] as const) {
        const refused = send(server, method, path, body)
        await expect(refused).rejects.toThrow(/403 .*FORBIDDEN/)
      }
      expect(await dumpOf(database)).toBe(before)
      expect(await namespacesOf(database)).toEqual(namespaces)
      expect(server.log).not.toContain('"level":"error"')
      const activity = await send(server, 'GET', '/activity?filter[collection][_eq]=labels')
      expect(activity).toEqual([])
    })

    test('keeps the history of writes apart', async () => {
      await using database = await createLabels(dialect)
      const before = await dumpOf(database)
      const namespaces = await namespacesOf(database)
      await using server = await serve({ DATABASE_URL: database.url, METADATA_URL: metadata })
      await useServer(server)
      await writeAndTakeBack(server)
      expect(await dumpOf(database)).toBe(before)
      expect(await namespacesOf(database)).toEqual(namespaces)
      const filter = 'filter[collection][_eq]=labels&sort=id'
      const activity = await send(
        server,
        'GET',
        `/activity?${filter}&fields=action,item,user.email`,
      )
      const by = { user: { email: 'admin@example.com' } }
      expect(activity).toEqual([
        { action: 'update', item: 'omega', ...by },
        { action: 'update', item: 'omega', ...by },
        { action: 'create', item: 'zeta', ...by },
        { action: 'delete', item: 'zeta', ...by },
      ])
      const [first] = (await send(server, 'GET', `/revisions?${filter}`)) as { id: number }[]
      await send(server, 'POST', `/utils/revert/${first?.id}`)
      expect(await send(server, 'GET', '/items/labels/omega')).toMatchObject({ note: 'changed' })
      const latest = 'sort=-id&limit=1&fields=action,revisions.delta'
      expect(await send(server, 'GET', `/activity?${latest}`)).toEqual([
        { action: 'revert', revisions: [{ delta: { note: 'changed' } }] },
      ])
      expect(await send(server, 'GET', '/unconfirmed')).toEqual([])
    })

    test('holds rules of your tables to what is known of the caller from ours', async () => {
      await using database = await createLabels(dialect)
      await using server = await serve({ DATABASE_URL: database.url, METADATA_URL: metadata })
      await useServer(server)
      const [rule] = (await send(server, 'GET', '/permissions?filter[collection][_eq]=labels')) as {
        readonly id: number
      }[]
      const [user] = (await send(server, 'GET', '/users?filter[email][_starts_with]=reader')) as {
        readonly id: string
      }[]
      const permissions = { name: { _eq: '$CURRENT_USER.first_name' } }
      await send(server, 'PATCH', `/permissions/${rule?.id}`, { permissions })
      await send(server, 'PATCH', `/users/${user?.id}`, {
        first_name: 'omega',
        token: 'a-token-of-the-reader',
      })
      const headers = { authorization: 'Bearer a-token-of-the-reader' }
      expect(await server.json('/items/labels?fields=name', { headers })).toEqual({
        data: [{ name: 'omega' }],
      })
    })

    test('follows links from your tables to ours, and back', async () => {
      await using database = await createLabels(dialect)
      await using server = await serve({ DATABASE_URL: database.url, METADATA_URL: metadata })
      await useServer(server)
      const { id } = (await send(server, 'GET', '/users/me')) as { readonly id: string }
      await send(server, 'POST', '/fields/labels', { field: 'owner', type: 'uuid', meta: {} })
      await send(server, 'POST', '/relations', {
        collection: 'labels',
        field: 'owner',
        related_collection: 'relvar_users',
        meta: { one_field: 'labels' },
      })
      await send(server, 'PATCH', '/items/labels/alpha', { owner: id })
      const labels = await send(server, 'GET', '/items/labels?fields=name,owner.email&sort=name')
      expect(labels).toEqual([
        { name: 'alpha', owner: { email: 'admin@example.com' } },
        { name: 'omega', owner: null },
      ])
      const users = '/users?fields=email,labels.note&filter[id][_eq]='
      expect(await send(server, 'GET', users + id)).toEqual([
        { email: 'admin@example.com', labels: [{ note: 'first' }] },
      ])
      const found = '/items/labels?fields=name&filter[owner][email][_eq]='
      expect(await send(server, 'GET', `${found}admin@example.com`)).toEqual([{ name: 'alpha' }])
      expect(await send(server, 'GET', `${found}nobody@example.com`)).toEqual([])
      const sorted = send(server, 'GET', '/items/labels?sort=owner.email')
      await expect(sorted).rejects.toThrow(/400 .*METADATA_URL/)
    })

    test('lets a right that is taken away count at the next request, on every server', async () => {
      await using database = await createLabels(dialect)
      const env = { DATABASE_URL: database.url, METADATA_URL: metadata }
      await using one = await serve(env)
      await using other = await serve(env)
      const anonymous = { headers: { authorization: '' } }
      const statuses = async (): Promise<readonly number[]> =>
        Promise.all(
          [one, other].map(
            async (server) => (await server.request('/items/labels', anonymous)).status,
          ),
        )
      expect(await statuses()).toEqual([403, 403])
      const policy = 'abf8a154-5b1c-4a46-ac9c-7300570f4f17'
      const permission = { policy, collection: 'labels', action: 'read', fields: ['name'] }
      const { id } = (await send(one, 'POST', '/permissions', {
        ...permission,
        permissions: {},
        validation: {},
      })) as { id: number }
      expect(await statuses()).toEqual([200, 200])
      await send(other, 'DELETE', `/permissions/${id}`)
      expect(await statuses()).toEqual([403, 403])
    })
  },
)

describe.each(DIALECTS.filter(({ name }) => ['postgres', 'mariadb', 'mysql'].includes(name)))(
  'a METADATA_URL on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('holds our tables, may be away for a while, and is left as it was found', async () => {
      await using own = await dialect.createDatabase()
      const before = await dumpOf(own)
      await using proxy = await proxyTo(own.url)
      {
        await using server = await serve({ METADATA_URL: proxy.url }, { wait: false })
        expect((await server.request('/items/tags/1')).status).toBe(503)
        await expect.poll(() => server.log).toContain('Trying again in')
        await proxy.mend()
        await server.reached
        expect(await send(server, 'PATCH', '/items/tags/1', { name: 'one' })).toMatchObject({
          id: 1,
        })
        await proxy.cut()
        const away = /503 .*SERVICE_UNAVAILABLE/
        await expect(send(server, 'GET', '/items/tags/1')).rejects.toThrow(away)
        await expect(send(server, 'PATCH', '/items/tags/1', { name: 'two' })).rejects.toThrow(away)
        expect((await server.request('/server/health')).status).toBe(503)
        await proxy.mend()
        await expect
          .poll(async () => (await server.request('/items/tags/1')).status, { timeout: 10_000 })
          .toBe(200)
        expect(await send(server, 'GET', '/items/tags/1')).toEqual({ id: 1, name: 'one' })
        expect(await send(server, 'GET', '/activity?aggregate[count]=*')).toEqual([{ count: '1' }])
        expect(await send(server, 'GET', '/unconfirmed')).toEqual([])
      }
      const env = { DATABASE_URL: 'sqlite:shop.db', METADATA_URL: own.url }
      await using uninstall = new RelvarProcess({ args: ['uninstall', '--yes'], cwd: folder, env })
      expect(await uninstall.exited).toMatchObject({ code: 0, stderr: '' })
      expect(await dumpOf(own)).toBe(before)
    })
  },
)

describe('METADATA_URL', () => {
  it('is said at start, and gone without a trace after uninstalling', async () => {
    const env = { METADATA_URL: 'sqlite:own.db', LOG_STYLE: 'pretty' }
    await using relvar = new RelvarProcess({ cwd: folder, env })
    await relvar.printed(
      /own tables +made in sqlite:own\.db \(METADATA_URL\); nothing was made in yours/,
    )
    expect(existsSync(join(folder, 'own.db'))).toBe(true)
    expect(existsSync(join(folder, 'data/relvar-sample.sqlite.relvar.sqlite'))).toBe(false)
    relvar.signal('SIGTERM')
    await relvar.exited
    await using uninstall = new RelvarProcess({ args: ['uninstall', '--yes'], cwd: folder, env })
    expect(await uninstall.exited).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(join(folder, 'own.db'))).toBe(false)
  })

  it('has the start say what is not known to have happened, until somebody has looked', async () => {
    await (await serve({ METADATA_URL: metadata }))[Symbol.asyncDispose]()
    const id = crypto.randomUUID()
    using file = new DatabaseSync(join(folder, 'relvar.db'), { timeout: 5_000 })
    const rows = JSON.stringify([{ collection: 'relvar_activity', keys: [{ id: 17 }] }])
    file
      .prepare('insert into unconfirmed (id, timestamp, "rows") values (?, ?, ?)')
      .run(id, '2026-01-01T00:00:00.000Z', rows)
    await using server = await serve({ METADATA_URL: metadata })
    expect(server.log).toContain(id)
    expect(server.log).toContain('may not have happened')
    expect(await send(server, 'GET', '/unconfirmed')).toEqual([
      { id, timestamp: '2026-01-01T00:00:00.000Z', rows: JSON.parse(rows) as unknown },
    ])
    await send(server, 'DELETE', `/unconfirmed/${id}`)
    await using again = await serve({ METADATA_URL: metadata })
    expect(again.log).not.toContain('may not have happened')
  })

  it('may not hold other tables', async () => {
    using file = new DatabaseSync(join(folder, 'relvar.db'), { timeout: 5_000 })
    file.exec('create table precious (id integer)')
    await using server = await serve({ METADATA_URL: metadata }, { wait: false })
    await expect(server.reached).rejects.toThrow(/"precious".*METADATA_URL/)
  })
})

/** A way to a database that can be cut, which it is at first. */
async function proxyTo(url: string): Promise<Proxy & { readonly url: string }> {
  const target = new URL(url)
  const standard = target.protocol === 'postgres:' ? 5432 : 3306
  const proxy = await createProxy(target.hostname, Number(target.port) || standard)
  target.hostname = '127.0.0.1'
  target.port = String(proxy.port)
  return { ...proxy, url: target.href }
}
