import {
  DatabaseUnavailableError,
  type Filter,
  ForbiddenError,
  formatKey,
  type Key,
  type KeyValue,
  type Row,
  type Session,
} from '@relvar/query-engine'
import type { Table } from '@relvar/schema-introspect/model'

/** How often it begins anew because others changed the order at the same time. */
const ATTEMPTS = 5

/** A collection with a manual order. */
export interface Order {
  readonly table: Table
  readonly column: string
}

/** The items among which one moves. */
interface Stretch {
  /** In their order. */
  readonly rows: readonly Row[]
  /** Where among them the item is, and where it goes. */
  readonly from: number
  readonly to: number
  /** Some have no value, or one that others have too: all get new ones. */
  readonly isUntidy: boolean
}

/**
 * Moves an item to the place of another; those between them move up or down by one. What the caller may
 * not see keeps its value, as the values of the others are dealt out among these anew.
 *
 * @throws ForbiddenError where one of the two is not there, or the caller may not update all that move
 */
export async function moveItem(
  session: Session,
  order: Order,
  item: KeyValue,
  to: KeyValue,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const keys = keysOf(order, (await stretchOf(session, order, item, to)).rows)
    const isDone = await session.transaction(async (inner) => {
      // Locked before anything else is read, what is read then is as it stays.
      await inner.lock(order.table.id, keys, 'update')
      const stretch = await stretchOf(inner, order, item, to)
      if (!areSame(keys, keysOf(order, stretch.rows))) return false
      await inner.updateEach(order.table.id, changesOf(order, stretch))
      return true
    })
    if (isDone) return
  }
  throw new DatabaseUnavailableError('The order changes faster than an item can be moved.')
}

async function stretchOf(
  session: Session,
  { table, column }: Order,
  item: KeyValue,
  to: KeyValue,
): Promise<Stretch> {
  const fields = [...table.primaryKey, column]
  const moved = await session.readOne(table.id, item, { fields })
  const place = await session.readOne(table.id, to, { fields })
  if (moved === null || place === null) throw new ForbiddenError()
  const isUntidy = !(await isTidy(session, table, column))
  const rows = await session.read(table.id, {
    fields,
    sort: [column, ...table.primaryKey],
    limit: -1,
    ...(isUntidy ? {} : { filter: between(column, moved[column], place[column]) }),
  })
  const indexOf = (wanted: Row): number =>
    rows.findIndex((row) => formatKey(table, row) === formatKey(table, wanted))
  return { rows, from: indexOf(moved), to: indexOf(place), isUntidy }
}

/** Whichever of the two is the larger. */
function between(column: string, a: unknown, b: unknown): Filter {
  return { _or: [{ [column]: { _gte: a, _lte: b } }, { [column]: { _gte: b, _lte: a } }] }
}

/** The same values in the same order, for the rows in their new one. */
function changesOf(
  { column, table }: Order,
  { rows, from, to, isUntidy }: Stretch,
): readonly Row[] {
  const moved = rows[from]
  if (moved === undefined) return []
  const others = rows.toSpliced(from, 1)
  return others.toSpliced(to, 0, moved).flatMap((row, index) => {
    const value = isUntidy ? index + 1 : rows[index]?.[column]
    return row[column] === value ? [] : [{ ...keyOf(table, row), [column]: value }]
  })
}

/** Whether every item has a value, and none that another has. */
async function isTidy(session: Session, { id }: Table, column: string): Promise<boolean> {
  const aggregate = { count: ['*', column], countDistinct: [column] }
  const [counts] = await session.read(id, { aggregate })
  const { count, countDistinct } = counts as Readonly<Record<'count' | 'countDistinct', Row>>
  const all = String(count['*'])
  return String(count[column]) === all && String(countDistinct[column]) === all
}

function keysOf({ table }: Order, rows: readonly Row[]): readonly Key[] {
  return rows.map((row) => keyOf(table, row))
}

function keyOf({ primaryKey }: Table, row: Row): Key {
  return Object.fromEntries(primaryKey.map((name) => [name, row[name] as KeyValue]))
}

function areSame(a: readonly Key[], b: readonly Key[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
