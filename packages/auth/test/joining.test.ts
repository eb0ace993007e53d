import { describe, expect, it } from 'vitest'
import { ADMIN, lastToken, openPlace, roleOf, SQLITE } from './place.js'

describe('an invitation', () => {
  it('makes a user who is active once it is accepted', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const body = { email: ['New@b.c', 'new@b.c'], role: await roleOf(place) }
    expect((await place.ask('POST /users/invite', { token, body })).status).toBe(204)
    expect(place.mails.map(({ to }) => to)).toEqual(['new@b.c'])
    const accept = { body: { token: lastToken(place), password: 'mine alone' } }
    expect((await place.ask('POST /users/invite/accept', accept)).status).toBe(204)
    expect((await place.ask('POST /users/invite/accept', accept)).code).toBe('INVALID_INVITE')
    await place.login({ email: 'new@b.c', password: 'mine alone' })
    // Somebody who is there already is not sent another, and keeps their role.
    await place.ask('POST /users/invite', { token, body })
    expect(place.mails).toHaveLength(1)
  })

  it('of somebody who may not is answered alike, and does nothing', async () => {
    await using place = await openPlace(SQLITE)
    const body = { email: 'new@b.c', role: await roleOf(place) }
    expect((await place.ask('POST /users/invite', { body })).status).toBe(204)
    expect(place.mails).toEqual([])
    expect(await place.system.read('relvar_users')).toEqual([])
  })
})

describe('registration', () => {
  const open = { public_registration: true }
  const body = { email: 'new@b.c', password: 'mine alone' }

  it('is off', async () => {
    await using place = await openPlace(SQLITE)
    expect((await place.ask('POST /users/register', { body })).code).toBe('FORBIDDEN')
  })

  it('sends a link that makes the user active, once', async () => {
    await using place = await openPlace(SQLITE, { settings: async () => open })
    expect((await place.ask('POST /users/register', { body })).status).toBe(204)
    expect((await place.ask('POST /auth/login', { body })).code).toBe('INVALID_CREDENTIALS')
    const path = `GET /users/register/verify-email?token=${lastToken(place)}`
    const verified = await place.ask(path)
    expect(verified.status).toBe(302)
    expect(verified.headers.get('location')).toMatch(/^\/admin\/users\/[\w-]{36}$/)
    expect((await place.ask(path)).code).toBe('INVALID_TOKEN')
    await place.login(body)
    const again = { ...body, password: 'somebody else' }
    expect((await place.ask('POST /users/register', { body: again })).status).toBe(204)
    await place.login(body)
    expect(place.mails).toHaveLength(1)
  })

  it('answers a known address like an unknown one, whatever else is sent', async () => {
    const limits = { registration: { points: 100, duration: 60_000 } }
    const settings = async (): Promise<object> => ({ ...open, auth_password_policy: '/^.{4,}$/' })
    await using place = await openPlace(SQLITE, { settings, limits, registerStallTime: 0 })
    await place.auth.createAdministrator(ADMIN)
    const answerTo = async (email: string, given: object): Promise<unknown> => {
      const { status, code } = await place.ask('POST /users/register', {
        body: { ...body, email, ...given },
      })
      return { status, code }
    }
    const answers = []
    for (const given of [
      {},
      { first_name: 'x'.repeat(51) },
      { last_name: 'x\0' },
      { first_name: '\ud800' },
      { first_name: ['x'] },
      { password: 'abc' },
      { verification_url: 'https://evil.example' },
    ]) {
      const known = await answerTo(ADMIN.email, given)
      expect(known).toEqual(await answerTo(`${answers.length}@b.c`, given))
      answers.push(known)
    }
    expect(answers.filter((each) => (each as { status: number }).status === 204)).toHaveLength(1)
  })

  it('does one hash for a known address as for an unknown one', async () => {
    await using place = await openPlace(SQLITE, { settings: async () => open })
    await place.auth.createAdministrator(ADMIN)
    for (const email of [ADMIN.email, 'new@b.c', 'new@b.c']) {
      const { hashes, verifications } = place.auth
      expect((await place.ask('POST /users/register', { body: { ...body, email } })).status).toBe(
        204,
      )
      expect([email, place.auth.hashes - hashes]).toEqual([email, 1])
      expect(place.auth.verifications).toBe(verifications)
    }
  })

  it('holds to the filter, to what may be said of oneself, and to five a minute', async () => {
    const settings = {
      ...open,
      public_registration_email_filter: { email: { _ends_with: '@b.c' } },
    }
    await using place = await openPlace(SQLITE, { settings: async () => settings })
    const codes = []
    for (const given of [
      { ...body, email: 'new@evil.example' },
      { ...body, email: 'no address' },
      { ...body, status: 'active' },
      { ...body, role: await roleOf(place) },
      { email: body.email },
      body,
    ])
      codes.push((await place.ask('POST /users/register', { body: given })).code)
    expect(codes).toEqual([
      'FORBIDDEN',
      'FAILED_VALIDATION',
      'INVALID_PAYLOAD',
      'INVALID_PAYLOAD',
      'INVALID_PAYLOAD',
      'REQUESTS_EXCEEDED',
    ])
    expect((await place.ask('POST /users/register', { body, ip: '192.0.2.9' })).status).toBe(204)
  })
})
