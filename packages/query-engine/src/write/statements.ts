import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, logic, name, tableRef } from '../compile/build.js'
import { columnForm } from '../compile/context.js'
import type { ErrorContext, Sql } from '../dialect/dialect.js'
import { ForbiddenError } from '../errors.js'
import { READING } from '../execute/executor.js'
import type { Key, Row } from '../query/query.js'
import { toValue, ValueError } from '../query/value.js'
import type { Writing } from './writing.js'

/** The values of a row by column; a column without one gets its default. */
export type Values = ReadonlyMap<string, unknown>

const ALIAS = 't0'

/** Inserts rows and answers the wanted columns of each, in wire form and in order. */
export async function insertRows(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  wanted: readonly string[],
): Promise<Row[]> {
  const results: Row[] = []
  for (const chunk of runsOfSameColumns(writing, rows)) {
    results.push(...(await insertChunk(writing, table, chunk, wanted)))
  }
  await advanceSequences(writing, table, rows)
  return results
}

/** Neighbours with the same columns share a statement, as far as its parameters go. */
function runsOfSameColumns(writing: Writing, rows: readonly Values[]): Values[][] {
  const { maxParameters, maxRows } = writing.core.dialect.capabilities
  const chunks: Values[][] = []
  let columns = ''
  for (const row of rows) {
    const own = [...row.keys()].join('\0')
    const last = chunks.at(-1)
    const room =
      last !== undefined && last.length < maxRows && (last.length + 1) * row.size <= maxParameters
    if (last !== undefined && own === columns && row.size > 0 && room) last.push(row)
    else chunks.push([row])
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
  const { dialect } = writing.core
  const columns = [...(rows[0]?.keys() ?? [])].map((each) => columnNamed(table, each))
  const target = tableRef(table)
  const values = rows.map(
    (row) => sql`(${commaList(columns.map((column) => valueOf(writing, column, row)))})`,
  )
  const insert =
    columns.length === 0
      ? dialect.insertDefaults(target)
      : sql`insert into ${target} (${commaList(columns.map((column) => name(column.name)))}) values ${commaList(values)}`
  const returning = wanted.map(
    (each, index) =>
      sql`${encoded(writing, columnNamed(table, each), name(each))} as ${name(`k${index}`)}`,
  )
  const statement =
    returning.length === 0 ? insert : sql`${insert} returning ${commaList(returning)}`
  const { rows: raw } = await run(writing, statement, context(table, rows))
  return rows.map((_, index) => decoded(writing, table, wanted, raw[index] ?? {}))
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
    if (statement !== null) await run(writing, statement, context(table, []))
  }
}

/** Gives the rows with these keys the same values. */
export async function updateRows(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  values: Values,
): Promise<void> {
  if (values.size === 0) return
  const sets = commaList(
    [...values.keys()].map((each) => {
      const column = columnNamed(table, each)
      return sql`${name(each)} = ${valueOf(writing, column, values)}`
    }),
  )
  for (const chunk of chunksOfKeys(writing, table, keys, values.size)) {
    const where = whereKeys(writing, table, chunk)
    await run(
      writing,
      sql`update ${tableRef(table)} set ${sets} where ${where}`,
      context(table, [values]),
    )
  }
}

/** Gives each row its own values, all of the same columns, keys included. */
export async function updateRowsEach(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
): Promise<void> {
  const { dialect } = writing.core
  const columns = [...(rows[0]?.keys() ?? [])].map((each) => columnNamed(table, each))
  const { maxParameters, maxRows } = dialect.capabilities
  const size = Math.max(
    1,
    Math.min(maxRows, Math.floor(maxParameters / Math.max(columns.length, 1)), 1000),
  )
  for (let start = 0; start < rows.length; start += size) {
    const chunk = rows.slice(start, start + size)
    const values = chunk.map((row) => columns.map((column) => valueOf(writing, column, row)))
    await run(
      writing,
      dialect.updateEach(tableRef(table), table, columns, values),
      context(table, chunk),
    )
  }
}

export async function deleteRows(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
): Promise<void> {
  for (const chunk of chunksOfKeys(writing, table, keys, 0)) {
    const where = whereKeys(writing, table, chunk)
    await run(writing, sql`delete from ${tableRef(table)} where ${where}`, context(table, []))
  }
}

/** The wanted columns of the rows with these keys that fulfil the condition, in wire form. */
export async function selectRows(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  wanted: readonly string[],
  restrict: (alias: string) => Sql | null = () => null,
): Promise<Row[]> {
  const found: Row[] = []
  for (const chunk of chunksOfKeys(writing, table, keys, 0)) {
    const extra = restrict(ALIAS)
    const where = whereKeys(writing, table, chunk, ALIAS)
    found.push(
      ...(await selectWhere(
        writing,
        table,
        extra === null ? where : sql`${where} and ${extra}`,
        wanted,
      )),
    )
  }
  return found
}

