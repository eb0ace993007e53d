import { DIALECTS } from '@relvar/test-databases'
import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { ADMIN, openPlace, type Place } from './place.js'

const ADA = { email: 'ada@example.com', password: 'a good password' }

/** A user whose two policies let them read orders and use the Studio; one of them demands a second factor. */
async function ada({ system }: Place): Promise<unknown> {
  const [user] = await system.create('relvar_users', [{ ...ADA, status: 'active' }])
  const [strict, plain] = await system.create('relvar_policies', [
    { name: 'Strict', enforce_tfa: true, app_access: true },
    { name: 'Plain' },
  ])
  await system.create(
    'relvar_access',
    [strict, plain].map((policy) => ({ user: user?.['id'], policy: policy?.['id'] })),
  )
  const read = { collection: 'orders', action: 'read', fields: ['*'] }
  await system.create('relvar_permissions', [{ ...read, policy: plain?.['id'] }])
  return user?.['id']
}

describe.each(DIALECTS)('a second factor that a policy demands on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is set up before any policy counts, whatever somebody signs in by', async () => {
    await using place = await openPlace(dialect)
    const user = await ada(place)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: admin } = await place.login()
    const about = { user, action: 'read', collection: 'orders' }
    const explain = async (): Promise<unknown> =>
      (await place.ask('POST /permissions/explain', { token: admin, body: about })).data
    const { access_token: token } = await place.login(ADA)
    const key = await place.ask('POST /users/me/api-keys', { token, body: { name: 'report' } })
    const { key: apiKey } = key.data as { readonly key: string }
    const read = async (credential: string): Promise<number> =>
      (await place.ask('GET /items/orders', { token: credential })).status
    // What is sent to them is what they may read, too.
    const policies = async (): Promise<number | undefined> =>
      (await place.auth.actorOf(String(user), place.system))?.policies?.length
    expect([await read(token), await read(apiKey)]).toEqual([403, 403])
    expect(await policies()).toBe(0)
    expect(await explain()).toMatchObject({ allowed: false, reason: 'second factor' })
    const refusals = ['orders', 'nothing'].map((name) =>
      place.ask(`GET /items/${name}`, { token: apiKey }),
    )
    for (const { message } of await Promise.all(refusals))
      expect(message).toMatch(/demands a second factor.*\/users\/me\/tfa\/generate/)
    expect((await place.ask('GET /users/me', { token })).status).toBe(200)

    const body = { password: ADA.password }
    const made = await place.ask('POST /users/me/tfa/generate', { token, body })
    const { secret } = made.data as { readonly secret: string }
    const otp = new TOTP({ secret }).generate({ timestamp: place.now() })
    await place.ask('POST /users/me/tfa/enable', { token, body: { secret, otp } })
    expect([await read(token), await read(apiKey)]).toEqual([200, 200])
    expect(await policies()).toBeGreaterThan(0)
    expect(await explain()).toMatchObject({ allowed: true })

    place.wait(61_000)
    const off = { otp: new TOTP({ secret }).generate({ timestamp: place.now() }) }
    await place.ask('POST /users/me/tfa/disable', { token, body: off })
    expect([await read(token), await read(apiKey)]).toEqual([403, 403])
  })
})
