import { type Data, tableNamed } from './data.js'
import { evaluate } from './evaluator.js'
import { type ScalarType, VALUES } from './values.js'
import { keyOf, KEYS, type RandomWrite, type Target } from './writes.js'
import type { WireRow, WorldColumn, WorldTable } from './world.js'

/** What a write has to come to. */
export interface Outcome {
  /** The world afterwards; null where the write is to be refused. */
  readonly after: Data | null
  /** The rows that were written, as they are afterwards; of a deletion, as they were. */
  readonly written: readonly WireRow[]
  /** Databases differ in whether a statement may break a link between its own rows on the way. */
  readonly mayRefuse: boolean
}

const REFUSED: Outcome = { after: null, written: [], mayRefuse: true }

/** Writes into plain arrays, or refuses to: all of it or nothing. */
export function evaluateWrite(data: Data, { table: name, write }: RandomWrite): Outcome {
  const table = tableNamed(data, name)
  switch (write.kind) {
    case 'create':
      return put(data, table, write.items, ({ old }) => old === undefined)
    case 'upsert':
      return put(data, table, write.items, () => true)
    case 'updateEach':
      return changed(data, table, write.items)
    case 'update': {
      const items = chosen(data, table, write.target).map((row) => ({
        ...Object.fromEntries(table.key.map((key) => [key, row[key]])),
        ...own(write.data),
      }))
      // What is written to no row may be looked at or not.
      if (items.length === 0)
        return { after: data, written: [], mayRefuse: !isGood(table, write.data) }
      return put(data, table, items, () => true)
    }
    case 'delete':
      return without(data, table, chosen(data, table, write.target))
  }
}

/** As an object without a prototype, so that `__proto__` is a field like others. */
const own = (row: WireRow): WireRow => Object.assign(Object.create(null) as object, row)

function chosen(data: Data, table: WorldTable, target: Target): readonly WireRow[] {
  const keys =
    'keys' in target
      ? target.keys
      : (evaluate(data, table.name, { ...target.query, fields: table.key }).data as WireRow[])
  const wanted = new Set(keys.map((key) => keyOf(table, key)))
  return table.rows.filter((row) => wanted.has(keyOf(table, row)))
}

interface Place {
  readonly old: WireRow | undefined
}

/** Rows that are not there are passed over; what is meant for them may be looked at or not. */
function changed(
  data: Data,
  table: WorldTable,
  items: readonly WireRow[],
  ...unused: readonly WireRow[]
): Outcome {
  const keys = new Set(table.rows.map((row) => keyOf(table, row)))
  const there = items.filter((item) => keys.has(keyOf(table, item)))
  const outcome = put(data, table, there, () => true)
  const isUsed = [...items, ...unused].every((item) => isGood(table, item))
  return isUsed ? outcome : { ...outcome, mayRefuse: true }
}

function put(
  data: Data,
  table: WorldTable,
  items: readonly WireRow[],
  allows: (place: Place) => boolean,
): Outcome {
  const rows = new Map(table.rows.map((row) => [keyOf(table, row), row]))
  const written: WireRow[] = []
  for (const item of items) {
    const old = rows.get(keyOf(table, item))
    if (!allows({ old }) || !isGood(table, item)) return REFUSED
    const row = Object.fromEntries(
      table.columns.map(({ name }) => [name, name in item ? item[name] : (old?.[name] ?? null)]),
    )
    if (table.columns.some(({ name, nullable }) => !nullable && row[name] === null)) return REFUSED
    rows.set(keyOf(table, row), row)
    written.push(row)
  }
  const after = withRows(data, table, [...rows.values()])
  if (!areLinked(after)) return REFUSED
  // A link to a row that the same call makes.
  return {
    after,
    written,
    mayRefuse: !areLinked(withRows(after, table, table.rows), written, table),
  }
}

function without(data: Data, table: WorldTable, gone: readonly WireRow[]): Outcome {
  const after = withRows(
    data,
    table,
    table.rows.filter((row) => !gone.includes(row)),
  )
  if (!areLinked(after)) return REFUSED
  return { after, written: gone, mayRefuse: false }
}

function withRows(data: Data, table: WorldTable, rows: readonly WireRow[]): Data {
  const shown = data.world.tables.find(({ name }) => name === table.name)
  const tables = data.world.tables.map((each) =>
    each === shown || each.shows === table.name ? { ...each, rows } : each,
  )
  return { ...data, world: { tables } }
}

/** Whether each link leads to a row; one with a null in it leads nowhere, and may. */
function areLinked({ world }: Data, only?: readonly WireRow[], owner?: WorldTable): boolean {
  return world.tables.every(({ name, rows, foreignKeys }) =>
    foreignKeys.every(({ columns, target, targetColumns = [] }) => {
      const others = world.tables.find((each) => each.name === target)?.rows ?? []
      const checked = owner === undefined ? rows : name === owner.name ? (only ?? []) : []
      return checked.every(
        (row) =>
          columns.some((column) => row[column] === null) ||
          others.some((other) =>
            columns.every((column, at) => row[column] === other[targetColumns[at] ?? '']),
          ),
      )
    }),
  )
}

/** Whether every field is a column, and every value one that its type takes. */
function isGood(table: WorldTable, item: WireRow): boolean {
  return Object.entries(item).every(([name, value]) => {
    const column = table.columns.find((each) => each.name === name)
    return column !== undefined && (value === null ? column.nullable : takes(column, value))
  })
}

const takes = ({ type }: WorldColumn, value: unknown): boolean =>
  holds(VALUES, type, value) || holds(KEYS, type, value)

const holds = (
  values: Readonly<Partial<Record<ScalarType, readonly unknown[]>>>,
  type: ScalarType,
  value: unknown,
): boolean => values[type]?.includes(value) ?? false
