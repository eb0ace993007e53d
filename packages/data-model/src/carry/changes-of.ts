import type { Row } from '@relvar/query-engine'
import { canonicalJson } from '../snapshot/canonical-json.js'

/** Those of some values of a row that are others than it has. */
export function changesOf(row: Row, values: Row): Row {
  const different = Object.entries(values).filter(
    ([name, value]) => canonicalJson(value ?? null) !== canonicalJson(row[name] ?? null),
  )
  return Object.fromEntries(different)
}