/** The wanted columns of the rows where these columns have these values. */
export async function selectMatching(
  writing: Writing,
  table: Table,
  values: Values,
  wanted: readonly string[],
): Promise<Row[]> {
  const conditions = [...values].map(([each, value]) => {
    const column = columnNamed(table, each)
    const reference = sql`${sql.id(ALIAS, each)}`
    return value === null
      ? sql`${reference} is null`
      : sql`${reference} = ${parameterOf(writing, column, value)}`
  })
  return selectWhere(writing, table, sql`${sql.join(conditions, sql` and `)}`, wanted)
}

/** The largest value of a column among such rows. */
export async function selectMaximum(
  writing: Writing,
  table: Table,
  column: string,
  values: Values,
): Promise<number> {
  const conditions = [...values].map(
    ([each, value]) =>
      sql`${name(each)} = ${parameterOf(writing, columnNamed(table, each), value)}`,
  )
  const statement = sql`select max(${name(column)}) as m from ${tableRef(table)} where ${sql.join(conditions, sql` and `)}`
  const { rows } = await run(writing, statement, READING)
  return Number(rows[0]?.['m'] ?? 0)
}

async function selectWhere(
  writing: Writing,
  table: Table,
  where: Sql,
  wanted: readonly string[],
): Promise<Row[]> {
  const columns = wanted.map((each, index) => {
    const reference = sql`${sql.id(ALIAS, each)}`
    return sql`${encoded(writing, columnNamed(table, each), reference)} as ${name(`k${index}`)}`
  })
  const statement = sql`select ${commaList(columns)} from ${tableRef(table)} as ${sql.id(ALIAS)} where ${where}`
  const { rows } = await run(writing, statement, READING)
  return rows.map((row) => decoded(writing, table, wanted, row))
}

/**
 * The condition that names rows by all columns of their key: a write by part of a key would meet
 * rows that nobody meant.
 *
 * @throws ForbiddenError for a key of the wrong type, which no row has
 */
function whereKeys(writing: Writing, table: Table, keys: readonly Key[], alias?: string): Sql {
  const columns = table.primaryKey.map((each) => columnNamed(table, each))
  if (columns.length === 0)
    throw new ForbiddenError(`Items of "${table.id}" cannot be addressed: it has no key.`)
  const references = columns.map(({ name: each }) =>
    alias === undefined ? name(each) : sql`${sql.id(alias, each)}`,
  )
  const rows = keys.map((key) =>
    columns.map((column) => keyParameter(writing, column, key[column.name])),
  )
  if (columns.length === 1)
    return sql`${references[0]} in (${sql.join(rows.map(([value]) => value))})`
  if (rows.length === 1)
    return logic(
      'and',
      references.map((reference, index) => sql`${reference} = ${rows[0]?.[index]}`),
    )
  return sql`(${sql.join(references)}) in (${sql.join(rows.map((row) => sql`(${sql.join(row)})`))})`
}

function keyParameter(writing: Writing, column: Column, value: unknown): Sql {
  try {
    return parameterOf(writing, column, toValue(column.type, value))
  } catch (error) {
    if (error instanceof ValueError) throw new ForbiddenError()
    throw error
  }
}

function chunksOfKeys(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  others: number,
): Key[][] {
  const { maxParameters } = writing.core.dialect.capabilities
  const size = Math.max(
    1,
    Math.min(1000, Math.floor((maxParameters - others) / Math.max(table.primaryKey.length, 1))),
  )
  const chunks: Key[][] = []
  for (let start = 0; start < keys.length; start += size)
    chunks.push(keys.slice(start, start + size))
  return chunks
}

function valueOf(writing: Writing, column: Column, row: Values): Sql {
  return writing.core.dialect.writeValue(column, parameterOf(writing, column, row.get(column.name)))
}

function parameterOf(writing: Writing, column: Column, value: unknown): Sql {
  return sql`${value === null || value === undefined ? null : writing.core.dialect.toParameter(column.type, value)}`
}

function encoded(writing: Writing, column: Column, reference: Sql): Sql {
  return writing.core.dialect.encode(columnForm(column), reference)
}

function decoded(
  writing: Writing,
  table: Table,
  wanted: readonly string[],
  raw: Readonly<Record<string, unknown>>,
): Row {
  const { dialect } = writing.core
  return Object.fromEntries(
    wanted.map((each, index) => {
      const value = raw[`k${index}`] ?? null
      return [
        each,
        value === null ? null : dialect.decode(columnForm(columnNamed(table, each)), value),
      ]
    }),
  )
}

function columnNamed(table: Table, each: string): Column {
  const column = table.columns.find((candidate) => candidate.name === each)
  if (column === undefined) throw new Error(`"${table.id}" has no column "${each}".`)
  return column
}

/** Slots are those of rules; there is no query here. */
function run(
  writing: Writing,
  statement: Sql,
  errors: ErrorContext,
): ReturnType<Writing['executor']['once']> {
  const { executor, signal, actor, now } = writing
  return executor.once(statement, signal, errors, { values: [], actor, now })
}

function context(table: Table, rows: readonly Values[]): ErrorContext {
  return {
    kind: 'write',
    table,
    values: rows.length === 1 ? Object.fromEntries(rows[0] ?? []) : {},
  }
}
