import type { Relationship } from '@relvar/schema-introspect/model'
import { type Data, related, relationshipNamed, typeOf } from './data.js'
import { applyFunction, parseFunction } from './evaluator-functions.js'
import type { ScalarType } from './values.js'
import type { WireRow, WorldTable } from './world.js'

/** Null is greater than everything. */
export function compareNulls(
  left: unknown,
  right: unknown,
  compare: (a: unknown, b: unknown) => number,
): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  return compare(left, right)
}

/** The value of `column`, `link.column`, `year(column)` or `link.year(column)`. */
export function valueAt(
  data: Data,
  table: WorldTable,
  row: WireRow | undefined,
  path: string,
): { readonly value: unknown; readonly type: ScalarType } {
  const [head, rest] = splitHead(path)
  if (rest !== null) {
    const link = relationshipNamed(data, table, head) as Relationship
    const { table: target, rows } = related(data, link, row ?? {})
    return valueAt(data, target, row === undefined ? undefined : rows[0], rest)
  }
  const call = parseFunction(head)
  if (call !== null)
    return {
      value: row === undefined ? null : applyFunction(data, table, row, call),
      type: 'integer',
    }
  return { value: row?.[head] ?? null, type: typeOf(table, head) }
}

/** At the first dot that no parenthesis holds. */
export function splitHead(path: string): [string, string | null] {
  const dot = /^[^.(]*\(/.test(path) ? -1 : path.indexOf('.')
  return dot < 0 ? [path, null] : [path.slice(0, dot), path.slice(dot + 1)]
}
