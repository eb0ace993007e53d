import type { Relationship } from '@relvar/schema-introspect/model'
import fc from 'fast-check'
import type { FieldSelector, Filter, ReadQuery } from '@relvar/query-engine'
import { type Data, tableNamed } from './data.js'
import { isMoment, isNumber, isText, type ScalarType, VALUES } from './values.js'
import type { WorldColumn, WorldTable } from './world.js'

export interface Question {
  readonly table: string
  readonly query: ReadQuery
}

/** Questions that make sense: every kind of field, filter, order, page and group, in every position. */
export function questionsFor(data: Data): fc.Arbitrary<Question> {
  const ofTables = data.world.tables.map((table) =>
    fc
      .oneof(
        { weight: 3, arbitrary: listed(data, table, 2) },
        { weight: 1, arbitrary: grouped(data, table) },
      )
      .map((query) => ({ table: table.name, query: query as ReadQuery })),
  )
  return fc.oneof(...ofTables)
}

/** A record whose keys may each be missing. */
const some = <T extends object>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(parts, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>

const linksOf = (data: Data, table: WorldTable, cardinality: Relationship['cardinality']) =>
  data.relationships(table).filter((each) => each.cardinality === cardinality)

const targetOf = (data: Data, { target }: Relationship): WorldTable =>
  tableNamed(data, String(target))

const named = (table: WorldTable, holds: (type: ScalarType) => boolean): string[] =>
  table.columns.filter(({ type }) => holds(type)).map(({ name }) => name)

const SEARCHES = ['a', 'Ö', ' B ', '%', '_', '1', '0', '5', '1.5', "'", 'zz', '\\']

function listed(data: Data, table: WorldTable, depth: number): fc.Arbitrary<object> {
  const page = some<Record<string, unknown>>({
    fields: fieldsOf(data, table, depth),
    filter: filterOf(data, table, 2),
    search: fc.constantFrom(...SEARCHES),
    sort: sortOf(data, table),
    limit: fc.constantFrom(-1, 0, 1, 3, 100),
    offset: fc.constantFrom(0, 1, 20),
    page: fc.constantFrom(1, 2),
    deep: deepOf(data, table, depth),
  })
  return page.map(ordered(table)).chain((query) => withAliases(data, table, query))
}

/** Rows without a key have no order, unless the question says one. */
const ordered =
  ({ key, order }: WorldTable) =>
  (query: Partial<Record<string, unknown>>): Partial<Record<string, unknown>> =>
    key.length > 0 ? query : { ...query, sort: [...((query['sort'] ?? []) as string[]), ...order] }

/** Relationships whose rows have an order by themselves. */
const listable = (data: Data, table: WorldTable): readonly Relationship[] =>
  data.relationships(table).filter((link) => targetOf(data, link).key.length > 0)

/** Gives some fields a second name, which is asked for and sorted by. */
function withAliases(data: Data, table: WorldTable, query: object): fc.Arbitrary<object> {
  const plain = table.columns.filter(({ type }) => isSortable(type)).map(({ name }) => name)
  const lists = listable(data, table)
    .filter(({ cardinality }) => cardinality === 'one-to-many')
    .map(({ name }) => name)
  const targets = [...plain, ...lists, ...lists.map((name) => `count(${name})`)]
  const aliases = fc.dictionary(fc.constantFrom('x1', 'X 2', 'id2'), fc.constantFrom(...targets), {
    maxKeys: 2,
  })
  return fc.tuple(aliases, fc.nat(3)).map(([alias, chance]) => {
    const names = Object.keys(alias)
    if (chance > 0 || names.length === 0) return query
    const { fields = [] } = query as ReadQuery
    return { ...query, alias, fields: [...fields, ...names] }
  })
}

function fieldsOf(data: Data, table: WorldTable, depth: number): fc.Arbitrary<FieldSelector[]> {
  const lists = listable(data, table).filter(({ cardinality }) => cardinality === 'one-to-many')
  const own = [
    '*',
    ...(depth > 1 ? ['*.*'] : []),
    ...table.columns.map(({ name }) => name),
    ...functionsOf(data, table),
    ...named(table, (type) => type === 'json').map((name) => `json(${name}, b.c)`),
    ...lists.map(({ name }) => name),
  ]
  const plain: fc.Arbitrary<FieldSelector> = fc.constantFrom(...own)
  const links = depth === 0 ? [] : listable(data, table)
  const nested = links.flatMap((link): fc.Arbitrary<FieldSelector>[] => {
    const inner = fieldsOf(data, targetOf(data, link), depth - 1)
    const dotted = inner.map(([first]) =>
      typeof first === 'string' ? `${link.name}.${first}` : '*',
    )
    return [inner.map((fields) => ({ [link.name]: fields })), dotted]
  })
  return fc.array(fc.oneof({ weight: 3, arbitrary: plain }, ...nested), {
    minLength: 1,
    maxLength: 5,
  })
}

/** Functions whose value is a whole number. */
function functionsOf(data: Data, table: WorldTable): string[] {
  const dates = named(table, isMoment).flatMap((name) =>
    ['year', 'month', 'week', 'day', 'weekday'].map((part) => `${part}(${name})`),
  )
  const clocks = named(table, (type) => type === 'timestamp').flatMap((name) =>
    ['hour', 'minute', 'second'].map((part) => `${part}(${name})`),
  )
  const counts = linksOf(data, table, 'one-to-many').map(({ name }) => `count(${name})`)
  const lengths = named(table, (type) => type === 'json').map((name) => `count(${name})`)
  return [...dates, ...clocks, ...counts, ...lengths]
}

/** By what has the same order on every database: not by text, nor by JSON. */
const isSortable = (type: ScalarType): boolean =>
  type === 'word' || !(isText(type) || type === 'json')

function sortOf(data: Data, table: WorldTable): fc.Arbitrary<string[]> {
  const own = [...named(table, isSortable), ...functionsOf(data, table)]
  const further = linksOf(data, table, 'many-to-one').flatMap((link) =>
    named(targetOf(data, link), isSortable).map((name) => `${link.name}.${name}`),
  )
  const term = fc.constantFrom(...own, ...further)
  const signed = fc.tuple(fc.constantFrom('', '-'), term).map((parts) => parts.join(''))
  return fc.array(signed, { minLength: 1, maxLength: 3 })
}

function deepOf(data: Data, table: WorldTable, depth: number): fc.Arbitrary<object> {
  const links = depth === 0 ? [] : listable(data, table)
  const levels = links.map((link): [string, fc.Arbitrary<unknown>] => {
    const target = targetOf(data, link)
    const filter = filterOf(data, target, 1)
    if (link.cardinality === 'many-to-one') return [link.name, some({ _filter: filter })]
    const listing = some<Record<string, unknown>>({
      _filter: filter,
      _search: fc.constantFrom(...SEARCHES),
      _sort: sortOf(data, target),
      _limit: fc.constantFrom(-1, 0, 1, 2),
      _offset: fc.constantFrom(0, 1),
      _page: fc.constantFrom(1, 2),
    })
    const below = deepOf(data, target, depth - 1)
    const nested = fc.tuple(listing, below).map(([level, deeper]) => ({ ...deeper, ...level }))
    const groups = grouped(data, target).map((query) =>
      Object.fromEntries(Object.entries(query).map(([name, value]) => [`_${name}`, value])),
    )
    return [link.name, fc.oneof({ weight: 3, arbitrary: nested }, { weight: 1, arbitrary: groups })]
  })
  return fc.record(Object.fromEntries(levels), { requiredKeys: [] })
}

function grouped(data: Data, table: WorldTable): fc.Arbitrary<object> {
  const all = table.columns.map(({ name }) => name)
  const numbers = named(table, isNumber)
  const ordered = named(table, (type) => isNumber(type) || isMoment(type))
  const distinct = named(table, (type) => type !== 'json')
  const of = (names: readonly string[]) =>
    fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
  const numeric =
    numbers.length === 0 ? {} : { sum: of(numbers), avg: of(numbers), sumDistinct: of(numbers) }
  const extremes = ordered.length === 0 ? {} : { min: of(ordered), max: of(ordered) }
  const aggregate = fc.record(
    { count: of(['*', ...all]), countDistinct: of(distinct), ...numeric, ...extremes },
    { requiredKeys: ['count'] },
  )
  const groups = of([
    ...named(table, isSortable),
    ...functionsOf(data, table).filter((name) => !name.startsWith('count')),
  ])
  const shared = { filter: filterOf(data, table, 1), search: fc.constantFrom(...SEARCHES) }
  return fc.oneof(
    fc.record({ aggregate, ...shared }, { requiredKeys: ['aggregate'] }),
    fc
      .record(
        {
          aggregate,
          groupBy: groups,
          ...shared,
          limit: fc.constantFrom(-1, 1, 2),
          offset: fc.constantFrom(0, 1),
          descending: fc.boolean(),
        },
        { requiredKeys: ['groupBy'] },
      )
      .map(({ descending, ...query }) =>
        descending ? { ...query, sort: query.groupBy.map((name) => `-${name}`) } : query,
      ),
  )
}

export function filterOf(data: Data, table: WorldTable, depth: number): fc.Arbitrary<Filter> {
  const own = table.columns.map((column) =>
    conditionOn(column).map((condition): Filter => ({ [column.name]: condition })),
  )
  const functions = functionsOf(data, table).map((name) =>
    numeric('integer').map((condition): Filter => ({ [name]: condition })),
  )
  const simple = fc.oneof(...own, ...functions)
  if (depth === 0) return simple
  const links = data.relationships(table).map((link) => relatedTo(data, link, depth))
  const pair = fc.array(fc.oneof(simple, ...links), { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 4, arbitrary: simple },
    ...links.map((arbitrary) => ({ weight: 2, arbitrary })),
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: pair.map((_or) => ({ _or })) },
    { weight: 2, arbitrary: pair.map((_and) => ({ _and })) },
  )
}

