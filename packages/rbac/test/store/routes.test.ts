import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { PUBLIC_POLICY } from '../../src/store/index.js'
import { administrator, openPlace, type Place } from './place.js'

const shipped = { status: { _eq: 'shipped' } }

/** Somebody of a role who may read two fields of shipped orders, change them with `email`, and delete none. */
async function seller(place: Place): Promise<{ user: string; role: string }> {
  const { system } = place
  const [role] = await system.create('relvar_roles', [{ name: 'Sales' }])
  const [policy] = await system.create('relvar_policies', [{ name: 'Sales' }])
  const ids = { role: String(role?.['id']), policy: String(policy?.['id']) }
  await system.create('relvar_access', [ids])
  const orders = { policy: ids.policy, collection: 'orders' }
  await system.create('relvar_permissions', [
    { ...orders, action: 'read', fields: ['id', 'status'], permissions: shipped },
    {
      ...orders,
      action: 'update',
      fields: ['email'],
      permissions: { _and: [shipped, { email: { _nnull: true } }] },
      validation: { email: { _contains: '@' } },
      presets: { email: 'none@example.com' },
    },
  ])
  return { user: crypto.randomUUID(), role: ids.role }
}

describe.each(DIALECTS)('the routes about rights on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('tell somebody what they may do', async () => {
    await using place = await openPlace(dialect)
    const session = await place.as(await seller(place))
    expect(await place.ask('GET /permissions/me', session)).toEqual({
      orders: {
        create: { access: 'none' },
        read: { access: 'partial', fields: ['id', 'status'] },
        update: { access: 'partial', fields: ['email'], presets: { email: 'none@example.com' } },
        delete: { access: 'none' },
        share: { access: 'none' },
      },
    })
    expect(await place.ask('GET /policies/me/globals', session)).toEqual({
      app_access: false,
      admin_access: false,
      enforce_tfa: false,
    })
    expect(await place.ask('GET /roles/me', session)).toEqual([{ id: session.actor.role }])
  })

  test('tell an administrator that everything may be done', async () => {
    await using place = await openPlace(dialect)
    const session = await place.as(await administrator(place))
    const all = { access: 'full', fields: ['*'] }
    const own = (await place.ask('GET /permissions/me', session)) as Record<string, object>
    expect(own['orders']).toEqual({ create: all, read: all, update: all, delete: all, share: all })
    expect(Object.keys(own)).toEqual(Object.keys(session.schema.tables))
    expect(await place.ask('GET /roles/me', session)).toMatchObject([{ name: 'Administrator' }])
    expect(await place.ask('GET /policies/me/globals', session)).toMatchObject({
      admin_access: true,
    })
  })

  test('tell strangers nothing', async () => {
    await using place = await openPlace(dialect)
    const session = await place.as()
    for (const path of ['/permissions/me', '/permissions/me/:collection/:key?', '/roles/me'])
      await expect(place.ask(`GET ${path}`, session)).rejects.toThrow("don't have permission")
    expect(await place.ask('GET /policies/me/globals', session)).toEqual({ app_access: false })
  })

  test('tell what may be done with one item', async () => {
    await using place = await openPlace(dialect)
    const session = await place.as(await seller(place))
    const about = (collection: string, key: string): Promise<unknown> =>
      place.ask('GET /permissions/me/:collection/:key?', session, { params: { collection, key } })
    const no = { access: false }
    expect(await about('orders', '2')).toEqual({ update: { access: true }, delete: no, share: no })
    const nothing = { update: no, delete: no, share: no }
    expect(await about('orders', '1')).toEqual(nothing)
    expect(await about('orders', '99')).toEqual(nothing)
    expect(await about('orders', 'x')).toEqual(nothing)
    expect(await about('__proto__', '1')).toEqual(nothing)
    const admin = await place.as(await administrator(place))
    const params = { collection: 'orders', key: '1' }
    expect(await place.ask('GET /permissions/me/:collection/:key?', admin, { params })).toEqual({
      update: { access: true },
      delete: { access: true },
      share: { access: true },
    })
  })

  test('say which policy, rule and part of it allow something or do not', async () => {
    await using place = await openPlace(dialect)
    const { role } = await seller(place)
    const admin = await place.as(await administrator(place))
    const explain = async (body: object): Promise<unknown> =>
      place.ask('POST /permissions/explain', admin, {
        body: { role, collection: 'orders', ...body },
      })
    expect(await explain({ action: 'delete' })).toEqual({
      allowed: false,
      reason: 'no permission',
      permissions: [],
    })
    expect(await explain({ action: 'read', field: 'email' })).toMatchObject({ reason: 'field' })
    expect(await explain({ action: 'read', field: 'status', key: 2 })).toMatchObject({
      allowed: true,
      reason: 'granted',
      permissions: [{ grantsField: true, holds: true, rule: shipped }],
    })
    expect(await explain({ action: 'update', key: 1 })).toMatchObject({
      allowed: false,
      reason: 'item',
      permissions: [
        {
          holds: false,
          parts: [
            { condition: shipped, holds: false },
            { condition: { email: { _nnull: true } }, holds: true },
          ],
        },
      ],
    })
    expect(
      await explain({ action: 'update', key: 2, payload: { email: 'nonsense' } }),
    ).toMatchObject({
      allowed: false,
      reason: 'validation',
      permissions: [{ failing: ['email'] }],
    })
    expect(await explain({ action: 'read', role: null })).toMatchObject({ reason: 'no permission' })
  })

  test('explain rights of others to administrators only', async () => {
    await using place = await openPlace(dialect)
    const body = { action: 'read', collection: 'orders' }
    const sellers = await place.as(await seller(place))
    for (const session of [sellers, await place.as()])
      await expect(place.ask('POST /permissions/explain', session, { body })).rejects.toThrow(
        'Only administrators',
      )
    const admin = await place.as(await administrator(place))
    for (const wrong of [
      {},
      { ...body, action: 'fly' },
      { ...body, field: 1 },
      { ...body, role: 1 },
    ])
      await expect(place.ask('POST /permissions/explain', admin, { body: wrong })).rejects.toThrow(
        'Invalid payload',
      )
    expect(
      await place.ask('POST /permissions/explain', admin, { body: { ...body, role: 'gone' } }),
    ).toMatchObject({ allowed: false })
  })

  test('let a rule with a hole in it hold for nothing', async () => {
    await using place = await openPlace(dialect)
    await place.system.create('relvar_permissions', [
      {
        policy: PUBLIC_POLICY,
        collection: 'orders',
        action: 'read',
        fields: ['*'],
        permissions: { email: { _eq: null } },
      },
    ])
    const admin = await place.as(await administrator(place))
    const body = { action: 'read', collection: 'orders', key: 1 }
    expect(await place.ask('POST /permissions/explain', admin, { body })).toMatchObject({
      reason: 'item',
    })
  })
})
