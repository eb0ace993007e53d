import type { Column, ColumnType, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { READING } from '../execute/executor.js'
import type { Row } from '../query/query.js'
import { toValue } from '../query/value.js'
import { keyOfRow, keyText } from './keys.js'
import { selectRows } from './select-rows.js'
import { columnNamed, run, type Values, wireColumns, wireRows } from './values.js'
import type { Writing } from './writing.js'

/**
 * The rows with those parts of their keys that a default would fill, so that they are known
 * afterwards: the database is asked for the default before.
 */
export async function withDefaultKeys(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
): Promise<readonly Values[]> {
  const columns = table.primaryKey
    .map((each) => columnNamed(table, each))
    .filter(({ generated }) => generated !== 'identity')
  const filled: Values[] = []
  for (const row of rows) {
    const missing = columns.filter(({ name }) => !row.has(name))
    filled.push(
      missing.length === 0
        ? row
        : new Map([...row, ...(await defaultsOf(writing, table, missing))]),
    )
  }
  return filled
}

async function defaultsOf(
  writing: Writing,
  table: Table,
  columns: readonly Column[],
): Promise<readonly (readonly [string, unknown])[]> {
  const names = columns.map(({ name }) => name)
  const values = wireColumns(writing, table, names, (each) => {
    const given = columnNamed(table, each).default
    // The expression is the catalogue's own text.
    return given?.kind === 'expression'
      ? sql`(${sql.raw(given.sql)})`
      : sql`${given?.value ?? null}`
  })
  const { rows } = await run(writing, sql`select ${values}`, READING)
  const [row = {}] = wireRows(writing, table, names, [rows[0] ?? {}])
  return columns.map(({ name, type }) => [
    name,
    row[name] === null ? null : toValue(type, row[name]),
  ])
}

/**
 * The rows with the numbers that one INSERT gave them: they follow each other, since how many rows
 * there are was known to it.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/innodb-auto-increment-handling.html
 */
export async function withNumbers(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  first: bigint | undefined,
): Promise<readonly Values[]> {
  const column = table.columns.find(({ generated }) => generated === 'identity')
  if (column === undefined || first === undefined || rows[0]?.has(column.name) !== false)
    return rows
  const step = rows.length === 1 ? 1n : await stepOf(writing)
  return rows.map((row, index) => {
    const number = toValue(column.type, first + step * BigInt(index))
    return new Map([...row, [column.name, number]])
  })
}

async function stepOf(writing: Writing): Promise<bigint> {
  const { numberingStep } = writing.core.dialect
  if (numberingStep === null) return 1n
  const { rows } = await run(writing, numberingStep, READING)
  return BigInt(String(rows[0]?.['step'] ?? 1))
}

/** The wanted columns of rows whose keys are known, in their order. */
export async function readInserted(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  wanted: readonly string[],
): Promise<Row[]> {
  const keys = rows.map((row) => keyOfRow(table, Object.fromEntries(row)))
  const isTold = keys.every((key) =>
    table.primaryKey.every((each) => isWire(columnNamed(table, each), key[each])),
  )
  if (isTold && wanted.every((each) => table.primaryKey.includes(each))) return keys
  const columns = [...new Set([...table.primaryKey, ...wanted])]
  if (isTold) {
    const found = await selectRows(writing, table, keys, columns)
    const places = new Map(found.map((row) => [keyText(table, row), row]))
    return keys.map((key) => places.get(keyText(table, key)) ?? key)
  }
  const found: Row[] = []
  for (const key of keys) found.push(...(await selectRows(writing, table, [key], columns)))
  return found
}

const PLAIN: ReadonlySet<ColumnType> = new Set(['integer', 'bigInteger', 'uuid', 'string', 'text'])

/** Whether a value leaves the database as it went in; `char` loses the spaces at its end. */
function isWire({ type }: Column, value: unknown): boolean {
  return PLAIN.has(type) && !String(value).endsWith(' ')
}
