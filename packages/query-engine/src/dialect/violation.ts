import { isSecret } from '@relvar/schema-introspect/model'
import type { FieldViolation } from '../errors.js'
import type { ErrorContext } from './dialect.js'

/**
 * The field that a constraint is about and the value that was written to it, as far as they are
 * known. Of several rows the one is meant whose value reads as the database `shown` it.
 */
export function violation(
  { table, rows }: ErrorContext,
  column: string | null,
  shown: string | null = null,
): FieldViolation {
  const known = column === null ? undefined : table?.columns.find(({ name }) => name === column)
  const field = known?.name ?? null
  // What is kept of a secret is nobody's business, and was not sent like that.
  const isTold = field !== null && known !== undefined && !isSecret(known)
  const values = isTold ? rows.map((row) => row.get(field)) : []
  const value = values.length > 1 ? values.find((each) => String(each) === shown) : values[0]
  return { collection: table?.id ?? null, field, value: value ?? null }
}

/** The columns of the unique constraint, index or key with this name. */
export function columnsOfConstraint({ table }: ErrorContext, name: string): readonly string[] {
  if (table === null) return []
  const constraint = [...table.uniques, ...table.indexes].find((each) => each.name === name)
  return constraint?.columns ?? []
}

/** The columns of the foreign key with this name; empty where another table's key points here. */
export function columnsOfForeignKey({ table }: ErrorContext, name: string): readonly string[] {
  return table?.foreignKeys.find((each) => each.name === name)?.columns ?? []
}

/** The only column that was written: it is meant where the database names none. */
export function onlyColumn({ rows }: ErrorContext): string | null {
  const names = new Set(rows.flatMap((row) => [...row.keys()]))
  const [name = null] = names
  return names.size === 1 ? name : null
}
