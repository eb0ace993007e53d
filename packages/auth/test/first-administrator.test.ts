import { describe, expect, it } from 'vitest'
import { ADMIN, type AskParts, openPlace, type Place, SQLITE } from './place.js'

describe('the first administrator', () => {
  const body = { admin: ADMIN }

  it('is made from this machine, once', async () => {
    await using place = await openPlace(SQLITE)
    const answers = [1, 2, 3].map((number) =>
      place.ask('POST /server/setup', {
        body: { admin: { ...ADMIN, email: `${number}@example.com` } },
      }),
    )
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.sort((a, b) => a - b)).toEqual([204, 403, 403])
    expect(await place.system.read('relvar_users')).toHaveLength(1)
  })

  it('is made from elsewhere with the token only', async () => {
    const limits = { account: { points: 100, duration: 60_000 } }
    await using place = await openPlace(SQLITE, { setupToken: 'one-time', limits })
    const headers: readonly Readonly<Record<string, string>>[] = [
      { 'x-forwarded-for': '127.0.0.1' },
      { 'X-Forwarded-Proto': 'https' },
      { forwarded: 'for=127.0.0.1' },
      { via: '1.1 proxy' },
      { 'x-real-ip': '127.0.0.1' },
      { 'x-original-host': 'localhost' },
      { 'true-client-ip': '127.0.0.1' },
      { 'cf-connecting-ip': '127.0.0.1' },
    ]
    const elsewhere: readonly AskParts[] = [
      { ip: '192.0.2.1' },
      { ip: null },
      { ip: '::ffff:192.0.2.1' },
      ...headers.map((each) => ({ headers: each })),
    ]
    for (const from of elsewhere)
      expect((await place.ask('POST /server/setup', { body, ...from })).code).toBe('FORBIDDEN')
    const wrong = { body: { ...body, token: 'another' }, ip: '192.0.2.1' }
    expect((await place.ask('POST /server/setup', wrong)).code).toBe('FORBIDDEN')
    const right = { body: { ...body, token: 'one-time' }, ip: '192.0.2.1' }
    expect((await place.ask('POST /server/setup', right)).status).toBe(204)
    expect((await place.ask('POST /server/setup', right)).code).toBe('FORBIDDEN')
    await place.login()
  })

  it('is made under a name of this machine or of PUBLIC_URL, and under no other', async () => {
    const limits = { account: { points: 100, duration: 60_000 } }
    const urls = { public: 'https://api.example.com' }
    await using place = await openPlace(SQLITE, { limits, urls })
    const ask = (host: string, password: string): ReturnType<Place['ask']> =>
      place.ask(`POST http://${host}/server/setup`, { body: { admin: { ...ADMIN, password } } })
    for (const host of [
      'evil.example',
      'evil.example:8055',
      '192.168.0.1',
      '0.0.0.0',
      'localhost.evil.example',
      'evillocalhost',
      '127.0.0.1.evil.example',
      'api.example.com.evil.example',
      '[::ffff:192.168.0.1]',
    ])
      expect([host, (await ask(host, 'theirs')).code]).toEqual([host, 'FORBIDDEN'])
    // The right names get past that, and to the password that is not there.
    for (const host of [
      'localhost:8055',
      'LOCALHOST',
      'shop.localhost',
      '127.0.0.1',
      '[::1]:8055',
      'api.example.com',
    ])
      expect([host, (await ask(host, '')).code]).toEqual([host, 'INVALID_PAYLOAD'])
    expect((await ask('localhost', 'mine alone')).status).toBe(204)
  })
})
