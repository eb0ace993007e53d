import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSampleShop } from '../src/sample/sample-shop.js'
import { AUTHORIZATION, fetchAsAdministrator } from './support/administrator.js'
import { RelvarProcess } from './support/relvar-process.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-start-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })

const sample = (): string => join(folder, 'data/relvar-sample.sqlite')

describe('relvar start', () => {
  it('creates the sample shop, says what it serves, and the curl it prints works', async () => {
    const nobody = { SECRET: '', ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' }
    const env = { ...nobody, LOG_STYLE: 'pretty' }
    await using relvar = new RelvarProcess({ cwd: folder, env })
    const [, setup = '', body = ''] = await relvar.printed(/set up +.* '(http.*)' -H .* -d '(.*)'/)
    const [, example = ''] = await relvar.printed(/try +curl -g -H '.*' '(.*)'/)
    expect(relvar.output).toMatch(
      /serves +sqlite:data\/relvar-sample\.sqlite: 9 tables, 1 view, 11 relationships/,
    )
    expect(relvar.output).toMatch(/reference +http:/)
    expect(relvar.output).toContain('this machine only')
    expect(relvar.output).toContain('delete data/ to begin anew')
    expect((await fetch(example)).status).toBe(403)
    const refused = await post(setup, body)
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('characters'),
    ])
    const password = 'a good password'
    const filled = body.replace('...', password)
    expect((await post(setup, filled)).status).toBe(204)
    expect((await post(setup, filled)).status).toBe(403)
    const login = { email: 'you@example.com', password }
    const signedIn = await post(new URL('/auth/login', setup).href, JSON.stringify(login))
    const { data: tokens } = (await signedIn.json()) as { data: { access_token: string } }
    const authorization = `Bearer ${tokens.access_token}`
    const response = await fetch(example, { headers: { authorization } })
    expect(response.status).toBe(200)
    const { data } = (await response.json()) as { data: Record<string, unknown> }
    expect(data).toMatchObject({
      customer_id: { last_name: expect.any(String) },
      sale_lines: expect.arrayContaining([
        { quantity: expect.any(Number), product_id: { name: expect.any(String) } },
      ]),
    })
    const reference = /reference +(http:\S+)/.exec(relvar.output)?.[1] ?? ''
    expect((await fetch(reference)).headers.get('content-type')).toContain('text/html')
    expect(
      (await fetch(new URL('/', reference), { redirect: 'manual' })).headers.get('location'),
    ).toBe('/admin')
  })

  it('warns of settings that look misspelt, in the environment and in the file', async () => {
    writeFileSync(join(folder, '.env'), 'LOG_LEVL=canary\n')
    const env = { QUERY_LIMIT_DEFALT: 'canary', QUERY_LIMIT_MAXX: '', LOG_STYLE: 'pretty' }
    await using relvar = new RelvarProcess({ cwd: folder, env })
    await relvar.address()
    expect(relvar.output).toContain(
      'Nobody reads the setting QUERY_LIMIT_DEFALT: did you mean QUERY_LIMIT_DEFAULT?',
    )
    expect(relvar.output).toContain('Nobody reads the setting LOG_LEVL: did you mean LOG_LEVEL?')
    expect(relvar.output.match(/did you mean/g)).toHaveLength(2)
    expect(relvar.output).not.toContain('canary')
  })

  it('keeps the sample shop as it was left', async () => {
    createSampleShop(sample())
    const before = statSync(sample()).mtimeMs
    await using relvar = new RelvarProcess({ cwd: folder })
    const address = await relvar.address()
    expect((await fetchAsAdministrator(`${address}/items/tags?limit=1`)).status).toBe(200)
    expect(statSync(sample()).mtimeMs).toBe(before)
  })

  it('serves the database of DATABASE_URL and makes no sample; its bytes stay while nothing is written', async () => {
    const path = join(folder, 'mine.db')
    const database = new DatabaseSync(path)
    database.exec(
      "create table notes (id integer primary key, text text); insert into notes (text) values ('hello')",
    )
    database.close()
    const before = readFileSync(path)
    await using relvar = new RelvarProcess({ cwd: folder, env: { DATABASE_URL: 'sqlite:mine.db' } })
    const address = await relvar.address()
    expect(await (await fetchAsAdministrator(`${address}/items/notes`)).json()).toEqual({
      data: [{ id: 1, text: 'hello' }],
    })
    relvar.signal('SIGTERM')
    expect((await relvar.exited).code).toBe(0)
    expect(existsSync(join(folder, 'data'))).toBe(false)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('lists every wrong setting and exits with 1', async () => {
    writeFileSync(join(folder, '.env'), 'PORT=eighty\n')
    await using relvar = new RelvarProcess({
      cwd: folder,
      env: { PORT: '', SECRET: 'canary-short', LOG_LEVEL: 'loud' },
    })
    const { code, stdout, stderr } = await relvar.exited
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('relvar: 3 settings need your attention:')
    for (const name of ['PORT in .env', 'LOG_LEVEL']) expect(stderr).toContain(`  ${name} = "`)
    expect(stderr).toContain('  SECRET is shorter than 32 characters')
    expect(stderr).not.toContain('canary')
    expect(stderr).not.toContain('    at ')
  })

  it.each([
    ['ADMIN_PASSWORD', 'seven77', /at least this many characters: 8\.\s+Choose another one/],
    ['ADMIN_EMAIL', 'nobody', /field "email"/],
  ])('says when %s makes no administrator, and exits with 1', async (name, value, message) => {
    await using relvar = new RelvarProcess({ cwd: folder, env: { [name]: value } })
    const { code, stderr } = await relvar.exited
    expect(code).toBe(1)
    expect(stderr).toContain(`  ${name} makes no administrator.`)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('seven77')
    expect(stderr).not.toContain('    at ')
  })

  it('says when its port is taken, and exits with 1', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await using relvar = new RelvarProcess({ cwd: folder, env: { PORT: String(port) } })
    const { code, stderr } = await relvar.exited
    other.close()
    expect(code).toBe(1)
    expect(stderr).toContain(`PORT ${port} is taken`)
    expect(stderr).toContain(`PORT=${port + 1}`)
    expect(stderr).not.toContain('    at ')
  })

  it.each([
    ['a URL without a scheme', 'shop', /DATABASE_URL is no URL of a database/],
    [
      'a database that nobody knows',
      'mongodb://localhost/shop',
      /DATABASE_URL is no URL of a database/,
    ],
    [
      'a file that is not there',
      'sqlite:nowhere.db',
      /no readable file "nowhere\.db"\.\s+Correct the path/,
    ],
  ])('explains %s and exits with 1', async (_what, url, message) => {
    await using relvar = new RelvarProcess({ cwd: folder, env: { DATABASE_URL: url } })
    const { code, stderr } = await relvar.exited
    expect(stderr).toMatch(message)
    expect(stderr).toContain('DATABASE_URL')
    expect(stderr).not.toContain('    at ')
    expect(code).toBe(1)
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('stops on %s', async (signal) => {
    await using relvar = new RelvarProcess({ cwd: folder })
    await relvar.address()
    relvar.signal(signal)
    expect(await relvar.exited).toMatchObject({ code: 0, signal: null, stderr: '' })
  })

  it('waits for a request that does not finish, until another signal comes', async () => {
    const settings = { SERVER_SHUTDOWN_TIMEOUT: '1m', LOG_STYLE: 'raw' }
    await using relvar = new RelvarProcess({ cwd: folder, env: settings })
    const { port } = new URL(await relvar.address())
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    const head = `POST /items/tags HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${AUTHORIZATION}\r\nContent-Length: 9\r\n\r\n{"name"`
    await new Promise<void>((resolve) => socket.write(head, () => resolve()))
    await expect
      .poll(() => fetch(`http://localhost:${port}/server/ping`).then((r) => r.status))
      .toBe(200)
    relvar.signal('SIGINT')
    const begun = performance.now()
    await relvar.printed(/Stopping/)
    // What npm passes on right after the terminal is not impatience.
    relvar.signal('SIGINT')
    await expect.poll(() => performance.now() - begun).toBeGreaterThan(700)
    expect(relvar.output).not.toContain('at once')
    relvar.signal('SIGINT')
    expect((await relvar.exited).code).toBe(1)
    expect(relvar.output).toContain('Stopped at once')
    socket.destroy()
  })

  it('listens on a Unix socket, and takes over that of a process that was killed', async () => {
    const path = join(folder, 'relvar.sock')
    for (let round = 0; round < 2; round++) {
      const relvar = new RelvarProcess({ cwd: folder, env: { UNIX_SOCKET_PATH: path } })
      await relvar.printed(/listens at \S+relvar\.sock/)
      await relvar[Symbol.asyncDispose]()
      expect(existsSync(path)).toBe(true)
    }
  })
})

describe('other commands', () => {
  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    [['--help'], 0, /^relvar .*\n\nUsage\n/, /^$/],
    [[], 0, /^relvar .*\n\nUsage\n/, /^$/],
    [['dance'], 2, /^$/, /^relvar: there is no command "dance"\.\nTry: relvar --help\n$/],
    [['start', 'now'], 2, /^$/, /start takes no arguments/],
    [['start', '--loud'], 2, /^$/, /--loud/],
    [['introspect'], 2, /^$/, /the URL of a database/],
    [['introspect', 'sqlite:nowhere.db'], 1, /^$/, /nowhere\.db/],
    [['introspect', 'shop'], 1, /^$/, /no scheme/],
  ] as const)('relvar %j', async (args, code, stdout, stderr) => {
    await using relvar = new RelvarProcess({ args, cwd: folder })
    const exit = await relvar.exited
    expect(exit.stdout).toMatch(stdout)
    expect(exit.stderr).toMatch(stderr)
    expect(exit.stderr).not.toContain('    at ')
    expect(exit.code).toBe(code)
  })

  it('relvar introspect prints the model of a database', async () => {
    createSampleShop(sample())
    await using relvar = new RelvarProcess({
      args: ['introspect', `sqlite:${sample()}`],
      cwd: folder,
    })
    const { code, stdout } = await relvar.exited
    expect(code).toBe(0)
    const model = JSON.parse(stdout) as { tables: Record<string, { primaryKey: string[] }> }
    expect(model.tables['sale_lines']?.primaryKey).toEqual(['sale_id', 'line_no'])
  })
})
