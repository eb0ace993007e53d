import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { ADMIN, openPlace, SQLITE } from './place.js'

describe('oneself', () => {
  it('is told with the rights that one has, or the id alone', async () => {
    await using place = await openPlace(SQLITE)
    const id = await place.auth.createAdministrator(ADMIN)
    await place.auth.createAdministrator({ ...ADMIN, email: 'second@example.com' })
    const { access_token: token } = await place.login()
    const own = await place.ask('GET /users/me?fields=email,password', { token })
    expect(own.data).toEqual({ email: ADMIN.email, password: '**********' })
    const named = { token, body: { first_name: 'Ada' } }
    expect((await place.ask('PATCH /users/me', named)).data).toMatchObject({ first_name: 'Ada' })
    expect((await place.ask('DELETE /users/me', { token })).code).toBe('FORBIDDEN')
    expect((await place.ask('GET /users/me')).code).toBe('INVALID_CREDENTIALS')
    await place.system.update('relvar_users', { keys: [id] }, { role: null })
    expect((await place.ask('GET /users/me', { token })).data).toEqual({ id })
    expect((await place.ask('PATCH /users/me', named)).code).toBe('FORBIDDEN')
    const page = { token, body: { last_page: '/content' } }
    expect((await place.ask('PATCH /users/me/track/page', page)).status).toBe(204)
    expect(await place.system.readOne('relvar_users', id, { fields: ['last_page'] })).toEqual({
      last_page: '/content',
    })
  })
})

describe('a second factor', () => {
  it('is asked for at login, and each code is good once', async () => {
    await using place = await openPlace(SQLITE)
    const id = await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const { password } = ADMIN
    const wrong = { token, body: { password: 'wrong' } }
    expect((await place.ask('POST /users/me/tfa/generate', wrong)).code).toBe('INVALID_CREDENTIALS')
    const made = await place.ask('POST /users/me/tfa/generate', { token, body: { password } })
    const { secret, otpauth_url } = made.data as { secret: string; otpauth_url: string }
    expect(otpauth_url).toMatch(/^otpauth:\/\/totp\//)
    const code = (): string => new TOTP({ secret }).generate({ timestamp: place.now() })
    const bad = { token, body: { secret, otp: code() === '000000' ? '111111' : '000000' } }
    expect((await place.ask('POST /users/me/tfa/enable', bad)).code).toBe('INVALID_OTP')
    const enable = { token, body: { secret, otp: code() } }
    expect((await place.ask('POST /users/me/tfa/enable', enable)).status).toBe(204)
    expect((await place.ask('POST /auth/login', { body: ADMIN })).code).toBe('INVALID_OTP')
    const again = { body: { ...ADMIN, otp: code() } }
    expect((await place.ask('POST /auth/login', again)).code).toBe('INVALID_OTP')
    place.wait(30_000)
    const login = { body: { ...ADMIN, otp: code() } }
    const answers = [1, 2].map(() => place.ask('POST /auth/login', login))
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 401])
    const codes = await place.ask('POST /users/me/tfa/recovery-codes', {
      token,
      body: { password },
    })
    const [otp] = (codes.data as { codes: readonly string[] }).codes
    const recovery = { body: { ...ADMIN, otp } }
    expect((await place.ask('POST /auth/login', recovery)).status).toBe(200)
    expect((await place.ask('POST /auth/login', recovery)).code).toBe('INVALID_OTP')
    place.wait(61_000)
    const patch = { token, body: { tfa_secret: null } }
    expect((await place.ask(`PATCH /users/${id}`, patch)).code).toBe('INVALID_PAYLOAD')
    const off = { token, body: { otp: code() } }
    expect((await place.ask('POST /users/me/tfa/disable', off)).status).toBe(204)
    await place.login()
  })

  it('has a secret that was made for its user, whatever an open session is told', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const another = { ...ADMIN, email: 'second@example.com' }
    await place.auth.createAdministrator(another)
    const [mine, theirs] = [await place.login(), await place.login(another)]
    const asked = { token: theirs.access_token, body: { password: ADMIN.password } }
    const made = await place.ask('POST /users/me/tfa/generate', asked)
    const other = (made.data as { secret: string }).secret
    for (const secret of [other, 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP']) {
      const otp = new TOTP({ secret }).generate({ timestamp: place.now() })
      const enable = { token: mine.access_token, body: { secret, otp } }
      expect((await place.ask('POST /users/me/tfa/enable', enable)).code).toBe('INVALID_PAYLOAD')
    }
    await place.login()
  })

  it('is limited with the password of the same account', async () => {
    const limits = { account: { points: 3, duration: 60_000 } }
    await using place = await openPlace(SQLITE, { limits })
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const wrong = { token, body: { password: 'wrong' } }
    const codes = []
    for (const request of [
      'POST /users/me/tfa/generate',
      'POST /users/me/tfa/recovery-codes',
      'POST /users/me/tfa/generate',
      'POST /users/me/tfa/recovery-codes',
      'POST /auth/login',
    ])
      codes.push(
        (await place.ask(request, request.endsWith('login') ? { body: ADMIN } : wrong)).code,
      )
    const [refused, exceeded] = ['INVALID_CREDENTIALS', 'REQUESTS_EXCEEDED']
    expect(codes).toEqual([refused, refused, exceeded, exceeded, exceeded])
  })

  it('is taken away by administrators only', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const user = { email: 'b@b.c', password: 'mine alone' }
    const [key] = await place.system.create('relvar_users', [
      { ...user, tfa_secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
    ])
    const path = `POST /users/${String(key?.['id'])}/tfa/disable`
    expect((await place.ask(path)).code).toBe('INVALID_CREDENTIALS')
    expect((await place.ask(path, { token })).status).toBe(204)
    const { access_token: users } = await place.login(user)
    expect((await place.ask(path, { token: users })).code).toBe('FORBIDDEN')
  })
})
