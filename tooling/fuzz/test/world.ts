import {
  type DialectName,
  type FixtureForeignKey,
  type FixtureTable,
  type FixtureValue,
  quoteName,
  tableStatements,
} from '@relvar/test-databases'
import fc from 'fast-check'
import { type ScalarType, TYPES, VALUES } from './values.js'

/** A small random database: what its tables are made of, and its rows as the wire writes them. */
export interface World {
  readonly tables: readonly WorldTable[]
}

export interface WorldTable {
  /** The id of the table in the model. */
  readonly name: string
  /** Where it is, unless that is the connection's own schema under its own name. */
  readonly place?: { readonly schema: string; readonly name: string }
  /** Empty where rows have no key. */
  readonly key: readonly string[]
  /** The columns that tell rows apart, as the key does or not. */
  readonly order: readonly string[]
  /** The table that a view shows; its columns are some of those. */
  readonly shows?: string
  readonly columns: readonly WorldColumn[]
  readonly foreignKeys: readonly FixtureForeignKey[]
  readonly rows: readonly WireRow[]
}

export interface WorldColumn {
  readonly name: string
  readonly type: ScalarType
  readonly nullable: boolean
}

export type WireRow = Readonly<Record<string, unknown>>

/** Names that careless quoting, splitting or look-up trips over; distinct in any case. */
const NAMES = [
  'plain',
  'Order',
  'select',
  'näme',
  'with space',
  "quo'te",
  'quo"te',
  'back`tick',
  'brack]et',
  'per%cent',
  'under_score',
  '表',
  'Ünï',
  'proto__',
  'constructor',
  'toString',
  'x'.repeat(30),
  'semi;colon',
  'back\\slash',
  'a--b',
] as const

/** Mostly plain ones: then a finding reads well. */
const nameOf = (stem: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(stem) },
    { weight: 1, arbitrary: fc.constantFrom(...NAMES).map((name) => `${name}${stem}`) },
  )

type KeyKind = 'number' | 'text' | 'composite' | 'none'

interface Draft {
  readonly name: string
  readonly kind: KeyKind
  readonly columns: readonly WorldColumn[]
  /** Tables that it links to, by their place among the tables before it and itself. */
  readonly links: readonly number[]
  readonly size: number
  readonly seed: number
}

const draft = (place: number): fc.Arbitrary<Draft> =>
  fc.record({
    name: nameOf(`t${place}`),
    kind: fc.constantFrom<KeyKind>('number', 'number', 'text', 'composite', 'none'),
    columns: fc
      .uniqueArray(fc.constantFrom(...TYPES), { minLength: 3, maxLength: TYPES.length })
      .chain((types) => fc.tuple(...types.map((type, index) => column(type, index)))),
    links: fc.array(fc.nat(place), { maxLength: 3 }),
    size: fc.integer({ min: 0, max: 9 }),
    seed: fc.nat(),
  })

const column = (type: ScalarType, index: number): fc.Arbitrary<WorldColumn> =>
  fc.record({ name: nameOf(`${type}${index}`), type: fc.constant(type), nullable: fc.boolean() })

/** Two to four tables, and a view of one. */
export const worlds: fc.Arbitrary<World> = fc
  .integer({ min: 2, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, place) => draft(place))))
  .map((drafts) => {
    const tables: WorldTable[] = []
    for (const each of drafts) tables.push(makeTable(each, tables))
    return { tables: [...tables, makeView(tables[tables.length - 1] as WorldTable)] }
  })

/** MariaDB knows of a column whether it holds JSON by a check of its table, which views do not have. */
function makeView(table: WorldTable): WorldTable {
  const columns = table.columns.filter(({ type }) => type !== 'json')
  const rows = table.rows.map((row) =>
    Object.fromEntries(columns.map(({ name }) => [name, row[name]])),
  )
  return { ...table, name: 'the view', shows: table.name, key: [], columns, foreignKeys: [], rows }
}

/** What tells rows apart; it is the key of the table, unless it has none. */
function tellersOf(kind: KeyKind): readonly WorldColumn[] {
  if (kind === 'number') return [{ name: 'id', type: 'integer', nullable: false }]
  if (kind === 'text') return [{ name: 'code', type: 'word', nullable: false }]
  if (kind === 'none') return [{ name: 'nr', type: 'integer', nullable: false }]
  return [
    { name: 'a', type: 'integer', nullable: false },
    { name: 'b', type: 'word', nullable: false },
  ]
}

function makeTable({ name, kind, columns, links, size, seed }: Draft, before: WorldTable[]) {
  const tellers = tellersOf(kind)
  const order = namesOf(tellers)
  const key = kind === 'none' ? [] : order
  const own: WorldTable = { name, key, order, columns: tellers, foreignKeys: [], rows: [] }
  const targets = links.map((place) => before[place] ?? own)
  const made = targets.filter((target) => target.key.length > 0).map(makeLink)
  const table: WorldTable = {
    ...own,
    columns: [...tellers, ...columns, ...made.flatMap((link) => link.columns)],
    foreignKeys: made.map((link) => link.foreignKey),
  }
  return { ...table, rows: makeRows(table, before, size, seed) }
}

