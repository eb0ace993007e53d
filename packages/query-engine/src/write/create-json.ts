import type { Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { tableRef } from '../compile/build.js'
import type { Sql } from '../dialect/dialect.js'
import type { ReadQuery, Row } from '../query/query.js'
import { answerOf, returnedRow } from './answer.js'
import { fillAutomatic } from './automatic.js'
import { createItems } from './create.js'
import { rememberedWrite, runWrite, writtenSlot } from './compiled-write.js'
import {
  givesNumber,
  isFlatPayload,
  mayStandAlone,
  type OneStatement,
  visibleTexts,
} from './one-statement.js'
import { takeApart } from './payload.js'
import { readBack } from './read-back.js'
import { rightTo } from './rights.js'
import { validate } from './validate.js'
import { columnNamed } from './values.js'
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

/** Creates a row and answers it in the same statement, where nothing else has to happen. */
export async function createAlone(
  writing: Writing,
  id: string,
  items: readonly Row[],
  query: ReadQuery,
): Promise<OneStatement> {
  const right = rightTo(writing, id, 'create')
  const [item] = items
  if (item === undefined || items.length > 1 || !mayStandAlone(writing, right, 'items.create')) {
    return null
  }
  countRows(writing, 1)
  const { table } = right
  const payload = takeApart(writing, right, item)
  validate(writing, right, payload)
  fillAutomatic(writing, table, 'onCreate', payload.values)
  if (!isFlatPayload(payload) || givesNumber(table, payload)) return null
  const answer = answerOf(writing, table, query)
  const columns = [...payload.values.keys()]
  const version = writing.core.visibleTo(writing.actor).version
  const shape = JSON.stringify([version, 'create', id, columns, answer.query])
  const compiled = rememberedWrite(writing, shape, () => {
    const row = returnedRow(writing, table, answer.query)
    if (row === null || writing.core.dialect.returnedJson?.insert !== true) return null
    return {
      statement: insertion(writing, table, columns, answer.values.length, row),
      ruled: false,
    }
  })
  if (compiled === null) return null
  const values = [...answer.values, ...payload.values.values()]
  const { rows } = await runWrite(writing, table, compiled, values, [payload.values])
  return { text: visibleTexts(writing, rows) }
}

function insertion(
  writing: Writing,
  table: Table,
  names: readonly string[],
  first: number,
  row: Sql,
): Sql {
  const { dialect } = writing.core
  const columns = names.map((name) => columnNamed(table, name))
  const slots = names.map((name, index) => writtenSlot(writing, table, name, first + index))
  const alias = dialect.returnedJson?.alias ?? ''
  const insert = dialect.insert({
    table: alias === '' ? tableRef(table) : dialect.tableAs(tableRef(table), alias),
    target: table,
    columns,
    rows: [columns.map((column, index) => dialect.writeValue(column, sql`${slots[index]}`))],
    returned: null,
  })
  return sql`${insert} returning ${row} as j`
}
