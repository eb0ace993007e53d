import { createRest } from '@relvar/rest'
import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { findColumn } from '@relvar/schema-introspect/model'
import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BLOCKS_OF_ANY, openApi, type TestApi } from './api.js'
import { filters, type Json, literal, numberOf, plainOf, some } from './wishes.js'

/** Groups of a table's rows, to be said in both languages. */
interface Wish {
  readonly table: Table
  /** Columns, and functions of dates: `year(sold_at)`. */
  readonly groupBy: readonly string[]
  readonly aggregates: readonly { readonly name: string; readonly field: string }[]
  readonly filter: Json | null
}

const COUNTS = ['count', 'countDistinct']
const SUMS = ['sum', 'avg', 'min', 'max', 'sumDistinct', 'avgDistinct']

function wishes(schema: SchemaModel): fc.Arbitrary<Wish> {
  const tables = Object.values(schema.tables).filter((table) => plainOf(table).length > 0)
  return fc.constantFrom(...tables).chain((table) => {
    const plain = plainOf(table)
    const grouped = plain.filter(({ type }) => type !== 'json')
    const parts = plain.filter(isDate).flatMap(({ name }) => [`year(${name})`, `month(${name})`])
    const numbers = plain.filter(({ type }) => ['integer', 'decimal'].includes(type))
    const aggregate = fc.oneof(
      fc.record({ name: fc.constantFrom(...COUNTS), field: nameOf(grouped) }),
      ...(numbers.length === 0
        ? []
        : [fc.record({ name: fc.constantFrom(...SUMS), field: nameOf(numbers) })]),
    )
    return fc.record({
      table: fc.constant(table),
      groupBy: some([...grouped.map(({ name }) => name), ...parts]),
      aggregates: fc.uniqueArray(aggregate, {
        minLength: 1,
        maxLength: 4,
        selector: ({ name, field }) => `${name} ${field}`,
      }),
      filter: fc.option(filters(plain)),
    })
  })
}

const isDate = ({ type }: Column): boolean => ['date', 'dateTime', 'timestamp'].includes(type)

function nameOf(columns: readonly Column[]): fc.Arbitrary<string> {
  return fc.constantFrom(...columns.map(({ name }) => name))
}

/** `year(sold_at)` is answered as `sold_at_year`. */
const keyOf = (group: string): string => group.replace(/^(\w+)\((\w+)\)$/, '$2_$1')

function toGraphQL({ table, groupBy, aggregates, filter }: Wish): string {
  const given = [
    'limit: -1',
    `groupBy: ${JSON.stringify(groupBy)}`,
    ...(filter === null ? [] : [`filter: ${literal(filter)}`]),
  ]
  const names = [...new Set(aggregates.map(({ name }) => name))]
  const members = names.map((name) => `${name} { ${fieldsOf(aggregates, name).join(' ')} }`)
  const group = groupBy.length === 0 ? '' : 'group '
  return `{ found: ${table.id}_aggregated(${given.join(', ')}) { ${group}${members.join(' ')} } }`
}

function fieldsOf(aggregates: Wish['aggregates'], name: string): readonly string[] {
  return aggregates.flatMap((each) => (each.name === name ? [each.field] : []))
}

function toRest({ groupBy, aggregates, filter }: Wish): URLSearchParams {
  return new URLSearchParams([
    ['limit', '-1'],
    ...groupBy.map((each): [string, string] => ['groupBy[]', each]),
    ...aggregates.map(({ name, field }): [string, string] => [`aggregate[${name}][]`, field]),
    ...(filter === null ? [] : [['filter', JSON.stringify(filter)] as [string, string]]),
  ])
}

/** A group of REST in the scalars of GraphQL. */
function inScalars({ table, groupBy, aggregates }: Wish, row: Json): Json {
  const group = groupBy.map((each) => {
    const value = row[keyOf(each)]
    const isNumber = each.includes('(') || findColumn(table, each)?.type === 'decimal'
    return [keyOf(each), isNumber ? numberOf(value) : value]
  })
  const names = [...new Set(aggregates.map(({ name }) => name))]
  return {
    ...(groupBy.length > 0 && { group: Object.fromEntries(group) as Json }),
    ...Object.fromEntries(
      names.map((name) => [
        name,
        Object.fromEntries(
          fieldsOf(aggregates, name).map((field) => [field, numberOf((row[name] as Json)[field])]),
        ),
      ]),
    ),
  }
}

