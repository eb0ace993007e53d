import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, name, tableRef } from '../compile/build.js'
import type { Sql } from '../dialect/dialect.js'
import type { ReadQuery, Row } from '../query/query.js'
import { answerOf, returnedRow } from './answer.js'
import { fillAutomatic } from './automatic.js'
import { createItems } from './create.js'
import { rememberedWrite, runWrite, textSlot, writtenSlot } from './compiled-write.js'
import {
  givesNumber,
  isFlatPayload,
  mayStandAlone,
  type OneStatement,
  visibleTexts,
} from './one-statement.js'
import { type Payload, takeApart } from './payload.js'
import { readBack } from './read-back.js'
import { type Right, rightTo } from './rights.js'
import { textOfRows } from './text-of-rows.js'
import { validate } from './validate.js'
import type { Values } from './values.js'
import type { Writing } from './writing.js'
import { countRows } from './writing.js'

/** Creates rows and reads them back, in the transaction. */
export async function createAndRead(
  writing: Writing,
  id: string,
  items: readonly Row[],
  query: ReadQuery,
): Promise<string | null> {
  const keys = await createItems(writing, id, items)
  return readBack(writing.session, id, keys, query)
}

/**
 * Creates rows of the same columns and answers them in the same statement, where nothing else has to
 * happen: one row by parameters, several by one text that holds them all.
 */
export async function createAlone(
  writing: Writing,
  id: string,
  items: readonly Row[],
  query: ReadQuery,
): Promise<OneStatement> {
  const right = rightTo(writing, id, 'create')
  if (items.length === 0 || !mayStandAlone(writing, right, 'items.create')) return null
  countRows(writing, items.length)
  const { table } = right
  const payloads = items.map((item) => preparedPayload(writing, right, item))
  const rows = payloads.map(({ values }) => values)
  const columns = commonColumns(table, rows)
  if (columns === null || !payloads.every((payload) => isOwn(table, payload))) return null
  const given = rows.length === 1 ? columnValues(columns, rows) : textOfRows(writing, columns, rows)
  if (given === null) return null
  const answer = answerOf(writing, table, query)
  const { version } = writing.core.visibleTo(writing.actor)
  const way = rows.length === 1 ? 'create' : 'create many'
  const names = columns.map(({ name }) => name)
  const shape = `${JSON.stringify([version, way, id, names])}${answer.shape}`
  const compiled = rememberedWrite(writing, shape, () => {
    const row = returnedRow(writing, table, answer.query)
    const source = { way, first: answer.values.length } as const
    return row === null ? null : insertion(writing, table, columns, source, row)
  })
  if (compiled === null) return null
  const result = await runWrite(writing, table, compiled, [...answer.values, ...given], rows)
  return { text: visibleTexts(writing, result.rows) }
}

function preparedPayload(writing: Writing, right: Right, item: Row): Payload {
  const payload = takeApart(writing, right, item)
  validate(writing, right, payload)
  fillAutomatic(writing, right.table, 'onCreate', payload.values)
  return payload
}

function isOwn(table: Table, payload: Payload): boolean {
  return isFlatPayload(payload) && !givesNumber(table, payload)
}

/** The columns that all of the rows have; null where one has others: it takes the defaults of those. */
function commonColumns(table: Table, rows: readonly Values[]): readonly Column[] | null {
  const [first] = rows
  const columns = table.columns.filter(({ name }) => first?.has(name))
  const isCommon = rows.every(
    (row) => row.size === columns.length && columns.every(({ name }) => row.has(name)),
  )
  return isCommon ? columns : null
}

function columnValues(columns: readonly Column[], [row]: readonly Values[]): readonly unknown[] {
  return columns.map(({ name }) => row?.get(name))
}

interface GivenRows {
  readonly way: 'create' | 'create many'
  /** The number of the first of their values among those of the request. */
  readonly first: number
}

function insertion(
  writing: Writing,
  table: Table,
  columns: readonly Column[],
  { way, first }: GivenRows,
  row: Sql,
): { readonly statement: Sql; readonly ruled: boolean } | null {
  const { dialect } = writing.core
  const { returnedJson, jsonInput } = dialect
  if (returnedJson?.insert !== true) return null
  const { alias } = returnedJson
  const named = alias === '' ? tableRef(table) : dialect.tableAs(tableRef(table), alias)
  if (way === 'create many') {
    if (jsonInput === null) return null
    const names = commaList(columns.map((column) => name(column.name)))
    const select = jsonInput.select(columns, sql`${textSlot(first)}`)
    return withAnswer(sql`insert into ${named} (${names}) ${select}`, row)
  }
  const values = columns.map((column, index) =>
    dialect.writeValue(column, sql`${writtenSlot(writing, table, column.name, first + index)}`),
  )
  const parts = { table: named, target: table, columns, rows: [values], returned: null }
  return withAnswer(dialect.insert(parts), row)
}

function withAnswer(insert: Sql, row: Sql): { readonly statement: Sql; readonly ruled: boolean } {
  return { statement: sql`${insert} returning ${row} as j`, ruled: false }
}
