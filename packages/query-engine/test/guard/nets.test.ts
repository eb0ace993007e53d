import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { compileRead } from '../../src/compile/compile-read.js'
import { dialectFor } from '../../src/dialect/dialects.js'
import { guard } from '../../src/guard/guard.js'
import {
  type Actor,
  allowAll,
  anonymous,
  defaultLimits,
  type Policy,
  type ReadOptions,
  type ReadQuery,
} from '../../src/index.js'
import { restCodec } from '../../src/plan/codec.js'
import { planRead } from '../../src/plan/read-plan.js'
import { templateOf } from '../../src/query/template.js'
import { resolve } from '../../src/resolve/resolve.js'
import { noSecretCodecs } from '../../src/secret-codecs.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { uncoveredTables } from '../support/uncovered-tables.js'

/** Holds each table to a rule that can be told in the statement: `id <> 'rule of products'`. */
const marking: Policy<Actor> = {
  guardFor: (table) => ({
    rows: { [columnOf(table)]: { _neq: markOf(table) } },
    fields: new Map([['*', {}]]),
    validation: [],
    presets: {},
  }),
  keyOf: () => 'marked',
}

function columnOf({ columns }: Table): string {
  return columns[0]?.name ?? ''
}

/** A number of its own for each table: every table of the shop begins with one, views with text. */
function markOf({ id, columns }: Table): string | number {
  const sum =
    [...id].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7) % 1_000_000_007
  return columns[0]?.type === 'integer' ? -1 - (sum % 2_000_000_000) : `mark ${sum}`
}

interface Case {
  readonly table: string
  readonly query: ReadQuery
  readonly options: ReadOptions
}

type Words = readonly [table: string, query: ReadQuery, options?: ReadOptions]

const QUERIES: readonly Case[] = (
  [
    ['products', {}],
    ['products', { fields: ['*.*.*'] }],
    ['products', { fields: ['name', 'category_id.parent_id.parent_id.name'] }],
    ['products', { fields: ['id', 'product_tags.tag_id.name', 'reviews.customer_id.name'] }],
    ['products', { fields: ['id', 'product_tags', 'sale_lines', 'count(reviews)'] }],
    ['products', { filter: { category_id: { parent_id: { name: { _eq: 'x' } } } } }],
    ['products', { filter: { product_tags: { _some: { tag_id: { name: { _eq: 'x' } } } } } }],
    ['products', { filter: { product_tags: { _none: { tag_id: { name: { _eq: 'x' } } } } } }],
    ['products', { filter: { _or: [{ reviews: { customer_id: { _null: true } } }, { id: 1 }] } }],
    ['products', { filter: { 'count(reviews)': { _gt: 1 } } }],
    ['products', { sort: ['category_id.parent_id.name', '-category_id.name', 'count(reviews)'] }],
    ['products', { search: 'x' }, { meta: ['total_count', 'filter_count'] }],
    ['products', { aggregate: { count: ['*'], sum: ['price'] }, groupBy: ['category_id'] }],
    ['products', { aggregate: { count: ['*', 'id'], max: ['price'] } }],
    ['customers', { fields: ['id', 'sales'], deep: { sales: { _aggregate: { count: ['*'] } } } }],
    [
      'customers',
      {
        fields: ['id', 'sales'],
        deep: {
          sales: {
            _aggregate: { sum: ['total'] },
            _groupBy: ['status'],
            _filter: { employee_id: { name: { _eq: 'x' } } },
          },
        },
      },
    ],
    [
      'sales',
      {
        fields: ['id', 'sale_lines.product_id.product_tags.tag_id'],
        deep: {
          sale_lines: {
            _sort: ['product_id.category_id.name'],
            _filter: { product_id: { reviews: { _some: { rating: { _gt: 1 } } } } },
            _limit: 2,
          },
        },
      },
    ],
    [
      'sales',
      {
        alias: { lines: 'sale_lines' },
        fields: ['lines.product_id.name'],
        deep: { lines: { _limit: 1 } },
      },
    ],
    ['sales', { fields: ['employee_id.manager_id.manager_id.name', 'employee_id.employees.name'] }],
    ['sales', { filter: { '$FOLLOW(sale_lines,sale_id)': { _some: { quantity: { _gt: 1 } } } } }],
    ['sale_lines', {}, { keys: ['1,1'], meta: ['filter_count'] }],
    ['monthly_sales', { limit: 1 }],
  ] as readonly Words[]
).map(([table, query, options = {}]) => ({ table, query, options }))

describe.each(SUPPORTED)('safety nets on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture, { policy: marking })
  const test = it.skipIf(dialect.skip)

  test.each(QUERIES)(
    'no table of a statement lacks its rule: $table $query',
    ({ table, query, options }) => {
      const { node } = shop.session.explain(table, query, options)
      expect(uncoveredTables(node, marksOf(shop.schema))).toEqual([])
    },
  )

  test.each(QUERIES)('such a statement runs: $table $query', async ({ table, query, options }) => {
    await shop.page(table, query, options)
  })

  test('a table without its rule would be found', () => {
    const open = shop.with({ policy: allowAll })
    for (const { table, query, options } of QUERIES) {
      const { node } = open.explain(table, query, options)
      expect(uncoveredTables(node, marksOf(shop.schema))).toContain(table)
    }
  })

  test('a source that no guard has seen is not compiled', () => {
    const { schema } = shop
    const { query } = templateOf({ fields: ['id', 'category_id.name'], sort: ['category_id.name'] })
    const resolved = resolve('products', query, schema, defaultLimits)
    const guarded = guard(resolved, schema, allowAll, anonymous, defaultLimits)
    const plan = planRead(guarded, dialectFor(dialect.name).capabilities, restCodec, 'json')
    const compile = (guards: typeof guarded.guards) =>
      compileRead(
        { ...plan, guarded: { ...guarded, guards } },
        { dialect: dialectFor(dialect.name), db: shop.db, secrets: noSecretCodecs },
      )
    expect(compile(guarded.guards).sql).toContain('categories')
    for (const source of resolved.sources) {
      const others = new Map([...guarded.guards].filter(([each]) => each !== source))
      expect(() => compile(others)).toThrow(`No guard has seen "${source.table.id}"`)
    }
  })
})

function marksOf(schema: SchemaModel): ReadonlyMap<string, string | number> {
  return new Map(Object.values(schema.tables).map((table) => [table.name, markOf(table)]))
}