/** In whatever order they came. */
const sorted = (rows: readonly Json[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted()

describe.each(DIALECTS)('REST and GraphQL on $name, beyond lists,', (dialect) => {
  const test = it.skipIf(dialect.skip)
  let shop: TestApi
  let odd: TestApi
  if (dialect.skip === null) {
    beforeAll(async () => {
      shop = await openApi(dialect, shopFixture(dialect.name))
      odd = await openApi(dialect, odditiesFixture(dialect.name), { overlay: BLOCKS_OF_ANY })
    })
    afterAll(async () => {
      await shop[Symbol.asyncDispose]()
      await odd[Symbol.asyncDispose]()
    })
  }

  async function get(rest: Hono, path: string): Promise<unknown> {
    const answer = await rest.request(path)
    const text = await answer.text()
    expect(answer.status, text).toBe(200)
    return (JSON.parse(text) as { readonly data: unknown }).data
  }

  test('give the same groups and aggregates', async () => {
    const rest = createRest({ session: () => shop.session })
    await fc.assert(
      fc.asyncProperty(wishes(shop.session.schema), async (wish) => {
        const path = `/items/${wish.table.id}?${toRest(wish).toString()}`
        const rows = (await get(rest, path)) as readonly Json[]
        const before = shop.statements
        const { found } = (await shop.data(toGraphQL(wish))) as { found: readonly Json[] }
        expect(shop.statements - before).toBe(1)
        expect(sorted(found)).toEqual(sorted(rows.map((row) => inScalars(wish, row))))
      }),
      { numRuns: 60 },
    )
  })

  test('give the same rows by keys of several columns', async () => {
    const rest = createRest({ session: () => shop.session })
    const lines = (await get(
      rest,
      '/items/sale_lines?fields=sale_id,line_no,quantity&limit=-1',
    )) as readonly Json[]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lines), async (line) => {
        const { sale_id: sale, line_no: number } = line
        const one = await get(
          rest,
          `/items/sale_lines/${String(sale)},${String(number)}?fields=line_no,quantity`,
        )
        const query = `{ sale_lines_by_id(id: { sale_id: ${String(sale)}, line_no: ${String(number)} }) { line_no quantity } }`
        expect(await shop.data(query)).toEqual({ sale_lines_by_id: one })
      }),
      { numRuns: 10 },
    )
  })

  test('give the same rows of whatever a many-to-any leads to', async () => {
    const rest = createRest({ session: () => odd.session })
    const wish = fc.record({
      heading: fc.subarray(['id', 'title'], { minLength: 1 }),
      paragraph: fc.subarray(['id', 'body'], { minLength: 1 }),
      limit: fc.integer({ min: 1, max: 6 }),
      filter: fc.option(
        fc.oneof(
          fc.constantFrom('e', 'W', '&', 'zz').map((text) => ['headings', 'title', text] as const),
          fc.constantFrom('o', 'y', '%').map((text) => ['paragraphs', 'body', text] as const),
        ),
      ),
    })
    await fc.assert(
      fc.asyncProperty(wish, async ({ heading, paragraph, limit, filter }) => {
        const fields = [
          'id',
          ...heading.map((name) => `item:headings.${name}`),
          ...paragraph.map((name) => `item:paragraphs.${name}`),
        ]
        const condition = (separator: string): Json | null =>
          filter === null
            ? null
            : { [`item${separator}${filter[0]}`]: { [filter[1]]: { _contains: filter[2] } } }
        const search = new URLSearchParams({
          fields: fields.join(),
          sort: 'id',
          limit: String(limit),
        })
        if (filter !== null) search.set('filter', JSON.stringify(condition(':')))
        const rows = (await get(rest, `/items/page_blocks?${search.toString()}`)) as readonly Json[]
        const given = filter === null ? '' : `, filter: ${literal(condition('__'))}`
        const query = `{ page_blocks(sort: ["id"], limit: ${limit}${given}) {
          id item { ... on headings { ${heading.join(' ')} } ... on paragraphs { ${paragraph.join(' ')} } } } }`
        const { page_blocks: found } = (await odd.data(query)) as { page_blocks: readonly Json[] }
        expect(found).toEqual(rows.map(withTextKeys))
      }),
      { numRuns: 30 },
    )
  })
})

/** Keys are text in GraphQL. */
function withTextKeys(row: Json): Json {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name === 'id'
        ? String(value)
        : name === 'item' && value !== null
          ? withTextKeys(value as Json)
          : value,
    ]),
  )
}
