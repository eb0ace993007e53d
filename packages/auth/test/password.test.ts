import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ADMIN, lastToken, openPlace, type Place, SQLITE } from './place.js'

describe.each(DIALECTS)('a forgotten password on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is replaced by a link that is good once', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: before } = await place.login()
    const asked = await place.ask('POST /auth/password/request', { body: { email: ADMIN.email } })
    expect(asked.status).toBe(204)
    expect(place.mails).toMatchObject([{ to: ADMIN.email, template: 'password-reset' }])
    const body = { token: lastToken(place), password: 'another one' }
    const answers = await Promise.all(
      [1, 2, 3].map(() => place.ask('POST /auth/password/reset', { body })),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 403, 403])
    expect((await place.ask('GET /items/orders', { token: before })).code).toBe(
      'INVALID_CREDENTIALS',
    )
    await place.login({ ...ADMIN, password: 'another one' })
    expect((await place.ask('POST /auth/password/reset', { body })).code).toBe('INVALID_TOKEN')
  })
})

describe('a request for a new password', () => {
  it('is answered alike for those who are not there, and mails nobody', async () => {
    await using place = await openPlace(SQLITE)
    await place.system.create('relvar_users', [{ email: 'out@b.c', status: 'suspended' }])
    for (const email of ['nobody@b.c', 'out@b.c']) {
      const answer = await place.ask('POST /auth/password/request', { body: { email } })
      expect(answer).toMatchObject({ status: 204, data: undefined })
    }
    expect(place.mails).toEqual([])
    expect(place.auth.verifications).toBe(0)
  })

  it('is sent to the stored address, whatever was typed', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const typed = ` ${ADMIN.email.toUpperCase()} `
    await place.ask('POST /auth/password/request', { body: { email: typed } })
    expect(place.mails.map(({ to }) => to)).toEqual([ADMIN.email])
    for (const email of [[ADMIN.email, 'evil@example.com'], `${ADMIN.email},evil@example.com`])
      await place.ask('POST /auth/password/request', { body: { email } })
    expect(place.mails).toHaveLength(1)
  })

  it('leads to allowed pages only', async () => {
    const urls = { passwordReset: ['https://shop.example/reset'] }
    await using place = await openPlace(SQLITE, { urls })
    await place.auth.createAdministrator(ADMIN)
    const ask = (reset_url: string): ReturnType<Place['ask']> =>
      place.ask('POST /auth/password/request', { body: { email: ADMIN.email, reset_url } })
    expect((await ask('https://shop.example/reset?lang=de')).status).toBe(204)
    expect(place.mails[0]?.data.url).toMatch(/^https:\/\/shop\.example\/reset\?lang=de&token=ey/)
    for (const url of [
      'https://evil.example/reset',
      'https://shop.example/reset/../x',
      'https://shop.example@evil.example/reset',
      'https://u:p@shop.example/reset',
      'https://shop.example.evil.example/reset',
      'http://shop.example/reset',
      'javascript:alert(1)',
      '/reset',
    ])
      expect([url, (await ask(url)).code]).toEqual([url, 'INVALID_PAYLOAD'])
  })

  it('is void once the password changed, and not good for an invitation', async () => {
    await using place = await openPlace(SQLITE)
    const id = await place.auth.createAdministrator(ADMIN)
    await place.ask('POST /auth/password/request', { body: { email: ADMIN.email } })
    const body = { token: lastToken(place), password: 'yet another' }
    expect((await place.ask('POST /users/invite/accept', { body })).code).toBe('INVALID_TOKEN')
    expect((await place.ask('GET /users/me', { token: body.token })).code).toBe('INVALID_TOKEN')
    await place.system.update('relvar_users', { keys: [id] }, { password: 'changed since' })
    expect((await place.ask('POST /auth/password/reset', { body })).code).toBe('INVALID_TOKEN')
  })

  it('takes a password of eight characters, whatever they are, and none that is shorter', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const change = (password: string): ReturnType<Place['ask']> =>
      place.ask('PATCH /users/me', { token, body: { password } })
    for (const short of ['a', 'seven77', '🐎🐎🐎🐎🐎🐎🐎'])
      expect([short, (await change(short)).code]).toEqual([short, 'FAILED_VALIDATION'])
    for (const password of ['        ', '🐎🐎🐎🐎🐎🐎🐎🐎'])
      expect([password, (await change(password)).status]).toEqual([password, 200])
    await place.login({ email: ADMIN.email, password: '🐎🐎🐎🐎🐎🐎🐎🐎' })
  })

  it('may be as short as the policy of passwords allows', async () => {
    const settings = async (): Promise<object> => ({ auth_password_policy: '/^.{2,}$/' })
    await using place = await openPlace(SQLITE, { settings })
    await place.auth.createAdministrator({ ...ADMIN, password: 'ab' })
    await expect(place.login({ email: ADMIN.email, password: 'ab' })).resolves.toBeDefined()
  })

  it('keeps to the policy of passwords, and can be tried again', async () => {
    const settings = async (): Promise<object> => ({ auth_password_policy: '/^.{8,}$/' })
    await using place = await openPlace(SQLITE, { settings })
    await place.auth.createAdministrator(ADMIN)
    await place.ask('POST /auth/password/request', { body: { email: ADMIN.email } })
    const token = lastToken(place)
    const reset = (password: string): ReturnType<Place['ask']> =>
      place.ask('POST /auth/password/reset', { body: { token, password } })
    expect((await reset('short')).code).toBe('FAILED_VALIDATION')
    expect((await reset('long enough')).status).toBe(204)
  })
})
