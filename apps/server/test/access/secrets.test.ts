import { createHash } from 'node:crypto'
import { DIALECTS } from '@relvar/test-databases'
import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'

const PASSWORD = 'canary-password-of-a-user'
const TOKEN = 'canary-static-token-of-a-user'
const JSON_TYPE = { 'Content-Type': 'application/json' }

async function send(
  server: TestServer,
  request: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<{
  readonly status: number
  readonly text: string
  readonly cookies: readonly string[]
}> {
  const [method = '', path = ''] = request.split(' ')
  const response = await server.request(path, {
    method,
    redirect: 'manual',
    headers: { ...(body !== undefined && JSON_TYPE), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const cookies = response.headers.getSetCookie()
  return { status: response.status, text: await response.text(), cookies }
}

describe.each(DIALECTS)('what nobody reads in clear, on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is masked in every answer, and compared, sorted and counted by nobody', async () => {
    await using database = await dialect.createDatabase()
    await database.execute('create table notes (id integer not null primary key)')
    await using server = await serve({ DATABASE_URL: database.url })
    const user = { email: 'a@example.com', password: PASSWORD, token: TOKEN }
    const made = await send(server, 'POST /users', user)
    const { data } = JSON.parse(made.text) as { data: Readonly<Record<string, unknown>> }
    expect(data).toMatchObject({ password: '**********', token: '**********', tfa_secret: null })
    await send(server, 'POST /users/me/api-keys', { name: 'x' })
    await send(server, `PATCH /users/${String(data['id'])}`, { password: `${PASSWORD}-2` })
    const login = { email: user.email, password: `${PASSWORD}-2` }
    expect((await send(server, 'POST /auth/login', login)).status).toBe(200)
    const readings = [
      'GET /users?fields=*.*',
      'GET /users?fields=id,password,token,tfa_secret,auth_data',
      'GET /users?alias[x]=password&fields=x',
      'GET /users?export=csv&fields=*',
      'GET /users?export=yaml&fields=password,token',
      `GET /users?search=${TOKEN}`,
      'GET /roles?fields=*,users.password,users.token',
      'GET /activity?fields=*.*.*&limit=-1',
      'GET /revisions?fields=*.*.*&limit=-1',
      'GET /users/me/api-keys',
    ]
    for (const reading of readings) {
      const { status, text } = await send(server, reading)
      expect([reading, status]).toEqual([reading, 200])
      // Neither as it was sent nor as it is kept: Argon2id, SHA-256.
      expect([reading, /canary|\$argon2|\b[0-9a-f]{64}\b/i.exec(text)?.[0]]).toEqual([
        reading,
        undefined,
      ])
    }
    for (const query of [
      `filter[password][_eq]=${PASSWORD}`,
      'filter[password][_starts_with]=%24argon2id',
      `filter[token][_in]=${TOKEN}`,
      'filter[token][_gt]=0',
      'filter[role][users][token][_contains]=a',
      'sort=password',
      'sort=-token',
      'groupBy=token',
      'aggregate[countDistinct]=password',
      'aggregate[max]=token',
    ]) {
      const { status } = await send(server, `GET /users?${query}`)
      expect([query, status]).toEqual([query, 400])
    }
    const known = await send(server, 'GET /users?filter[token][_nnull]=true&fields=email')
    expect(known.text).toContain(user.email)
  })

  test('is never logged, and what is kept of it opens nothing', async () => {
    await using database = await dialect.createDatabase()
    await database.execute('create table notes (id integer not null primary key)')
    await using server = await serve({ DATABASE_URL: database.url, LOG_LEVEL: 'trace' })
    const user = { email: 'a@example.com', password: PASSWORD, token: TOKEN }
    const { data } = JSON.parse((await send(server, 'POST /users', user)).text) as {
      data: { id: string }
    }
    const { email } = user
    const login = await send(server, 'POST /auth/login', { email, password: PASSWORD })
    const tokens = (JSON.parse(login.text) as { data: Readonly<Record<string, string>> }).data
    const session = await send(server, 'POST /auth/login', {
      email,
      password: PASSWORD,
      mode: 'session',
    })
    const [cookie = ''] = session.cookies
    const asUser = { authorization: `Bearer ${TOKEN}` }
    const key = await send(server, 'POST /users/me/api-keys', { name: 'x' }, asUser)
    const apiKey = (JSON.parse(key.text) as { data: { key: string } }).data.key
    const password = { password: PASSWORD }
    const made = await send(server, 'POST /users/me/tfa/generate', password, asUser)
    const { secret } = (JSON.parse(made.text) as { data: { secret: string } }).data
    const otp = new TOTP({ secret }).generate()
    expect((await send(server, 'POST /users/me/tfa/enable', { secret, otp }, asUser)).status).toBe(
      204,
    )
    const codes = await send(server, 'POST /users/me/tfa/recovery-codes', password, asUser)
    const [code = ''] = (JSON.parse(codes.text) as { data: { codes: string[] } }).data.codes
    const canaries = [
      PASSWORD,
      TOKEN,
      tokens['access_token'],
      tokens['refresh_token'],
      /=([^;]+)/.exec(cookie)?.[1],
      apiKey,
      secret,
      code,
    ].map(String)
    // Each of them in every place of a request, right or wrong.
    for (const canary of canaries) {
      await send(server, `GET /users/me?access_token=${canary}`, undefined, { authorization: '' })
      await send(server, `GET /items/notes/${data.id}?filter[token][_eq]=${canary}`)
      await send(server, 'GET /users/me', undefined, { authorization: `Bearer ${canary}` })
      await send(server, 'GET /users/me', undefined, {
        authorization: '',
        cookie: `relvar_session_token=${canary}; relvar_refresh_token=${canary}`,
      })
      for (const [path, body] of [
        ['/auth/login', { email, password: canary, otp: canary }],
        ['/auth/refresh', { refresh_token: canary }],
        ['/auth/password/reset', { token: canary, password: canary }],
        ['/users/invite/accept', { token: canary, password: canary }],
        ['/users', { email: 'x', password: canary, token: canary }],
        ['/users', { password: [canary] }],
      ] as const)
        await send(server, `POST ${path}`, body)
    }
    await expect.poll(() => server.log.match(/"msg":"request"/g)?.length).toBeGreaterThan(80)
    for (const canary of canaries) expect(server.log).not.toContain(canary)
    // Whoever reads the tables has nothing to sign in with: `@relvar/auth` tests what is kept.
    const digest = createHash('sha256').update(TOKEN).digest('hex')
    const stolen = { authorization: `Bearer ${digest}` }
    expect((await send(server, 'GET /users/me', undefined, stolen)).status).toBe(401)
  })
})
