import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { createHooks, type EdgePage, InvalidQueryError } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('edges on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  test('have the row and its cursor, from either end', async () => {
    const query = { fields: ['id'], sort: ['-name'], limit: 2 }
    const ids = await shop.list('tags', 'id', { sort: ['-name'] })
    const idsOf = ({ edges }: EdgePage) =>
      edges.map(({ node }) => (JSON.parse(node) as { id: unknown }).id)
    const first = await shop.session.readEdges('tags', query, { meta: ['total_count'] })
    expect(idsOf(first)).toEqual(ids.slice(0, 2))
    expect(first).toMatchObject({ hasNext: true, hasPrevious: false, meta: { total_count: 5 } })
    const after = first.edges[0]?.cursor ?? ''
    const next = await shop.session.readEdges('tags', { ...query, after })
    expect(idsOf(next)).toEqual(ids.slice(1, 3))
    expect(next).toMatchObject({ hasNext: true, hasPrevious: true })
    const last = await shop.session.readEdges('tags', { ...query, fromEnd: true })
    expect(idsOf(last)).toEqual(ids.slice(-2))
    expect(last).toMatchObject({ hasNext: false, hasPrevious: true })
    expect(await shop.read('tags', { ...query, fromEnd: true })).toEqual(
      ids.slice(-2).map((id) => ({ id })),
    )
  })

  test('pass through read hooks, which may not change how many there are', async () => {
    const hooks = createHooks()
    hooks.read((rows) => rows.map((row) => ({ ...row, seen: true })))
    const { edges } = await shop.with({ hooks }).readEdges('tags', { fields: ['id'], limit: 1 })
    expect(edges).toEqual([{ cursor: expect.any(String), node: '{"id":1,"seen":true}' }])
    hooks.read((rows) => rows.slice(1))
    await expect(shop.with({ hooks }).readEdges('tags')).rejects.toThrow(InvalidQueryError)
  })

  test('refuse the end after a cursor', async () => {
    const { edges } = await shop.session.readEdges('tags', { limit: 1 })
    const query = { after: edges[0]?.cursor ?? '', fromEnd: true }
    await expect(shop.session.readEdges('tags', query)).rejects.toThrow(/not at the end/)
    await expect(shop.session.readEdges('tags', { fromEnd: true, page: 2 })).rejects.toThrow(
      /leave out/,
    )
  })
})
