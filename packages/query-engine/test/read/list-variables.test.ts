import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { type Actor, allowAll, createEngine, type Filter } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

const actor = (roles: readonly string[], claims: Actor['claims'] = {}): Actor => ({
  id: '1',
  roles,
  claims,
})

describe.each(SUPPORTED)('variables that are lists on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)
  const engine = () => createEngine({ db: shop.db, schema: shop.schema, policy: allowAll })
  const ids = async (session: ReturnType<typeof shop.as>, filter: Filter) =>
    (await session.read('tags', { fields: ['id'], filter, sort: ['id'] })).map((row) => row['id'])

  test('are compared with all their values, however many these are in the next run', async () => {
    const one = engine()
    const filter = { name: { _in: '$CURRENT_ROLES' } }
    for (const [roles, found] of [
      [['new'], [1]],
      [
        ['new', 'sale'],
        [1, 2],
      ],
      [
        ['new', 'sale', 'classic'],
        [1, 2, 3],
      ],
      [
        ['sale', 'new', '100%', 'unused'],
        [1, 2, 4, 5],
      ],
      [['sale'], [2]],
      [[], []],
      [['none', 'of', 'these', 'five', 'new'], [1]],
    ] as const) {
      expect(await ids(one.as(actor(roles)), filter)).toEqual(found)
      const others =
        roles.length === 0
          ? []
          : [1, 2, 3, 4, 5].filter((id) => !(found as readonly number[]).includes(id))
      expect(await ids(one.as(actor(roles)), { name: { _nin: '$CURRENT_ROLES' } })).toEqual(others)
    }
  })

  test('of numbers fit columns of numbers, beside values of the query', async () => {
    const session = engine().as({ id: '1', policies: ['1', '3'] })
    expect(await ids(session, { id: { _in: '$CURRENT_POLICIES' } })).toEqual([1, 3])
    expect(await ids(session, { id: { _in: ['$CURRENT_POLICIES', 5, '$CURRENT_USER'] } })).toEqual([
      1, 3, 5,
    ])
    const bad = engine().as({ id: '1', policies: ['x'] })
    await expect(ids(bad, { id: { _in: '$CURRENT_POLICIES' } })).rejects.toMatchObject({
      code: 'INVALID_QUERY',
    })
  })

  test('stand in nested queries and below relationships', async () => {
    const session = engine().as(actor(['Dune', 'Emma']))
    const products = { name: { _in: '$CURRENT_ROLES' } }
    const rows = await session.read('categories', {
      fields: ['id', 'products.name'],
      filter: { products: { _some: products } },
      deep: { products: { _filter: products } },
      sort: ['id'],
    })
    expect(rows).toEqual([
      { id: 3, products: [{ name: 'Emma' }] },
      { id: 4, products: [{ name: 'Dune' }] },
    ])
  })

  test('stand for claims, of which what is absent equals nothing', async () => {
    const claims = {
      user: { tag: 'sale', tags: ['new', ['classic']], home: { tag: 'unused' } },
      role: { tag: 2 },
      roles: [{ tag: 'new' }, { tag: 'unused' }, { other: 1 }],
      policies: [{ tags: ['new', 'sale'] }, { tags: ['unused'] }],
    }
    const session = engine().as(actor([], claims))
    for (const [filter, found] of [
      [{ name: { _eq: '$CURRENT_USER.tag' } }, [2]],
      [{ name: { _eq: '$CURRENT_USER.home.tag' } }, [5]],
      [{ id: { _eq: '$CURRENT_ROLE.tag' } }, [2]],
      [{ name: { _in: '$CURRENT_USER.tag' } }, [2]],
      [{ name: { _in: '$CURRENT_USER.tags' } }, [1, 3]],
      [{ name: { _in: '$CURRENT_ROLES.tag' } }, [1, 5]],
      [{ name: { _in: ['$CURRENT_POLICIES.tags', '$CURRENT_USER.nothing'] } }, [1, 2, 5]],
      [{ name: { _eq: '$CURRENT_USER.nothing' } }, []],
      [{ name: { _neq: '$CURRENT_USER.nothing' } }, []],
      [{ name: { _nin: '$CURRENT_USER.nothing' } }, []],
      [{ name: { _eq: '$CURRENT_USER.constructor' } }, []],
      [{ name: { _eq: '$CURRENT_USER.tag.length' } }, []],
    ] as readonly (readonly [Filter, readonly number[]])[]) {
      expect(await ids(session, filter), JSON.stringify(filter)).toEqual(found)
    }
  })

  describe('in rules', () => {
    const policy = policyOf({
      tags: {
        read: {
          rows: { name: { _in: '$CURRENT_ROLES' } },
          fields: { id: {}, name: { id: { _nin: '$CURRENT_USER.hidden' } } },
        },
        create: {
          fields: '*',
          validation: [{ name: { _in: '$CURRENT_ROLES' } }],
          check: { name: { _in: '$CURRENT_USER.names' } },
        },
        update: { rows: { name: { _nin: '$CURRENT_ROLES' } }, fields: '*' },
        delete: { rows: { name: { _in: '$CURRENT_ROLES' } }, fields: '*' },
      },
    })
    const shared = () => createEngine({ db: shop.db, schema: shop.schema, policy })

    test('hold each actor to lists of their own, by plans of the same engine', async () => {
      const one = shared()
      const read = (who: Actor) =>
        one.as(who).read('tags', { fields: ['id', 'name'], sort: ['id'] })
      expect(await read(actor(['new', 'sale', '100%'], { user: { hidden: [2, 4] } }))).toEqual([
        { id: 1, name: 'new' },
        { id: 2, name: null },
        { id: 4, name: null },
      ])
      expect(await read(actor(['sale'], { user: { hidden: [1] } }))).toEqual([
        { id: 2, name: 'sale' },
      ])
      expect(await read(actor(['sale']))).toEqual([{ id: 2, name: null }])
      expect(await read(actor([]))).toEqual([])
      expect(await read({ id: null })).toEqual([])
    })

    test('hold writes to them as well', async () => {
      const one = shared()
      const forbidden = { code: 'FORBIDDEN' }
      const rename = (who: Actor, key: number) =>
        one.as(who).update('tags', { keys: [key] }, { name: 'free' })
      await expect(rename(actor(['new', 'free']), 1)).rejects.toMatchObject(forbidden)
      await expect(rename(actor(['classic', 'x', 'y', 'z', 'new']), 1)).rejects.toMatchObject(
        forbidden,
      )
      await expect(rename(actor([]), 1)).rejects.toMatchObject(forbidden)
      expect(await rename(actor(['new']), 5)).toEqual([{ id: 5 }])
      await expect(one.as(actor(['x'])).delete('tags', { keys: [5] })).rejects.toMatchObject(
        forbidden,
      )
      const maker = actor(['made', 'unmade'], { user: { names: ['made'] } })
      await expect(one.as(maker).create('tags', [{ name: 'other' }])).rejects.toThrow('name')
      await expect(one.as(maker).create('tags', [{ name: 'unmade' }])).rejects.toMatchObject(
        forbidden,
      )
      expect(await one.as(maker).create('tags', [{ name: 'made' }])).toHaveLength(1)
      expect(await one.as(actor(['x', 'free'])).delete('tags', { keys: [5] })).toEqual([{ id: 5 }])
    })
  })
})
