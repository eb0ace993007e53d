import type { ForeignKey, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { logic, name, tableRef } from '../compile/build.js'
import type { ErrorContext } from '../dialect/dialect.js'
import { ForeignKeyViolationError } from '../errors.js'
import { READING } from '../execute/executor.js'
import { columnNamed, parameterOf, run, type Values } from './values.js'
import type { Writing } from './writing.js'

/**
 * Runs a statement that writes these rows. Where the database says that a link is broken but not
 * which, the links are tried one by one to name it.
 */
export async function naming<T>(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  work: (errors: ErrorContext) => Promise<T>,
): Promise<T> {
  try {
    return await work({ kind: 'write', table, rows })
  } catch (error) {
    const isNameless = error instanceof ForeignKeyViolationError && error.details.field === null
    if (!isNameless || writing.core.dialect.capabilities.namesForeignKeys) throw error
    const broken = await findBrokenLink(writing, table, rows)
    if (broken === null) throw error
    throw new ForeignKeyViolationError(broken, { cause: error.cause })
  }
}

async function findBrokenLink(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
): Promise<ForeignKeyViolationError['details'] | null> {
  for (const row of rows) {
    for (const key of table.foreignKeys) {
      if (!(await isBroken(writing, key, row))) continue
      const [field = null] = key.columns
      return { collection: table.id, field, value: field === null ? null : row.get(field) }
    }
  }
  return null
}

/** A link that is null in part leads nowhere on purpose; one that is not written whole was there before. */
async function isBroken(writing: Writing, key: ForeignKey, row: Values): Promise<boolean> {
  const target = writing.core.schema.tables[key.target]
  const values = key.columns.map((column) => row.get(column) ?? null)
  if (target === undefined || values.includes(null)) return false
  const conditions = key.targetColumns.map(
    (column, index) =>
      sql`${name(column)} = ${parameterOf(writing, columnNamed(target, column), values[index])}`,
  )
  const statement = sql`select 1 as found from ${tableRef(target)} where ${logic('and', conditions)}`
  return (await run(writing, statement, READING)).rows.length === 0
}
