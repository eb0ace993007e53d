import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, name, tableRef } from '../compile/build.js'
import type { Dialect } from '../dialect/dialect.js'
import { returning } from '../dialect/standard.js'
import type { Row } from '../query/query.js'
import { readInserted, withDefaultKeys, withNumbers } from './inserted-keys.js'
import { rememberedStatement, runWrite, textSlot, writtenSlot } from './compiled-write.js'
import { naming } from './missing-link.js'
import { type RowsText, textsOfRows } from './text-of-rows.js'
import { returnedColumns, run, type Values, wireRows, writtenValue } from './values.js'
import type { Writing } from './writing.js'

/** Rows that have a statement of their own number; more come by one text, which the same statement takes. */
const FEW = 4

/** Inserts rows and answers the wanted columns of each, in wire form and in order. */
export async function insertRows(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  wanted: readonly string[],
): Promise<Row[]> {
  const { dialect } = writing.core
  const answers = dialect.capabilities.insertReturning || wanted.length === 0
  const given = answers ? rows : await withDefaultKeys(writing, table, rows)
  const results: Row[] = []
  const texts = answers && rows.length > FEW ? textsOfAlike(writing, table, rows) : null
  for (const each of texts ?? []) {
    const { rows: raw } = await sendText(writing, table, each, wanted)
    results.push(...answersOf(writing, table, wanted, each.rows, raw))
  }
  for (const chunk of texts === null ? chunksOfRows(dialect, table, given) : []) {
    const inserted = answers
      ? await insertChunk(writing, table, chunk, wanted)
      : await insertKeyed(writing, table, chunk, wanted)
    results.push(...inserted)
  }
  await advanceSequences(writing, table, rows)
  return results
}

/**
 * Neighbours share a statement as far as its parameters go. Where VALUES has no word for a
 * column's default they have to have the same columns too.
 */
function chunksOfRows(dialect: Dialect, table: Table, rows: readonly Values[]): Values[][] {
  const { maxParameters, maxRows, defaultKeyword } = dialect.capabilities
  if (!dialect.insertsTogether(table)) return rows.map((row) => [row])
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
  const { rows: raw } = await send(writing, table, rows, wanted)
  return answersOf(writing, table, wanted, rows, raw)
}

/** What was answered of each row; nothing where nothing was asked for. */
function answersOf(
  writing: Writing,
  table: Table,
  wanted: readonly string[],
  rows: readonly Values[],
  raw: readonly Readonly<Record<string, unknown>>[],
): Row[] {
  return wireRows(
    writing,
    table,
    wanted,
    rows.map((_, index) => raw[index] ?? {}),
  )
}

/** As `insertChunk`, where the database answers no more than the first number that it gave. */
async function insertKeyed(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  wanted: readonly string[],
): Promise<Row[]> {
  const { insertId } = await send(writing, table, rows, [])
  return readInserted(writing, table, await withNumbers(writing, table, rows, insertId), wanted)
}

/** Rows of the same columns as texts; null where they have others, or values that are no text. */
function textsOfAlike(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
): readonly RowsText[] | null {
  const columns = columnsOfRows(table, rows)
  if (!areAlike(columns, rows) || !writing.core.dialect.insertsTogether(table)) return null
  return textsOfRows(writing, columns, rows)
}

function areAlike(columns: readonly Column[], rows: readonly Values[]): boolean {
  return columns.length > 0 && rows.every((row) => row.size === columns.length)
}

function sendText(
  writing: Writing,
  table: Table,
  { rows, text }: RowsText,
  wanted: readonly string[],
): ReturnType<typeof run> {
  const { dialect, schema } = writing.core
  const columns = columnsOfRows(table, rows)
  const names = columns.map((column) => column.name)
  const shape = JSON.stringify([schema.version, 'insert text', table.id, names, wanted])
  const compiled = rememberedStatement(writing, shape, () => {
    const select = dialect.jsonInput?.select(columns, sql`${textSlot(0)}`) ?? sql``
    const list = commaList(names.map((each) => name(each)))
    const insert = sql`insert into ${tableRef(table)} (${list}) ${select}`
    return sql`${insert}${returning(returnedColumns(writing, table, wanted))}`
  })
  return runWrite(writing, table, compiled, [text], rows)
}

function send(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
  wanted: readonly string[],
): ReturnType<typeof run> {
  const columns = columnsOfRows(table, rows)
  if (rows.length <= FEW && areAlike(columns, rows))
    return sendKnown(writing, table, columns, rows, wanted)
  const statement = writing.core.dialect.insert({
    table: tableRef(table),
    target: table,
    columns,
    rows: rows.map((row) =>
      columns.map((column) =>
        row.has(column.name) ? writtenValue(writing, column, row.get(column.name)) : null,
      ),
    ),
    returned: returnedColumns(writing, table, wanted),
  })
  return naming(writing, table, rows, (errors) => run(writing, statement, errors))
}

/** A statement that was made once for as many rows of the same columns. */
function sendKnown(
  writing: Writing,
  table: Table,
  columns: readonly Column[],
  rows: readonly Values[],
  wanted: readonly string[],
): ReturnType<typeof run> {
  const { dialect, schema } = writing.core
  const names = columns.map((column) => column.name)
  const shape = JSON.stringify([schema.version, 'insert', table.id, rows.length, names, wanted])
  const compiled = rememberedStatement(writing, shape, () =>
    dialect.insert({
      table: tableRef(table),
      target: table,
      columns,
      rows: rows.map((_, row) =>
        columns.map((column, index) => {
          const slot = writtenSlot(writing, table, column.name, row * columns.length + index)
          return dialect.writeValue(column, sql`${slot}`)
        }),
      ),
      returned: returnedColumns(writing, table, wanted),
    }),
  )
  const values = rows.flatMap((row) => names.map((each) => row.get(each)))
  return runWrite(writing, table, compiled, values, rows)
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
