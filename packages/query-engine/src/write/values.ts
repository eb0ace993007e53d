import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, name } from '../compile/build.js'
import { columnAsType } from '../compile/column-as-type.js'
import { jsonDecoder } from '../compile/compile-read.js'
import { columnForm } from '../compile/context.js'
import type { Dialect, ErrorContext, Returned, Sql } from '../dialect/dialect.js'
import { InvalidPayloadError } from '../errors.js'
import type { Executor } from '../execute/executor.js'
import type { Row } from '../query/query.js'
import { ValueError } from '../query/value.js'
import { columnOf } from '../resolve/resolution.js'
import type { Writing } from './writing.js'

/** The values of a row by column, each as its column's type wants it. */
export type Values = ReadonlyMap<string, unknown>

/**
 * A value that is compared or handed over as it is.
 *
 * @throws InvalidPayloadError for one that the database has no room for
 */
export function parameterOf({ core }: Writing, column: Column, value: unknown): Sql {
  if (value === null || value === undefined) return sql`${null}`
  return sql`${toDriver(core.dialect, column, value)}`
}

/**
 * A value of a column, other than null, as the driver is handed it.
 *
 * @throws InvalidPayloadError for one that the database has no room for
 */
export function toDriver(dialect: Dialect, column: Column, value: unknown): unknown {
  try {
    // A number is kept of a boolean then, which the column's own type takes on every database.
    return column.traits.codec === 'boolean'
      ? dialect.toParameter('integer', value === true ? 1 : 0)
      : dialect.toParameter(column.type, value, column.elementType)
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    throw new InvalidPayloadError(`Field "${column.name}": ${error.message}.`, { cause: error })
  }
}

/** A value that goes into a row. */
export function writtenValue(writing: Writing, column: Column, value: unknown): Sql {
  return writing.core.dialect.writeValue(column, parameterOf(writing, column, value))
}

/** The wanted columns in wire form, as `k0`, `k1` ... unless they are to be others: names from a schema may be anything. */
export function wireColumns(
  { core }: Writing,
  table: Table,
  wanted: readonly string[],
  reference: (column: string) => Sql,
  prefix = 'k',
): Sql {
  return commaList(
    wanted.map((each, index) => {
      const { dialect } = core
      const column = columnNamed(table, each)
      const form = columnForm(column)
      const value = dialect.encode(form, columnAsType(dialect, column, reference(each)))
      const wire = dialect.isJson(form) ? dialect.jsonAsText(value) : value
      return sql`${wire} as ${name(`${prefix}${index}`)}`
    }),
  )
}

/** What a write is to answer of its rows: these columns, as `wireColumns` has them. */
export function returnedColumns(
  writing: Writing,
  table: Table,
  wanted: readonly string[],
): Returned | null {
  if (wanted.length === 0) return null
  const { dialect } = writing.core
  return {
    columns: wanted.map((each) => columnNamed(table, each)),
    wire: (column, reference) =>
      dialect.encode(columnForm(column), columnAsType(dialect, column, reference)),
  }
}

/** Rows of `wireColumns`. */
export function wireRows(
  { core }: Writing,
  table: Table,
  wanted: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
  prefix = 'k',
): Row[] {
  const decoders = wanted.map((each) => decoderOf(core.dialect, columnNamed(table, each)))
  return rows.map((raw) =>
    Object.fromEntries(
      decoders.map((decode, index) => [wanted[index], decode(raw[`${prefix}${index}`] ?? null)]),
    ),
  )
}

function decoderOf(dialect: Dialect, column: Column): (value: unknown) => unknown {
  const form = columnForm(column)
  if (dialect.isJson(form)) return jsonDecoder(dialect.finish(form))
  return (value) => (value === null ? null : dialect.decode(form, value))
}

export function columnNamed(table: Table, each: string): Column {
  const column = columnOf(table, each)
  if (column === undefined) throw new Error(`"${table.id}" has no column "${each}".`)
  return column
}

/** Runs a statement of the transaction. Slots are those of rules; there is no query here. */
export function run(
  { executor, signal, actor, now }: Writing,
  statement: Sql,
  errors: ErrorContext,
): ReturnType<Executor['once']> {
  return executor.once(statement, signal, errors, { values: [], actor, now })
}
