import { createRest } from '@relvar/rest'
import type { Column, Relationship, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { findColumn, getTable } from '@relvar/schema-introspect/model'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type TestApi } from './api.js'
import { filters, type Json, literal, numberOf, plainOf, some } from './wishes.js'

/** What is wanted of rows of a table, to be said in both languages. */
interface Wish {
  readonly table: Table
  readonly columns: readonly Column[]
  readonly functions: readonly { readonly column: string; readonly part: string }[]
  readonly counts: readonly string[]
  readonly links: readonly { readonly link: Relationship; readonly wish: Wish }[]
  readonly limit: number
  readonly offset: number
  readonly sort: string | null
  readonly filter: Readonly<Record<string, unknown>> | null
}

const DATE_PARTS = ['year', 'month', 'day', 'weekday']
const MAX_DEPTH = 3

function wishes(schema: SchemaModel, table: Table, depth = 0): fc.Arbitrary<Wish> {
  const isSpoken = ({ target }: Relationship): boolean =>
    plainOf(getTable(schema, target as string)).length > 0
  const links = depth < MAX_DEPTH ? table.relationships.filter(isSpoken) : []
  const plain = plainOf(table)
  const dates = plain.filter(({ type }) => ['date', 'dateTime', 'timestamp'].includes(type))
  const many = table.relationships.filter(({ cardinality }) => cardinality === 'one-to-many')
  const sortable = plain.filter(({ type }) => type !== 'json')
  return fc.record({
    table: fc.constant(table),
    columns: fc.subarray([...plain], { minLength: 1 }),
    functions:
      dates.length === 0
        ? fc.constant([])
        : fc.uniqueArray(
            fc.record({
              column: fc.constantFrom(...dates.map(({ name }) => name)),
              part: fc.constantFrom(...DATE_PARTS),
            }),
            { maxLength: 2, selector: ({ column, part }) => `${column} ${part}` },
          ),
    counts: some(many.map(({ name }) => name)),
    links: some(links).chain((chosen) =>
      fc.tuple(
        ...chosen.map((link) =>
          wishes(schema, getTable(schema, link.target as string), depth + 1).map((wish) => ({
            link,
            wish,
          })),
        ),
      ),
    ),
    limit: fc.integer({ min: 1, max: 5 }),
    offset: fc.integer({ min: 0, max: 2 }),
    sort: fc.option(
      fc
        .tuple(fc.constantFrom(...sortable.map(({ name }) => name)), fc.constantFrom('', '-'))
        .map(([name, sign]) => `${sign}${name}`),
    ),
    filter: fc.option(filters(plain)),
  })
}

/** Keys that functions get in both answers. */
const partKey = ({ column, part }: { column: string; part: string }): string => `${column}_${part}`
const countKey = (name: string): string => `${name}_count`

function toSelection(wish: Wish): string {
  const fields = [
    ...wish.columns.map(({ name }) => name),
    ...wish.functions.map((each) => `${partKey(each)}: ${each.column}_func { ${each.part} }`),
    ...wish.counts.map((name) => `${countKey(name)}: ${name}_func { count }`),
    ...wish.links.map(
      ({ link, wish: inner }) =>
        `${link.name}${toGraphQL(inner, link.cardinality === 'one-to-many')}`,
    ),
  ]
  return `{ ${fields.join(' ')} }`
}

/** The same rows as a connection, whose pages begin elsewhere than at an offset. */
function toConnection(wish: Wish): string {
  const filter = wish.filter === null ? '' : `, filter: ${literal(wish.filter)}`
  const sort = wish.sort === null ? '' : `, sort: [${JSON.stringify(wish.sort)}]`
  return `(first: ${wish.limit}${filter}${sort}) { edges { node ${toSelection(wish)} } }`
}

function toGraphQL(wish: Wish, isList: boolean): string {
  const filter = wish.filter === null ? [] : [`filter: ${literal(wish.filter)}`]
  const page = isList
    ? [
        `limit: ${wish.limit}`,
        `offset: ${wish.offset}`,
        ...(wish.sort === null ? [] : [`sort: [${JSON.stringify(wish.sort)}]`]),
      ]
    : []
  const all = [...filter, ...page]
  return `${all.length === 0 ? '' : `(${all.join(', ')})`} ${toSelection(wish)}`
}