function relatedTo(data: Data, link: Relationship, depth: number): fc.Arbitrary<Filter> {
  const target = targetOf(data, link)
  const inner = filterOf(data, target, depth - 1).filter((filter) => isOfFields(filter))
  const nested = inner.map((filter): Filter => ({ [link.name]: filter }))
  const logic = fc
    .tuple(fc.constantFrom('_and', '_or'), fc.array(inner, { minLength: 1, maxLength: 2 }))
    .map(([word, branches]): Filter => ({ [link.name]: { [word]: branches } }))
  if (link.cardinality === 'many-to-one') return fc.oneof(nested, logic)
  const whole = filterOf(data, target, depth - 1)
  const keys = target.columns.filter(({ name }) => target.key.includes(name))
  const onKey = keys.length === 1 ? keys.map((key) => conditionOn(key, ['_eq', '_in', '_neq'])) : []
  return fc.oneof(
    nested,
    logic,
    ...onKey.map((condition) => condition.map((each): Filter => ({ [link.name]: each }))),
    whole.map((filter) => ({ [link.name]: { _some: filter } })),
    whole.map((filter) => ({ [link.name]: { _none: filter } })),
    fc.boolean().map((value) => ({ [link.name]: { _null: value } })),
    fc.boolean().map((value) => ({ [link.name]: { _nnull: value } })),
  )
}

