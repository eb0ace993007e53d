import { type Data, tableNamed } from './data.js'
import { evaluate } from './evaluator.js'
import { writeNested } from './evaluator-nested.js'
import { areLinked, isGood, type Outcome, put, REFUSED, withRows } from './evaluator-rows.js'
import { keyOf } from './items.js'
import type { RandomWrite, Target } from './writes.js'
import type { WireRow, WorldTable } from './world.js'

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
    case 'nested':
      return writeNested(data, table, write)
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

function without(data: Data, table: WorldTable, gone: readonly WireRow[]): Outcome {
  const after = withRows(
    data,
    table,
    table.rows.filter((row) => !gone.includes(row)),
  )
  if (!areLinked(after)) return REFUSED
  return { after, written: gone, mayRefuse: false }
}
