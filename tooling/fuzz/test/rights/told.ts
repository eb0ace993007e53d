import type { Row, RowChange } from '@relvar/query-engine'
import { difference } from '../alike.js'
import { type Data, tableNamed } from '../data.js'
import { keyOf } from '../items.js'
import type { WireRow } from '../world.js'

/** What differs between what hooks were told of a write and what it did, or null. */
export function toldDifference(
  data: Data,
  name: string,
  written: readonly WireRow[],
  told: readonly RowChange[],
): string | null {
  const table = tableNamed(data, name)
  const at = (rows: readonly WireRow[], row: Row): WireRow | null =>
    rows.find((each) => keyOf(table, each) === keyOf(table, row)) ?? null
  if (told.length !== written.length) return `told of ${told.length} rows, not ${written.length}`
  for (const { key, before, after } of told) {
    const expected = { before: at(table.rows, key), after: at(written, key) }
    const found = difference(expected, { before, after }, `told.${name}`)
    if (found !== null) return found
  }
  return null
}
