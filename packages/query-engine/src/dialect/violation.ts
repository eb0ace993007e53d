import type { FieldViolation } from '../errors.js'
import type { ErrorContext } from './dialect.js'

/** The field that a constraint is about and the value that was written to it, as far as they are known. */
export function violation({ table, values }: ErrorContext, column: string | null): FieldViolation {
  const known = column !== null && (table?.columns.some((each) => each.name === column) ?? false)
  const field = known ? column : null
  const value = field !== null && Object.hasOwn(values, field) ? values[field] : null
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
