import type { Data } from './data.js'
import { type ScalarType, VALUES } from './values.js'
import { keyOf, KEYS } from './items.js'
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

export const REFUSED: Outcome = { after: null, written: [], mayRefuse: true }

export interface Place {
  readonly old: WireRow | undefined
}

/** Writes rows as one statement does, where each place allows it. */
export function put(
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
      table.columns.map(({ name }) => [
        name,
        Object.hasOwn(item, name) ? item[name] : (old?.[name] ?? null),
      ]),
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

export function withRows(data: Data, table: WorldTable, rows: readonly WireRow[]): Data {
  const shown = data.world.tables.find(({ name }) => name === table.name)
  const tables = data.world.tables.map((each) =>
    each === shown || each.shows === table.name ? { ...each, rows } : each,
  )
  return { ...data, world: { tables } }
}

/** Whether each link leads to a row; one with a null in it leads nowhere, and may. */
export function areLinked({ world }: Data, only?: readonly WireRow[], owner?: WorldTable): boolean {
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
export function isGood(table: WorldTable, item: WireRow): boolean {
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
