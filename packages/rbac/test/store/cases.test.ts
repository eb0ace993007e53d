import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { checkCases, idlePermissions, parseCases, PUBLIC_POLICY } from '../../src/store/index.js'
import { openPlace, type Place } from './place.js'

async function check(place: Place, text: string): Promise<readonly (readonly unknown[])[]> {
  await place.as()
  const results = await checkCases(place.rights, place.context, parseCases(text))
  return results.map(({ case: { line }, passed, reason }) => [line, passed, reason])
}

describe.each(DIALECTS)('statements about rights on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are compared with what they are', async () => {
    await using place = await openPlace(dialect)
    await place.system.create('relvar_permissions', [
      {
        policy: PUBLIC_POLICY,
        collection: 'orders',
        action: 'read',
        fields: ['id', 'status'],
        permissions: { status: { _eq: 'shipped' } },
      },
    ])
    const text = [
      'public can read orders.status, not orders.email',
      'public can read orders of 2, not orders of 1',
      'public cannot create orders',
      'role Administrator can delete orders',
    ].join('\n')
    expect((await check(place, text)).every(([, passed]) => passed)).toBe(true)
    const wrong = ['public cannot read orders.status', 'public can read orders of 1']
    expect(await check(place, wrong.join('\n'))).toEqual([
      [1, false, 'granted'],
      [2, false, 'item'],
    ])
  })

  test('fail where they speak of what is not there', async () => {
    await using place = await openPlace(dialect)
    const text = [
      'public cannot read nothing',
      'public cannot read orders.nothing',
      'role Nobody cannot read orders',
      'public cannot read __proto__',
    ]
    expect(await check(place, text.join('\n'))).toEqual(
      text.map((_, index) => [index + 1, false, 'unknown']),
    )
  })

  test('leave permissions alone that are about collections that are not there, which can be told', async () => {
    await using place = await openPlace(dialect)
    const base = { policy: PUBLIC_POLICY, action: 'read', fields: ['*'] }
    const collections = ['ordrs', 'orders', 'relvar_roles', 'toString']
    const rows = collections.map((collection) => ({ ...base, collection }))
    const keys = await place.system.create('relvar_permissions', rows)
    const ids = keys.map(({ id }) => Number(id))
    const idle = (collection: string): object => ({
      id: ids[collections.indexOf(collection)],
      policy: expect.any(String) as unknown,
      action: 'read',
      collection,
    })
    const found = await idlePermissions(place.system, place.context)
    expect(found).toEqual([idle('ordrs'), idle('toString')])
    expect(await idlePermissions(place.system, place.context, ids.slice(1))).toEqual([
      idle('toString'),
    ])
    expect(await check(place, 'public can read orders')).toEqual([[1, true, 'granted']])
  })
})