function toRest(wish: Wish): URLSearchParams {
  const parameters: [string, string][] = [
    ['fields', pathsOf(wish).join(',')],
    ['deep', JSON.stringify(deepOf(wish))],
    ['limit', String(wish.limit)],
    ['offset', String(wish.offset)],
    ...(wish.sort === null ? [] : [['sort', wish.sort] as [string, string]]),
    ...(wish.filter === null ? [] : [['filter', JSON.stringify(wish.filter)] as [string, string]]),
  ]
  return new URLSearchParams(parameters)
}

function pathsOf(wish: Wish): readonly string[] {
  return [
    ...wish.columns.map(({ name }) => name),
    ...wish.functions.map(({ column, part }) => `${part}(${column})`),
    ...wish.counts.map((name) => `count(${name})`),
    ...wish.links.flatMap(({ link, wish: inner }) =>
      pathsOf(inner).map((path) => `${link.name}.${path}`),
    ),
  ]
}

function deepOf(wish: Wish): Record<string, unknown> {
  return Object.fromEntries(
    wish.links.map(({ link, wish: inner }) => [
      link.name,
      {
        ...(inner.filter !== null && { _filter: inner.filter }),
        ...(link.cardinality === 'one-to-many' && {
          _limit: inner.limit,
          _offset: inner.offset,
          ...(inner.sort !== null && { _sort: [inner.sort] }),
        }),
        ...deepOf(inner),
      },
    ]),
  )
}

/** A row of REST in the scalars of GraphQL, as docs/graphql.md has them. */
function inScalars(wish: Wish, row: Json): Json {
  return Object.fromEntries([
    ...wish.columns.map(({ name }) => [name, inScalar(wish.table, name, row[name])]),
    ...wish.functions.map((each) => [partKey(each), { [each.part]: numberOf(row[partKey(each)]) }]),
    ...wish.counts.map((name) => [countKey(name), { count: numberOf(row[countKey(name)]) }]),
    ...wish.links.map(({ link, wish: inner }) => [link.name, nested(inner, row[link.name])]),
  ])
}

function nested(wish: Wish, value: unknown): unknown {
  if (value === null) return null
  if (Array.isArray(value)) return value.map((row) => inScalars(wish, row as Json))
  return inScalars(wish, value as Json)
}

function inScalar(table: Table, name: string, value: unknown): unknown {
  if (value === null) return null
  if (table.primaryKey.length === 1 && table.primaryKey[0] === name) return String(value)
  return findColumn(table, name)?.type === 'decimal' ? Number(value) : value
}

describe.each(DIALECTS)('REST and GraphQL on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  let api: TestApi
  let rest: Hono
  if (dialect.skip === null) {
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
      rest = createRest({ session: () => api.session })
    })
    afterAll(() => api[Symbol.asyncDispose]())
  }

  test('give the same data', async () => {
    const { schema } = api.session
    const anyWish = fc
      .constantFrom(...Object.values(schema.tables).filter((table) => plainOf(table).length > 0))
      .chain((table) => wishes(schema, table))
    await fc.assert(
      fc.asyncProperty(anyWish, async (wish) => {
        const { table } = wish
        const answer = await rest.request(`/items/${table.id}?${toRest(wish).toString()}`)
        const text = await answer.text()
        expect(answer.status, text).toBe(200)
        const { data } = JSON.parse(text) as { data: readonly Json[] }
        const before = api.statements
        const found = (await api.data(`{ ${table.id}${toGraphQL(wish, true)} }`)) as Json
        expect(api.statements - before).toBe(1)
        expect(found[table.id]).toEqual(data.map((row) => inScalars(wish, row)))
        if (table.primaryKey.length === 0 || wish.offset > 0) return
        const name = `${table.id}_connection`
        const paged = (await api.data(`{ ${name}${toConnection(wish)} }`)) as Json
        const { edges } = paged[name] as { readonly edges: readonly { readonly node: Json }[] }
        expect(edges.map(({ node }) => node)).toEqual(found[table.id])
      }),
      { numRuns: 60 },
    )
  })
})
