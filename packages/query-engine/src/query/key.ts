import type { Table } from '@relvar/schema-introspect/model'
import { UnprocessableContentError } from '../errors.js'
import type { Key, KeyInput, KeyValue, Row } from './query.js'

/**
 * Writes a key as the wire does: the values of the key columns, percent-encoded where they hold a
 * comma or a percent sign, joined with commas. A single column's value stands as it is.
 *
 * @example
 * formatKey(orderLine, { order_id: 7, line_no: 3 })   // '7,3'
 */
export function formatKey(table: Table, key: Row): string {
  const values = table.primaryKey.map((name) => String(key[name]))
  return values.length === 1 ? (values[0] ?? '') : values.map(encodePart).join(',')
}

/**
 * Reads a key in any form a caller may write it. Answers null where it does not name every key
 * column: such a key can belong to no row.
 */
export function parseKey(table: Table, input: KeyInput): Key | null {
  const names = table.primaryKey
  if (names.length === 0) return null
  if (typeof input === 'object' && input !== null) return pickKey(names, input)
  if (names.length === 1) return { [names[0] as string]: input }
  const parts = String(input).split(',')
  if (parts.length !== names.length) return null
  const entries: [string, KeyValue][] = []
  for (const [index, name] of names.entries()) {
    const value = decodePart(parts[index] as string)
    if (value === null) return null
    entries.push([name, value])
  }
  return Object.fromEntries(entries)
}

/**
 * What a key of the table has to look like, for the error about one that does not; null where part of
 * it is hidden from the caller, whom it would tell of more than there is to see.
 *
 * @example
 * keyShape(orderLine)   // 'A key of "order_line" has 2 parts, order_id,line_no, separated by commas.'
 */
export function keyShape(table: Table): string | null {
  const names = table.primaryKey
  const visible = names.every((name) =>
    table.columns.some((column) => column.name === name && column.actions.includes('read')),
  )
  if (!visible || names.length === 0) return null
  return names.length === 1
    ? `A key of "${table.id}" is a value of "${names[0]}".`
    : `A key of "${table.id}" has ${names.length} parts, ${names.join(',')}, separated by commas.`
}

/**
 * That no key meets several rows, where the database does not see to it by itself.
 *
 * @param keys how many different ones were asked for
 * @param rows how many rows they met
 * @throws UnprocessableContentError
 */
export function assertOneEach(table: Table, keys: number, rows: number): void {
  if (table.traits.unheldKey !== true || rows <= keys) return
  const names = table.primaryKey.join(', ')
  throw new UnprocessableContentError(
    `Several rows of "${table.id}" have the same key: ${names} is declared to tell them apart, and does not.`,
  )
}

function pickKey(names: readonly string[], input: Key): Key | null {
  const entries: [string, KeyValue][] = []
  for (const name of names) {
    const value = Object.hasOwn(input, name) ? input[name] : undefined
    if (value === undefined || value === null) return null
    entries.push([name, value])
  }
  return Object.fromEntries(entries)
}

function encodePart(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(',', '%2C')
}

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
