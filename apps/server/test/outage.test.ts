import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { createProxy, freePort } from './support/proxy.js'
import { serve } from './support/running-server.js'

const servers = DIALECTS.filter(({ name }) => ['postgres', 'mariadb'].includes(name))

/** The queue asks less and less often, up to every ten seconds. */
const asSeldomAsJobs = { timeout: 12_000 }

describe.each(servers)('a $name server that is away', ({ skip, createDatabase }) => {
  it.skipIf(skip)('is waited for at start, goes away and comes back', async () => {
    await using database = await createDatabase()
    await database.execute(['create table notes (id integer primary key, body varchar(20))'])
    await database.execute(["insert into notes values (1, 'hello')"])
    const { hostname, port, protocol } = new URL(database.url)
    const defaultPort = protocol.startsWith('postgres') ? 5432 : 3306
    await using proxy = await createProxy(hostname, Number(port) || defaultPort)
    const url = new URL(database.url)
    url.hostname = '127.0.0.1'
    url.port = String(proxy.port)

    await using server = await serve({ DATABASE_URL: url.href }, { wait: false })
    const read = async (): Promise<unknown> => (await server.request('/items/notes')).json()
    const unavailable = {
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', service: 'database' } }],
    }

    expect(await read()).toMatchObject(unavailable)
    expect((await server.request('/server/ping')).status).toBe(200)
    expect((await server.request('/server/health')).status).toBe(503)
    await expect.poll(() => server.log).toContain('Trying again in')

    await proxy.mend()
    await server.reached
    expect(await read()).toEqual({ data: [{ id: 1, body: 'hello' }] })

    await proxy.cut()
    expect(await read()).toMatchObject(unavailable)
    expect((await server.request('/items/notes')).status).toBe(503)
    expect(await (await server.request('/server/health')).json()).toMatchObject({ status: 'error' })
    const cleared = await server.request('/utils/cache/clear', { method: 'POST' })
    expect(cleared.status).toBe(503)
    expect(await cleared.json()).toMatchObject(unavailable)
    expect((await server.request('/server/ping')).status).toBe(200)
    await expect.poll(() => server.log, asSeldomAsJobs).toContain('Jobs wait')

    await proxy.mend()
    await expect.poll(read, { timeout: 5000 }).toEqual({ data: [{ id: 1, body: 'hello' }] })
    expect((await server.request('/server/health')).status).toBe(200)
    await expect.poll(() => server.log, asSeldomAsJobs).toContain('Jobs go on')
    expect(server.log.match(/Jobs wait/g)).toHaveLength(1)
    expect(server.log.match(/Jobs go on/g)).toHaveLength(1)
    expect(server.log).not.toContain('A job failed')
    expect(server.log).not.toContain('"level":"error"')
  })
})

describe('a database that never comes', () => {
  it.each(['postgres', 'mysql', 'mssql', 'oracle', 'cockroachdb'])(
    'is waited for, and keeps no server from stopping: %s',
    async (scheme) => {
      const url = `${scheme}://me:canary-password@127.0.0.1:${await freePort()}/shop`
      const server = await serve({ DATABASE_URL: url }, { wait: false })
      await expect.poll(() => server.log).toContain('Trying again in')
      await server[Symbol.asyncDispose]()
      expect(server.log).not.toContain('canary')
    },
  )
})