function makeLink(target: WorldTable, index: number) {
  const pairs = target.key.map((key) => {
    const type = target.columns.find(({ name }) => name === key)?.type ?? 'integer'
    return { name: `l${index}_${key}`, type, nullable: true }
  })
  const foreignKey = { columns: namesOf(pairs), target: target.name, targetColumns: target.key }
  return { columns: pairs, foreignKey }
}

const namesOf = (columns: readonly WorldColumn[]): string[] => columns.map(({ name }) => name)

/** Rows may link to those before them, and to those of the tables before theirs; every fourth link is null. */
function makeRows(table: WorldTable, before: readonly WorldTable[], size: number, seed: number) {
  const rows: WireRow[] = []
  for (let index = 0; index < size; index++) {
    const draw = (salt: number): number => (Math.imul(seed + index * 7919, 31) + salt * 101) >>> 3
    const own = table.columns.map(({ name, type, nullable }, place): [string, unknown] => {
      if (table.order.includes(name)) return [name, type === 'integer' ? index + 1 : keyWord(index)]
      const isNull = nullable && draw(place) % 4 === 0
      const values = VALUES[type]
      return [name, isNull ? null : values[draw(place + 50) % values.length]]
    })
    const links = table.foreignKeys.flatMap(({ columns, target, targetColumns = [] }, place) => {
      const others =
        target === table.name ? rows : (before.find(({ name }) => name === target)?.rows ?? [])
      const other = draw(place + 90) % 4 === 0 ? undefined : others[draw(place) % others.length]
      return columns.map((name, at): [string, unknown] => [
        name,
        other?.[targetColumns[at] ?? ''] ?? null,
      ])
    })
    rows.push(Object.fromEntries([...own, ...links]))
  }
  return rows
}

const keyWord = (index: number): string => 'hcafbgdie'[index] ?? 'z'

/** The same world, some of whose tables are in another schema; `home` names that of the others. */
export function movedTo(
  schema: string,
  { tables }: World,
  isMoved: (table: WorldTable) => boolean,
  home?: string,
): World {
  const ids = new Map(tables.filter(isMoved).map(({ name }) => [name, `${schema}.${name}`]))
  const idOf = (name: string): string => ids.get(name) ?? name
  const moved = tables.map((table): WorldTable => {
    const foreignKeys = table.foreignKeys.map((key) => ({ ...key, target: idOf(key.target) }))
    const shows = table.shows === undefined ? {} : { shows: idOf(table.shows) }
    const isView = table.shows !== undefined
    const place = ids.has(table.name) ? schema : isView ? undefined : home
    return {
      ...table,
      name: idOf(table.name),
      foreignKeys,
      ...shows,
      ...(place !== undefined && { place: { schema: place, name: table.name } }),
    }
  })
  return { tables: moved }
}

/** What makes a table with its rows, or a view. */
export function statementsFor(dialect: DialectName, world: World, table: WorldTable): string[] {
  if (table.shows === undefined) return tableStatements(dialect, fixtureTable(world, table))
  const quoted = (each: string): string => quoteName(dialect, each)
  const list = table.columns.map((each) => quoted(each.name)).join(', ')
  const { schema, name } = placeOf(world, table.shows)
  const from = (schema === undefined ? [name] : [schema, name]).map(quoted).join('.')
  return [`create view ${quoted(table.name)} as select ${list} from ${from}`]
}

function placeOf(
  { tables }: World,
  id: string,
): { readonly schema?: string; readonly name: string } {
  return tables.find(({ name }) => name === id)?.place ?? { name: id }
}

function fixtureTable(world: World, table: WorldTable): FixtureTable {
  const { name: id, key, columns, foreignKeys, rows } = table
  return {
    ...placeOf(world, id),
    columns: Object.fromEntries(
      columns.map((each) => [
        each.name,
        {
          type: each.type === 'word' ? 'varchar(20)' : each.type,
          ...(each.nullable && { nullable: true as const }),
        },
      ]),
    ),
    ...(key.length > 0 && { primaryKey: key }),
    foreignKeys: foreignKeys.map((link) => {
      const { schema, name } = placeOf(world, link.target)
      return { ...link, target: name, ...(schema !== undefined && { targetSchema: schema }) }
    }),
    rows: rows.map((row) => columns.map((each) => fixtureValue(each.type, row[each.name]))),
  }
}

function fixtureValue(type: ScalarType, value: unknown): FixtureValue {
  if (value === null) return null
  if (type === 'json') return JSON.stringify(value)
  if (type === 'timestamp') return String(value).replace('T', ' ').replace('Z', '')
  return value as FixtureValue
}