/** Below a relationship logic is hoisted, which `logic` asks for by itself. */
const isOfFields = (filter: Filter): boolean => {
  const names = Object.keys(filter)
  return names.length > 0 && !names.some((name) => name.startsWith('_') && !name.startsWith('__'))
}

const NUMERIC = [
  '_eq',
  '_neq',
  '_lt',
  '_lte',
  '_gt',
  '_gte',
  '_in',
  '_nin',
  '_between',
  '_nbetween',
]
const TEXTUAL = ['_eq', '_neq', '_in', '_nin', '_contains', '_ncontains', '_icontains'].concat(
  ['starts_with', 'ends_with'].flatMap((place) => [
    `_${place}`,
    `_n${place}`,
    `_i${place}`,
    `_ni${place}`,
  ]),
)

const flags = fc
  .tuple(fc.constantFrom('_null', '_nnull'), fc.boolean())
  .map(([name, value]): Filter => ({ [name]: value }))

function conditionOn({ type }: WorldColumn, only?: readonly string[]): fc.Arbitrary<Filter> {
  if (only !== undefined) return compared(type, only)
  if (type === 'json') return fc.oneof(flags, jsonCondition)
  if (isText(type)) {
    const empty = fc
      .tuple(fc.constantFrom('_empty', '_nempty'), fc.boolean())
      .map(([name, value]): Filter => ({ [name]: value }))
    return fc.oneof({ weight: 5, arbitrary: compared(type, TEXTUAL) }, flags, empty)
  }
  if (type === 'boolean') return fc.oneof(compared(type, ['_eq', '_neq']), flags)
  if (type === 'uuid') return fc.oneof(compared(type, ['_eq', '_neq', '_in', '_nin']), flags)
  return fc.oneof({ weight: 5, arbitrary: numeric(type) }, flags)
}

