import fc from 'fast-check'
import type { Filter } from '../../../src/index.js'
import type { Rules } from '../../support/rules.js'
import {
  COLUMNS,
  NUMBERS,
  TABLES,
  type TableName,
  TO_MANY,
  WORDS,
  type World,
  type WorldRow,
} from './world.js'

/** A condition on rows, as a rule for the engine and as what it means. */
export interface Rule {
  readonly filter: Filter
  readonly holds: (world: World, row: WorldRow) => boolean
}

/** What may be seen of a table. */
export interface Grant {
  readonly rows: Rule
  /** Absent is nowhere. */
  readonly fields: ReadonlyMap<string, Rule>
}

export type Grants = Readonly<Record<TableName, Grant>>

const always: Rule = { filter: {}, holds: () => true }

const ownRules: readonly Rule[] = [
  ...NUMBERS.map((n) => ({
    filter: { n: { _gte: n } },
    holds: (_: World, row: WorldRow) => row.n !== null && row.n >= n,
  })),
  ...WORDS.filter((s) => s !== '').map((s) => ({
    filter: { s: { _neq: s } },
    holds: (_: World, row: WorldRow) => row.s !== null && row.s !== s,
  })),
  { filter: { n: { _null: true } }, holds: (_, row) => row.n === null },
  { filter: { s: { _contains: 'x' } }, holds: (_, row) => row.s?.includes('x') ?? false },
]

/** Rules that look into the next table, or back into the one before. */
const linkRules: Readonly<Record<TableName, readonly Rule[]>> = {
  a: ownRules.map((rule) => through('b_id', 'b', rule)),
  b: [
    ...ownRules.map((rule) => through('c_id', 'c', rule)),
    ...ownRules.map((rule) => back('a', '_some', rule)),
    ...ownRules.map((rule) => back('a', '_none', rule)),
  ],
  c: ownRules.flatMap((rule) => [back('b', '_some', rule), back('b', '_none', rule)]),
}

function through(link: string, table: TableName, { filter, holds }: Rule): Rule {
  return {
    filter: { [link]: filter },
    holds: (world, row) =>
      world[table].some((target) => target.id === row.to && holds(world, target)),
  }
}

function back(table: TableName, quantifier: '_some' | '_none', { filter, holds }: Rule): Rule {
  return {
    filter: { [table]: { [quantifier]: filter } },
    holds: (world, row) => {
      const found = world[table].some((child) => child.to === row.id && holds(world, child))
      return found === (quantifier === '_some')
    },
  }
}

function ruleOf(table: TableName): fc.Arbitrary<Rule> {
  const simple = fc.constantFrom(...ownRules, ...linkRules[table])
  const pair = fc.tuple(simple, simple)
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(always) },
    { weight: 4, arbitrary: simple },
    {
      weight: 1,
      arbitrary: pair.map(([one, other]): Rule => ({
        filter: { _or: [one.filter, other.filter] },
        holds: (world, row) => one.holds(world, row) || other.holds(world, row),
      })),
    },
    {
      weight: 1,
      arbitrary: pair.map(([one, other]): Rule => ({
        filter: { _and: [one.filter, other.filter] },
        holds: (world, row) => one.holds(world, row) && other.holds(world, row),
      })),
    },
  )
}

/** Keys may always be seen: without them nothing could be compared. */
function grantOf(table: TableName): fc.Arbitrary<Grant> {
  const names = COLUMNS[table].filter((name) => name !== 'id')
  const fields = fc.tuple(...names.map(() => fc.option(ruleOf(table), { freq: 5 })))
  return fc.tuple(ruleOf(table), fields).map(([rows, rules]) => ({
    rows,
    fields: new Map([
      ['id', always] as const,
      ...names.flatMap((name, index) => {
        const rule = rules[index]
        return rule === null || rule === undefined ? [] : [[name, rule] as const]
      }),
    ]),
  }))
}

export const grants: fc.Arbitrary<Grants> = fc.record({
  a: grantOf('a'),
  b: grantOf('b'),
  c: grantOf('c'),
})

/** The way back of a link may be followed where the link itself may be seen in some rows. */
export function mayFollow(given: Grants, table: TableName, name: string): boolean {
  const [, from] = TO_MANY[table].find(([each]) => each === name) ?? []
  return from !== undefined && given[from].fields.has(`${table}_id`)
}

export function rulesOf(given: Grants): Rules {
  return Object.fromEntries(
    TABLES.map((table) => {
      const { rows, fields } = given[table]
      const columns = [...fields].map(([name, rule]) => [name, rule.filter] as const)
      const links = TO_MANY[table].filter(([name]) => mayFollow(given, table, name))
      const all = [...columns, ...links.map(([name]) => [name, {}] as const)]
      return [table, { read: { rows: rows.filter, fields: Object.fromEntries(all) } }]
    }),
  )
}

/** The world from which everything that must not be seen was really removed. */
export function leftOf(world: World, given: Grants): World {
  const left = (table: TableName): readonly WorldRow[] => {
    const { rows, fields } = given[table]
    return world[table]
      .filter((row) => rows.holds(world, row))
      .map((row) => {
        const seen = <T>(name: string, value: T): T | null =>
          fields.get(name)?.holds(world, row) === true ? value : null
        const link = COLUMNS[table].at(-1) ?? ''
        return { id: row.id, n: seen('n', row.n), s: seen('s', row.s), to: seen(link, row.to) }
      })
  }
  return { a: left('a'), b: left('b'), c: left('c') }
}
