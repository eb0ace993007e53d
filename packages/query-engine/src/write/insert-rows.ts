import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, name, tableRef } from '../compile/build.js'
import type { Capabilities, Sql } from '../dialect/dialect.js'
import type { Row } from '../query/query.js'
import { naming } from './missing-link.js'
import { run, type Values, wireColumns, wireRow, writtenValue } from './values.js'
import type { Writing } from './writing.js'

/** Inserts rows and answers the wanted columns of each, in wire form and in order. */
export async function insertRows(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  wanted: readonly string[],
): Promise<Row[]> {
  const results: Row[] = []
  for (const chunk of chunksOfRows(writing.core.dialect.capabilities, rows)) {
    results.push(...(await insertChunk(writing, table, chunk, wanted)))
  }
  await advanceSequences(writing, table, rows)
  return results
}

/**
 * Neighbours share a statement as far as its parameters go. Where VALUES has no word for a
 * column's default they have to have the same columns too.
 */
function chunksOfRows(
  { maxParameters, maxRows, defaultKeyword }: Capabilities,
  rows: readonly Values[],
): Values[][] {
  const chunks: Values[][] = []
  let columns = ''
  let parameters = 0
  for (const row of rows) {
    const own = defaultKeyword ? '' : [...row.keys()].sort().join('\0')
    const last = chunks.at(-1)
    const alike = own === columns && (defaultKeyword || row.size > 0)
    const fits =
      last !== undefined && last.length < maxRows && parameters + row.size <= maxParameters
    if (alike && fits) last.push(row)
    else chunks.push([row])
    parameters = alike && fits ? parameters + row.size : row.size
    columns = own
  }
  return chunks
}

async function insertChunk(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  wanted: readonly string[],
): Promise<Row[]> {
  const insert = insertStatement(writing, table, rows)
  const returned = wireColumns(writing, table, wanted, name)
  const statement = wanted.length === 0 ? insert : sql`${insert} returning ${returned}`
  const { rows: raw } = await naming(writing, table, rows, (errors) =>
    run(writing, statement, errors),
  )
  return rows.map((_, index) => wireRow(writing, table, wanted, raw[index] ?? {}))
}

function insertStatement(writing: Writing, table: Table, rows: readonly Values[]): Sql {
  const { dialect } = writing.core
  const target = tableRef(table)
  const columns = columnsOfRows(table, rows)
  if (columns.length === 0) return dialect.insertDefaults(target)
  const tuples = rows.map((row) => {
    const values = columns.map((column) =>
      row.has(column.name) ? writtenValue(writing, column, row.get(column.name)) : sql`default`,
    )
    return sql`(${commaList(values)})`
  })
  const names = commaList(columns.map((column) => name(column.name)))
  return sql`insert into ${target} (${names}) values ${commaList(tuples)}`
}

/** The columns that any of the rows has; of several rows without any value, one that has a default. */
function columnsOfRows(table: Table, rows: readonly Values[]): readonly Column[] {
  const columns = table.columns.filter((column) => rows.some((row) => row.has(column.name)))
  if (columns.length > 0 || rows.length === 1) return columns
  return table.columns
    .filter(({ generated }) => generated === null || generated === 'identity')
    .slice(0, 1)
}

/** Keys that were given by hand move the sequence that would have made them. */
async function advanceSequences(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
): Promise<void> {
  for (const column of table.columns) {
    if (column.generated !== 'identity' || !rows.some((row) => row.has(column.name))) continue
    const statement = writing.core.dialect.advanceSequence(table, column)
    if (statement !== null) await run(writing, statement, { kind: 'write', table, rows: [] })
  }
}
