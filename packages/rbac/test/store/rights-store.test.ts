import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { PUBLIC_POLICY } from '../../src/store/index.js'
import { administrator, openPlace } from './place.js'

describe.each(DIALECTS)('rights in tables on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are closed to everybody but administrators at first', async () => {
    await using place = await openPlace(dialect)
    const anybody = await place.as()
    await expect(anybody.read('orders')).rejects.toThrow('orders')
    expect(Object.keys(anybody.schema.tables)).toEqual([])
    const admin = await place.as(await administrator(place))
    expect(await admin.read('orders', { fields: ['id'] })).toEqual([{ id: 1 }, { id: 2 }])
  })

  test('open what a permission of the public policy names, and nothing more', async () => {
    await using place = await openPlace(dialect)
    const admin = await place.as(await administrator(place))
    await admin.create('relvar_permissions', [
      {
        policy: PUBLIC_POLICY,
        collection: 'orders',
        action: 'read',
        fields: ['id', 'status'],
        permissions: { status: { _eq: 'shipped' } },
      },
    ])
    const anybody = await place.as()
    expect(await anybody.read('orders')).toEqual([{ id: 2, status: 'shipped' }])
    await expect(anybody.read('orders', { fields: ['email'] })).rejects.toThrow('email')
    await expect(anybody.read('orders', { filter: { email: { _eq: 'a@b.c' } } })).rejects.toThrow(
      'email',
    )
    await expect(anybody.create('orders', [{ id: 3 }])).rejects.toThrow('orders')
    await expect(anybody.read('relvar_permissions')).rejects.toThrow('relvar_permissions')
  })

  test('are changed by administrators only, whatever a permission says', async () => {
    await using place = await openPlace(dialect)
    await place.system.create(
      'relvar_permissions',
      (['create', 'read', 'update', 'delete'] as const).map((action) => ({
        policy: PUBLIC_POLICY,
        collection: 'relvar_permissions',
        action,
        fields: ['*'],
      })),
    )
    const anybody = await place.as()
    expect(await anybody.read('relvar_permissions')).toHaveLength(4)
    const more = { policy: PUBLIC_POLICY, collection: 'orders', action: 'read', fields: ['*'] }
    const onlyAdministrators = 'Only administrators change rights.'
    await expect(anybody.create('relvar_permissions', [more])).rejects.toThrow(onlyAdministrators)
    await expect(
      anybody.update('relvar_permissions', { keys: [1] }, { collection: 'orders' }),
    ).rejects.toThrow(onlyAdministrators)
    await expect(anybody.delete('relvar_permissions', { keys: [1] })).rejects.toThrow(
      onlyAdministrators,
    )
  })

  test('refuse what would mean nothing', async () => {
    await using place = await openPlace(dialect)
    const admin = await place.as(await administrator(place))
    const role = String((await administrator(place)).role)
    const create = (table: string, item: object): Promise<unknown> =>
      admin.create(`relvar_${table}`, [{ ...item }])
    await expect(create('policies', { name: 'x', ip_access: ['10.*'] })).rejects.toThrow(
      'ip_access',
    )
    await expect(
      create('permissions', { policy: PUBLIC_POLICY, collection: 'orders', action: 'fly' }),
    ).rejects.toThrow('"action" is one of')
    await expect(
      create('access', { policy: PUBLIC_POLICY, role, user: crypto.randomUUID() }),
    ).rejects.toThrow('not to both')
    await expect(create('permissions', { collection: 'orders', action: 'read' })).rejects.toThrow(
      'policy',
    )
    const [child] = await admin.create('relvar_roles', [{ name: 'child', parent: role }])
    await expect(
      admin.update('relvar_roles', { keys: [role] }, { parent: String(child?.['id']) }),
    ).rejects.toThrow('above itself')
  })

  test('refuse a rule that no query could hold, when it is written', async () => {
    await using place = await openPlace(dialect)
    const admin = await place.as(await administrator(place))
    const ruleOf = (count: number) => ({
      _or: Array.from({ length: count }, (_, id) => ({ id: { _eq: id } })),
    })
    const allowed = { policy: PUBLIC_POLICY, collection: 'orders', action: 'read', fields: ['*'] }
    const [{ id } = { id: null }] = await admin.create('relvar_permissions', [
      { ...allowed, permissions: ruleOf(1000) },
    ])
    expect(await (await place.as()).read('orders')).toHaveLength(2)
    const larger = { permissions: ruleOf(1001) }
    await expect(
      admin.create('relvar_permissions', [{ ...allowed, ...larger }]),
    ).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' })
    await expect(
      admin.update('relvar_permissions', { keys: [Number(id)] }, larger),
    ).rejects.toThrow('1001 conditions; a query has at most 1000 (MAX_CONDITIONS)')
    expect(await (await place.as()).read('orders')).toHaveLength(2)
  })

  test('go with the policy that they belong to', async () => {
    await using place = await openPlace(dialect)
    const admin = await place.as(await administrator(place))
    const [policy] = await admin.create('relvar_policies', [
      {
        name: 'Readers',
        permissions: { create: [{ collection: 'orders', action: 'read', fields: ['*'] }] },
        roles: { create: [{ role: null }] },
      },
    ])
    expect(await (await place.as()).read('orders')).toHaveLength(2)
    await admin.delete('relvar_policies', { keys: [String(policy?.['id'])] })
    await expect((await place.as()).read('orders')).rejects.toThrow('orders')
    expect(await admin.read('relvar_permissions')).toEqual([])
  })

  test('count at once, for sessions that are open already', async () => {
    await using place = await openPlace(dialect)
    const admin = await place.as(await administrator(place))
    const anybody = await place.as()
    await expect(anybody.read('orders')).rejects.toThrow('orders')
    const [permission] = await admin.create('relvar_permissions', [
      { policy: PUBLIC_POLICY, collection: 'orders', action: 'read', fields: ['id', 'email'] },
    ])
    expect(await anybody.read('orders', { limit: 1 })).toEqual([{ id: 1, email: 'a@b.c' }])
    const keys = [Number(permission?.['id'])]
    await admin.update('relvar_permissions', { keys }, { fields: ['id'] })
    expect(await anybody.read('orders', { limit: 1 })).toEqual([{ id: 1 }])
    await admin.delete('relvar_permissions', { keys })
    await expect(anybody.read('orders')).rejects.toThrow('orders')
  })

  test('let users of the Studio see their own rows of our tables', async () => {
    await using place = await openPlace(dialect)
    const [policy] = await place.system.create('relvar_policies', [
      { name: 'App', app_access: true },
    ])
    const [role] = await place.system.create('relvar_roles', [{ name: 'Staff' }])
    await place.system.create('relvar_access', [{ policy: policy?.['id'], role: role?.['id'] }])
    const staff = await place.as({ user: crypto.randomUUID(), role: String(role?.['id']) })
    expect(await staff.read('relvar_roles', { fields: ['name'] })).toEqual([{ name: 'Staff' }])
  })
})