/** One operator, or two that both have to hold. */
function numeric(type: ScalarType): fc.Arbitrary<Filter> {
  const one = compared(type, NUMERIC)
  return fc.oneof(
    { weight: 3, arbitrary: one },
    fc.tuple(one, one).map(([a, b]) => ({ ...a, ...b })),
  )
}

const WORDS = ['$CURRENT_USER', '$CURRENT_ROLE', '$CURRENT_USER.word', '$CURRENT_USER.nothing']
const LISTS = ['$CURRENT_ROLES', '$CURRENT_USER.words', '$CURRENT_POLICIES']

const pairs = (names: readonly string[], operators: readonly string[]) =>
  names.flatMap((name) => operators.map((operator) => ({ name, operator })))

/** What may stand in place of a value. */
const VARIABLES: Partial<Record<ScalarType, ReturnType<typeof pairs>>> = {
  integer: pairs(['$CURRENT_USER.level'], ['_eq', '_neq', '_lt', '_in', '_nin']),
  date: pairs(['$NOW', '$NOW(-1 hour)'], ['_lt', '_gte', '_neq']),
  timestamp: pairs(['$NOW', '$NOW(-1 hour)'], ['_lt', '_gte', '_eq', '_neq']),
  word: [
    ...pairs(WORDS, ['_eq', '_neq', '_contains']),
    ...pairs([...WORDS, ...LISTS], ['_in', '_nin']),
  ],
}

function compared(type: ScalarType, operators: readonly string[]): fc.Arbitrary<Filter> {
  const value = fc.constantFrom(...VALUES[type].filter((each) => each !== ''))
  const plain = literal(type, operators, value)
  const variables = (VARIABLES[type] ?? []).filter(({ operator }) => operators.includes(operator))
  if (variables.length === 0) return plain
  const variable = fc.constantFrom(...variables).map(({ operator, name }) => ({ [operator]: name }))
  return fc.oneof({ weight: 5, arbitrary: plain }, { weight: 1, arbitrary: variable })
}

function literal(
  type: ScalarType,
  operators: readonly string[],
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<Filter> {
  return fc.constantFrom(...operators).chain((operator): fc.Arbitrary<Filter> => {
    if (operator.endsWith('between'))
      return fc.tuple(value, value).map((pair) => ({ [operator]: pair }))
    if (/_n?in$/.test(operator))
      return fc.array(value, { minLength: 1, maxLength: 3 }).map((list) => ({ [operator]: list }))
    return value.map((each) => ({ [operator]: each }))
  })
}

const jsonCondition: fc.Arbitrary<Filter> = fc
  .oneof(
    fc
      .tuple(
        fc.constantFrom('a', 'l[0]', '[0]'),
        fc.constantFrom('_eq', '_neq', '_gt', '_lte'),
        fc.constantFrom(1, 2, -1.5),
      )
      .map(([path, operator, value]) => ({ [path]: { [operator]: value } })),
    fc
      .tuple(
        fc.constantFrom('b.c', 'l[0]', 'zz'),
        fc.constantFrom('_eq', '_neq', '_contains', '_istarts_with'),
        fc.constantFrom('x', 'Y', '1', 'y'),
      )
      .map(([path, operator, value]) => ({ [path]: { [operator]: value } })),
    fc
      .tuple(fc.constantFrom('a', 'b.c', 'l[1]', 'zz'), fc.boolean())
      .map(([path, value]) => ({ [path]: { _null: value } })),
  )
  .map((paths) => ({ _json: paths }))
