import type { Column } from '@relvar/schema-introspect/model'
import { getTable } from '@relvar/schema-introspect/model'
import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidQueryError, type SelectedField } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const field = (name: string, key = name): SelectedField & { kind: 'field' } => ({
  kind: 'field',
  key,
  field: name,
})

describe.each(SUPPORTED)('what is selected outright on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  test('has keys of its own, in order, and words', async () => {
    const select: SelectedField[] = [
      { kind: 'literal', key: '__typename', text: 'products' },
      field('name', 'id'),
      field('id', 'name'),
      {
        kind: 'object',
        key: 'more',
        members: [field('sku'), { kind: 'literal', key: 'a', text: 'b' }],
      },
    ]
    const [row] = await shop.read('products', { select, sort: ['id'], limit: 1 })
    expect(Object.entries(row ?? {})).toEqual([
      ['__typename', 'products'],
      ['id', 'Dune'],
      ['name', 1],
      ['more', { sku: expect.any(String) as string, a: 'b' }],
    ])
  })

  test('takes one relationship twice, each with a query of its own', async () => {
    const reviews = (key: string, rating: number): SelectedField => ({
      kind: 'related',
      key,
      relationship: 'reviews',
      query: { filter: { rating: { _eq: rating } }, sort: ['id'], select: [field('rating', 'r')] },
    })
    const select = [field('id'), reviews('five', 5), reviews('one', 1)]
    const rows = await shop.read('products', { select, sort: ['id'] })
    const plain = await shop.read('products', { fields: ['id', 'reviews.rating'], sort: ['id'] })
    const counted = (row: (typeof plain)[number], rating: number): number =>
      (row['reviews'] as { rating: number }[]).filter((each) => each.rating === rating).length
    expect(rows).toEqual(
      plain.map((row) => ({
        id: row['id'],
        five: Array.from({ length: counted(row, 5) }, () => ({ r: 5 })),
        one: Array.from({ length: counted(row, 1) }, () => ({ r: 1 })),
      })),
    )
  })

  test('takes groups and aggregates apart', async () => {
    const select: SelectedField[] = [
      { kind: 'groups', key: 'group' },
      { kind: 'aggregate', key: 'all', function: 'countAll', members: null },
      { kind: 'aggregate', key: 'most', function: 'max', members: [field('id', 'm')] },
      { kind: 'literal', key: 'type', text: 'group' },
    ]
    const query = { aggregate: { countAll: [], max: ['id'] }, groupBy: ['rating'] }
    const rows = await shop.read('reviews', { ...query, select, codec: 'graphql' })
    const plain = await shop.read('reviews', query)
    expect(rows).toEqual(
      plain.map(({ rating, countAll, max }) => ({
        group: { rating },
        all: Number(countAll),
        most: { m: (max as { id: number }).id },
        type: 'group',
      })),
    )
  })

  test('is refused where it makes no sense', async () => {
    const refused = (select: SelectedField[], query = {}): Promise<unknown> =>
      shop.session.read('products', { ...query, select })
    await expect(refused([field('nothing')])).rejects.toThrow(ForbiddenError)
    await expect(refused([{ kind: 'literal', key: 'a', text: "' or 1" }])).rejects.toThrow(
      InvalidQueryError,
    )
    await expect(refused([{ kind: 'groups', key: 'a' }])).rejects.toThrow(InvalidQueryError)
    await expect(refused([field('id')], { groupBy: ['id'] })).rejects.toThrow(InvalidQueryError)
    await expect(
      refused([{ kind: 'related', key: 'a', relationship: 'name', query: {} }]),
    ).rejects.toThrow(ForbiddenError)
  })
})

describe.each(SUPPORTED)('values for GraphQL on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const odd = useFixture(dialect, odditiesFixture)

  /** The value of REST in the scalars of GraphQL. */
  function inScalar(column: Column, isKey: boolean, value: unknown): unknown {
    if (value === null) return null
    if (isKey) return String(value)
    if (column.type !== 'decimal') return value
    return Number.isFinite(Number(value)) ? Number(value) : value
  }

  test('of every type are those of REST but for keys and decimals', async () => {
    const table = getTable(odd.schema, 'every_type')
    const columns = table.columns.filter(({ type }) => type !== 'unknown')
    const fields = columns.map(({ name }) => name)
    const rest = await odd.read(table.id, { fields })
    const rows = await odd.read(table.id, {
      select: fields.map((name) => field(name)),
      codec: 'graphql',
    })
    expect(rows).toEqual(
      rest.map((row) =>
        Object.fromEntries(
          columns.map((column) => [
            column.name,
            inScalar(column, table.primaryKey.includes(column.name), row[column.name]),
          ]),
        ),
      ),
    )
  })

  test('that are sums and averages are numbers', async () => {
    const table = getTable(odd.schema, 'every_type')
    const numeric = table.columns.filter(({ type }) => type === 'decimal' || type === 'integer')
    const fields = numeric.map(({ name }) => name)
    const aggregate = { sum: fields, avg: fields, min: fields }
    const filter = { id: { _eq: 1 } }
    const [rest] = await odd.read(table.id, { aggregate, filter })
    const [row] = await odd.read(table.id, { aggregate, filter, codec: 'graphql' })
    for (const name of ['sum', 'avg', 'min']) {
      const values = Object.entries((rest?.[name] ?? {}) as Record<string, unknown>)
      expect(row?.[name], name).toEqual(
        Object.fromEntries(
          values.map(([key, value]) => [key, value === null ? null : Number(value)]),
        ),
      )
    }
  })
})
