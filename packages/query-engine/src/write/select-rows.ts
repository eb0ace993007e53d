import type { Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, logic, tableRef } from '../compile/build.js'
import { columnForm } from '../compile/context.js'
import type { Sql } from '../dialect/dialect.js'
import { READING } from '../execute/executor.js'
import type { Key, Row } from '../query/query.js'
import { chunksOfKeys, whereKeys } from './keys.js'
import { columnNamed, parameterOf, run, type Values, wireColumns, wireRows } from './values.js'
import type { Writing } from './writing.js'

const ALIAS = 't0'

export interface SelectOptions {
  /** A further condition, over the table under this alias. */
  readonly restrict?: (alias: string) => Sql | null
  /** Keeps others from changing the rows until the transaction ends. */
  readonly lock?: boolean
}

/** The wanted columns of the rows with these keys, in wire form. */
export async function selectRows(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  wanted: readonly string[],
  options: SelectOptions = {},
): Promise<Row[]> {
  const found: Row[] = []
  for (const chunk of chunksOfKeys(writing, table, keys)) {
    const where = whereKeys(writing, table, chunk, (each) => columnRef(ALIAS, each))
    found.push(...(await selectWhere(writing, table, where, wanted, options)))
  }
  return found
}

/** The wanted columns of the rows where these columns have these values. */
export function selectMatching(
  writing: Writing,
  table: Table,
  values: Values,
  wanted: readonly string[],
  options: SelectOptions = {},
): Promise<Row[]> {
  return selectWhere(writing, table, matches(writing, table, values, ALIAS), wanted, options)
}

/** The condition of rows that have these values, none of them null. */
export function matches(writing: Writing, table: Table, values: Values, alias: string): Sql {
  const { dialect } = writing.core
  return logic(
    'and',
    [...values].map(([each, value]) => {
      const column = columnNamed(table, each)
      const form = columnForm(column)
      const parameter = dialect.parameter(form, parameterOf(writing, column, value))
      return sql`${dialect.comparable(form, columnRef(alias, each))} = ${parameter}`
    }),
  )
}

/** The largest value of a column among the rows that have these values. */
export async function selectMaximum(
  writing: Writing,
  table: Table,
  column: string,
  values: Values,
): Promise<number> {
  const where = matches(writing, table, values, ALIAS)
  const { dialect } = writing.core
  const maximum = dialect.columnAs(sql`max(${columnRef(ALIAS, column)})`, 'm')
  const statement = sql`select ${maximum} from ${dialect.tableAs(tableRef(table), ALIAS)} where ${where}`
  const { rows } = await run(writing, statement, READING)
  return Number(rows[0]?.['m'] ?? 0)
}

async function selectWhere(
  writing: Writing,
  table: Table,
  where: Sql,
  wanted: readonly string[],
  { restrict, lock = false }: SelectOptions,
): Promise<Row[]> {
  const extra = restrict?.(ALIAS) ?? null
  const columns = wireColumns(writing, table, wanted, (each) => columnRef(ALIAS, each))
  const conditions = extra === null ? where : sql`${where} and ${extra}`
  const { dialect } = writing.core
  const locked = lock ? dialect.lock : null
  const from = sql`${dialect.tableAs(tableRef(table), ALIAS)}${locked?.afterTable ?? sql``}`
  const statement = sql`select ${columns} from ${from} where ${conditions}${locked?.atEnd ?? sql``}`
  const { rows } = await run(writing, statement, READING)
  return wireRows(writing, table, wanted, rows)
}
