import { connect } from '@relvar/schema-introspect'
import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import {
  allowAll,
  anonymous,
  createEngine,
  defaultLimits,
  InvalidQueryError,
  limitSettings,
  SYSTEM,
} from '../../src/index.js'
import type { Filter, Limits, ReadQuery, Session } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('limits on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)
  const limited = (limits: Partial<Limits>): Session =>
    createEngine({ db: shop.db, schema: shop.schema, policy: allowAll, limits }).as(anonymous)
  const path = (depth: number, end: string): string =>
    [...Array<string>(depth).fill('parent_id'), end].join('.')
  const nested = (depth: number): Filter => {
    let filter: Filter = { id: { _eq: 1 } }
    for (let level = 0; level < depth; level++) filter = { parent_id: filter }
    return filter
  }

  test('hold for the depth of fields, filter, sort and deep', async () => {
    const queries = (depth: number): readonly ReadQuery[] => [
      { fields: [path(depth, 'name')] },
      { filter: nested(depth) },
      { sort: [path(depth, 'name')] },
    ]
    for (const query of queries(10)) await shop.read('categories', { ...query, limit: 1 })
    for (const query of queries(11)) {
      await expect(shop.session.read('categories', query)).rejects.toThrow(/MAX_RELATIONAL_DEPTH/)
    }
    await expect(
      limited({ maxDepth: 2 }).read('categories', { fields: [path(3, 'id')] }),
    ).rejects.toThrow(InvalidQueryError)
  })

  test('hold for the number of relations', async () => {
    const session = limited({ maxRelations: 5 })
    await expect(session.read('sale_lines', { fields: ['*.*.*'] })).rejects.toThrow(/MAX_RELATIONS/)
    const branches = Array.from({ length: 6 }, (_, id) => ({ reviews: { id: { _neq: id } } }))
    await expect(session.read('products', { filter: { _and: branches } })).rejects.toThrow(
      /MAX_RELATIONS/,
    )
  })

  test('hold for the number of conditions and values', async () => {
    const some = (count: number): Filter => ({
      _or: Array.from({ length: count }, (_, id) => ({ id: { _eq: id } })),
    })
    expect(await shop.ids('tags', some(900))).toEqual([1, 2, 3, 4, 5])
    await expect(shop.session.read('tags', { filter: some(1001) })).rejects.toThrow(
      /MAX_CONDITIONS/,
    )
    const list = (count: number): Filter => ({
      id: { _in: Array.from({ length: count }, (_, id) => id) },
    })
    expect(await shop.ids('tags', list(10_000))).toEqual([1, 2, 3, 4, 5])
    await expect(shop.session.read('tags', { filter: list(10_001) })).rejects.toThrow(/MAX_VALUES/)
    expect(
      await shop.ids('tags', {
        name: { _nin: Array.from({ length: 9_000 }, (_, id) => `n${id}`) },
      }),
    ).toHaveLength(5)
  })

  test('of the database are told where the engine allows more', async () => {
    const session = limited({ maxValues: 1_000_000 })
    const filter = { id: { _in: Array.from({ length: 100_000 }, (_, id) => id) } }
    await expect(session.read('tags', { filter })).rejects.toThrow(InvalidQueryError)
  })

  test('hold for keys, which may be as many as values', async () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => `${index},1`)
    expect(await shop.read('sale_lines', { fields: ['sale_id'], limit: 2 }, { keys })).toEqual([
      { sale_id: 1 },
      { sale_id: 2 },
    ])
    await expect(
      shop.session.read('tags', {}, { keys: Array.from({ length: 10_001 }, (_, id) => id) }),
    ).rejects.toThrow(/MAX_VALUES/)
  })

  test('hold for the size of a page', async () => {
    const session = limited({ maxLimit: 3 })
    expect(await session.read('tags')).toHaveLength(3)
    expect(await session.read('tags', { limit: -1 })).toHaveLength(3)
    await expect(session.read('tags', { limit: 4 })).rejects.toThrow(/QUERY_LIMIT_MAX/)
    const [row] = await session.read('products', {
      fields: ['reviews.id'],
      deep: { reviews: { _limit: -1 } },
      limit: 1,
    })
    expect(row?.['reviews']).toHaveLength(3)
    await expect(
      session.read('products', { fields: ['reviews.id'], deep: { reviews: { _limit: 4 } } }),
    ).rejects.toThrow(/QUERY_LIMIT_MAX/)
  })

  const EXCEEDED: readonly (readonly [keyof Limits, (session: Session) => Promise<unknown>])[] = [
    ['maxLimit', (session) => session.read('tags', { limit: 3 })],
    ['maxDepth', (session) => session.read('categories', { fields: [path(3, 'id')] })],
    ['maxRelations', (session) => session.read('sale_lines', { fields: ['*.*.*'] })],
    ['maxConditions', (session) => session.read('tags', { sort: ['id', 'name', 'id'] })],
    ['maxValues', (session) => session.read('tags', { filter: { id: { _in: [1, 2, 3] } } })],
    ['maxBatch', (session) => session.delete('tags', { keys: [1, 2, 3] })],
    [
      'maxJsonDepth',
      (session) => session.read('products', { fields: ['json(attributes, a.b.c)'] }),
    ],
  ]

  test.each(EXCEEDED)('%s is told with its number and its setting', async (limit, exceed) => {
    await expect(exceed(limited({ [limit]: 2, defaultLimit: 1 }))).rejects.toThrow(
      new RegExp(`\\b2\\b.*\\(${limitSettings[limit]}\\)`),
    )
  })

  test('are all exceeded above, but for a default, and a time after which counts are left out', () => {
    const tested = ['defaultLimit', 'countTimeout', ...EXCEEDED.map(([limit]) => limit)]
    expect(tested.toSorted()).toEqual(Object.keys(defaultLimits).toSorted())
  })

  test('bound the size of one answer, with its number and its setting, but for streams', async () => {
    const db = await connect(shop.database.url, { maxAnswerSize: 1_500 })
    try {
      const session = createEngine({ db, schema: shop.schema, policy: allowAll }).as(anonymous)
      const query = { fields: ['*', 'sale_id.*'], limit: 1_000 }
      for (const read of [session.readPage.bind(session), session.readJson.bind(session)]) {
        await expect(read('sale_lines', query)).rejects.toThrow(/1500 bytes \(MAX_ANSWER_SIZE\)/)
      }
      expect(await session.read('sale_lines', { limit: 2 })).toHaveLength(2)
      let rows = 0
      for await (const _ of session.stream('sale_lines', query)) rows += 1
      expect(rows).toBe((await shop.read('sale_lines', { limit: 1_000 })).length)
    } finally {
      await db.destroy()
    }
  })

  test('are for callers: internal work reads and writes all that there is', async () => {
    const session = shop.with({ limits: { maxLimit: 2, maxBatch: 1 } }, SYSTEM)
    expect(await session.read('tags', { limit: -1 })).toHaveLength(5)
    expect(await shop.with({ limits: { maxLimit: 2 } }).read('tags', { limit: -1 })).toHaveLength(2)
    await session.transaction(async (inner) => {
      const keys = await inner.create('tags', [{ name: 'one' }, { name: 'two' }])
      await inner.delete('tags', { keys })
    })
    expect(await shop.read('tags')).toHaveLength(5)
  })

  test('take numbers that are none, and those beyond any table, for what they are', async () => {
    for (const limit of [-2, 1.5, Number.NaN, 1e400, -1e400, 2 ** 53, '5', null, [], true]) {
      const reading = shop.session.read('tags', { limit: limit as never }).then(
        (rows) => rows.length,
        (error: unknown) => error instanceof InvalidQueryError,
      )
      expect(await reading, String(limit)).toBe(limit === null ? 5 : true)
    }
    expect(await shop.read('tags', { limit: 1e9 })).toHaveLength(5)
    expect(await shop.read('tags', { limit: Number.MAX_SAFE_INTEGER })).toHaveLength(5)
    expect(await shop.read('tags', { limit: 1, offset: Number.MAX_SAFE_INTEGER })).toEqual([])
  })

  test('refuse 10,000 conditions, and nesting 100 deep of every kind', async () => {
    const many = Array.from({ length: 10_000 }, (_, id) => ({ id: { _neq: id } }))
    for (const filter of [{ _and: many }, { _or: many }])
      await expect(shop.session.read('tags', { filter })).rejects.toThrow(/MAX_CONDITIONS/)
    await expect(shop.session.read('categories', { filter: nested(45) })).rejects.toThrow(
      /MAX_RELATIONAL_DEPTH/,
    )
    await expect(shop.session.read('categories', { filter: nested(100) })).rejects.toThrow(
      InvalidQueryError,
    )
    await expect(shop.session.read('categories', { fields: [path(100, 'id')] })).rejects.toThrow(
      /MAX_RELATIONAL_DEPTH/,
    )
    await expect(
      shop.session.read('products', { fields: [`json(attributes, ${'a.'.repeat(100)}b)`] }),
    ).rejects.toThrow(/MAX_JSON_QUERY_DEPTH/)
  })

  test('hold for nesting that means nothing', async () => {
    let filter: Filter = { id: { _eq: 1 } }
    for (let level = 0; level < 10_000; level++) filter = { _and: [filter] }
    await expect(shop.session.read('tags', { filter })).rejects.toThrow(InvalidQueryError)
    let deep: Record<string, unknown> = {}
    for (let level = 0; level < 10_000; level++) deep = { a: deep }
    await expect(shop.session.read('tags', { deep: deep as never })).rejects.toThrow(
      InvalidQueryError,
    )
    let fields: unknown = ['id']
    for (let level = 0; level < 10_000; level++) fields = [{ parent_id: fields }]
    await expect(shop.session.read('categories', { fields: fields as never })).rejects.toThrow(
      InvalidQueryError,
    )
  })

  test('let a wide query through', async () => {
    const fields = Array.from({ length: 100 }, (_, index) => `a${index}`)
    const alias = Object.fromEntries(fields.map((name) => [name, 'name']))
    const [row] = await shop.read('tags', { alias, fields, limit: 1 })
    expect(Object.keys(row ?? {})).toEqual(fields)
    const nestedRow = await shop.read('products', {
      fields: ['product_tags.tag_id.x0'],
      deep: { product_tags: { tag_id: { _alias: { x0: 'name' } } } },
      limit: 1,
    })
    expect(nestedRow).toEqual([
      { product_tags: [{ tag_id: { x0: 'sale' } }, { tag_id: { x0: 'classic' } }] },
    ])
  })
})
