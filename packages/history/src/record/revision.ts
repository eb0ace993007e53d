import { isDeepStrictEqual } from 'node:util'
import { MASK, type Row, type RowChange } from '@relvar/query-engine'
import { type Column, isSecret, type Table } from '@relvar/schema-introspect/model'

/** The whole row as it is after a change, with its secrets masked. */
export function snapshotOf(table: Table, row: Row): Row {
  return masked(table.columns, row)
}

/**
 * The columns that a change gave another value; of a new row, those that hold one. A secret is masked
 * before it gets here, so that one that was sent counts as changed.
 */
export function deltaOf(table: Table, { before, after, fields }: RowChange): Row {
  const now = after ?? {}
  const changed = table.columns.filter((column) => {
    const value = now[column.name] ?? null
    const isSent = isSecret(column) && value !== null && fields.includes(column.name)
    return isSent || !isSame(before?.[column.name] ?? null, value)
  })
  return masked(changed, now)
}

/** Only values within JSON have to be looked into. */
function isSame(one: unknown, other: unknown): boolean {
  return typeof one === 'object' && typeof other === 'object'
    ? isDeepStrictEqual(one, other)
    : Object.is(one, other)
}

function masked(columns: readonly Column[], row: Row): Row {
  return Object.fromEntries(
    columns.map((column) => {
      const value = row[column.name] ?? null
      return [column.name, isSecret(column) && value !== null ? MASK : value]
    }),
  )
}
