import fc from 'fast-check'
import type { Filter, ReadQuery } from '../../../src/index.js'
import { type Grants, mayFollow } from './rules.js'
import { NUMBERS, TABLES, type TableName, TO_MANY, TO_ONE, WORDS } from './world.js'

export interface Question {
  readonly table: TableName
  readonly query: ReadQuery
}

/** Questions that use nothing but what is granted, in every position that a query has. */
export function questionsFor(given: Grants): fc.Arbitrary<Question> {
  return fc
    .constantFrom(...TABLES)
    .chain((table) =>
      fc
        .oneof(
          { weight: 3, arbitrary: rowsOf(given, table) },
          { weight: 2, arbitrary: groupsOf(given, table) },
        )
        .map((query) => ({ table, query })),
    )
}

function rowsOf(given: Grants, table: TableName): fc.Arbitrary<ReadQuery> {
  const lists = listsOf(given, table)
  return fc
    .record(
      {
        fields: fc.uniqueArray(fc.constantFrom(...pathsOf(given, table, 2)), {
          minLength: 1,
          maxLength: 6,
        }),
        filter: filterOf(given, table, 2),
        sort: sortOf(given, table),
        limit: fc.constantFrom(-1, 1, 3),
        search: fc.constantFrom('x', 'y', '1', '0'),
        deep: fc.record(
          Object.fromEntries(lists.map(([name, other]) => [name, deepOf(given, other)])),
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['fields'] },
    )
    .map((query) => ({ limit: -1, ...query }) as ReadQuery)
}

function deepOf(given: Grants, table: TableName): fc.Arbitrary<object> {
  const listed = fc.record(
    {
      _filter: filterOf(given, table, 1),
      _sort: sortOf(given, table),
      _limit: fc.constantFrom(-1, 2),
    },
    { requiredKeys: [] },
  )
  const grouped = groupsOf(given, table).map(({ aggregate, groupBy, filter }) => ({
    _aggregate: aggregate,
    ...(groupBy === undefined ? {} : { _groupBy: groupBy }),
    ...(filter === undefined ? {} : { _filter: filter }),
  }))
  return fc.oneof({ weight: 3, arbitrary: listed }, { weight: 1, arbitrary: grouped })
}

function groupsOf(given: Grants, table: TableName): fc.Arbitrary<ReadQuery> {
  const columns = columnsOf(given, table)
  const numbers = columns.filter((name) => name === 'n' || name === 'id')
  return fc.record(
    {
      aggregate: fc.record(
        {
          count: fc.constantFrom(['*'], ['*', ...columns], columns),
          sum: fc.constant(numbers),
          min: fc.constant(columns),
          max: fc.constant(columns),
          avg: fc.constant(numbers),
          countDistinct: fc.constant(columns),
        },
        { requiredKeys: ['count'] },
      ),
      groupBy: fc.uniqueArray(fc.constantFrom(...columns), { minLength: 1, maxLength: 2 }),
      filter: filterOf(given, table, 1),
      search: fc.constantFrom('x', '1'),
    },
    { requiredKeys: ['aggregate'] },
  )
}

function sortOf(given: Grants, table: TableName): fc.Arbitrary<string[]> {
  const counts = listsOf(given, table).map(([name]) => `count(${name})`)
  const terms = [...toOnePaths(given, table), ...counts].flatMap((path) => [path, `-${path}`])
  return fc.uniqueArray(fc.constantFrom(...terms), { minLength: 1, maxLength: 3 })
}

function filterOf(given: Grants, table: TableName, depth: number): fc.Arbitrary<Filter> {
  const own = fc.oneof(...columnsOf(given, table).map((name) => comparisonOf(name)))
  const counted = listsOf(given, table).map(([name]) =>
    fc.record({ [`count(${name})`]: fc.record({ _gte: fc.constantFrom(1, 2) }) }),
  )
  if (depth === 0) return fc.oneof(own, ...counted)
  const links = linksOf(given, table).map(([name, other]) =>
    filterOf(given, other, depth - 1).map((filter) => ({ [name]: filter })),
  )
  const lists = listsOf(given, table).flatMap(([name, other]) => [
    filterOf(given, other, depth - 1).map((filter) => ({ [name]: filter })),
    filterOf(given, other, depth - 1).map((filter) => ({ [name]: { _some: filter } })),
    filterOf(given, other, depth - 1).map((filter) => ({ [name]: { _none: filter } })),
    fc.constant({ [name]: { _none: {} } }),
  ])
  const pair = fc.array(fc.oneof(own, ...links, ...lists), { minLength: 1, maxLength: 3 })
  return fc.oneof(
    own,
    ...counted,
    ...links,
    ...lists,
    pair.map((branches) => ({ _or: branches })),
    pair.map((branches) => ({ _and: branches })),
  )
}

function comparisonOf(name: string): fc.Arbitrary<Filter> {
  const words = fc.constantFrom(...WORDS.filter((word) => word !== ''))
  const numbers = fc.constantFrom(...NUMBERS)
  const value: fc.Arbitrary<string | number> = name === 's' ? words : numbers
  const single =
    name === 's'
      ? ['_eq', '_neq', '_contains', '_ncontains', '_starts_with', '_niends_with']
      : ['_eq', '_neq', '_lt', '_gte']
  const several = fc.array(value, { minLength: 1, maxLength: 3 })
  return fc
    .oneof(
      fc.tuple(fc.constantFrom(...single), value),
      fc.tuple(fc.constantFrom('_in', '_nin'), several),
      fc.tuple(fc.constantFrom('_null', '_nnull'), fc.boolean()),
      ...(name === 's'
        ? [fc.tuple(fc.constantFrom('_empty', '_nempty'), fc.boolean())]
        : [fc.tuple(fc.constantFrom('_between', '_nbetween'), fc.tuple(numbers, numbers))]),
    )
    .map(([operator, operand]) => ({ [name]: { [operator]: operand } }))
}

function columnsOf(given: Grants, table: TableName): string[] {
  return [...given[table].fields.keys()]
}

function linksOf(given: Grants, table: TableName): readonly (readonly [string, TableName])[] {
  return TO_ONE[table].filter(([name]) => given[table].fields.has(name))
}

function listsOf(given: Grants, table: TableName): readonly (readonly [string, TableName])[] {
  return TO_MANY[table].filter(([name]) => mayFollow(given, table, name))
}

function toOnePaths(given: Grants, table: TableName): string[] {
  const further = linksOf(given, table).flatMap(([name, other]) =>
    toOnePaths(given, other).map((path) => `${name}.${path}`),
  )
  return [...columnsOf(given, table), ...further]
}

function pathsOf(given: Grants, table: TableName, depth: number): string[] {
  const lists = listsOf(given, table)
  const own = [...columnsOf(given, table), ...lists.flatMap(([name]) => [name, `count(${name})`])]
  if (depth === 0) return own
  const further = [...linksOf(given, table), ...lists].flatMap(([name, other]) =>
    pathsOf(given, other, depth - 1).map((path) => `${name}.${path}`),
  )
  return [...own, ...further]
}
