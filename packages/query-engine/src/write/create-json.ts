import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, name } from '../compile/build.js'
import type { Sql } from '../dialect/dialect.js'
import type { ReadQuery, Row } from '../query/query.js'
import {
  answeredTable,
  type Asked,
  askedAlone,
  askedWithin,
  compared,
  returnedRow,
  shapeOfAsked,
} from './answer.js'
import { fillAutomatic } from './automatic.js'
import { createItems } from './create.js'
import {
  type CompiledWrite,
  rememberedWrite,
  runWrite,
  textSlot,
  writtenSlot,
} from './compiled-write.js'
import { writesSecrets } from './keep-secrets.js'
import { keyOfRow } from './keys.js'
import {
  givesNumber,
  isFlatPayload,
  mayAnswerItself,
  mayStandAlone,
  type OneStatement,
  visibleTexts,
} from './one-statement.js'
import { type Payload, takeApart } from './payload.js'
import { readBack } from './read-back.js'
import { type Right, rightTo } from './rights.js'
import { NONE, rowChanges, statesOf } from './row-states.js'
import { textsOfRows } from './text-of-rows.js'
import { validate } from './validate.js'
import { type Values, wireRows } from './values.js'
import type { Writing } from './writing.js'
import { countRows, ownPlace, runWithin } from './writing.js'

/**
 * Creates rows and answers them, in the transaction: by the statement that creates them where it can,
 * so that hooks are told what it answers as well; else they are read back.
 */
export async function createAndRead(
  writing: Writing,
  id: string,
  items: readonly Row[],
  query: ReadQuery,
): Promise<string | null> {
  const right = rightTo(writing, id, 'create')
  const creation = mayAnswerItself(writing, right, 'items.create')
    ? preparedCreation(writing, right, items, (table) =>
        askedWithin(writing, table, query, 'items.create'),
      )
    : null
  if (creation !== null) return createAnswered(writing, right, items, creation)
  await writing.mark?.ask(writing.executor, writing.signal)
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
  if (!mayStandAlone(writing, right, 'items.create')) return null
  countRows(writing, items.length)
  const creation = preparedCreation(writing, right, items, (table) =>
    askedAlone(writing, table, query),
  )
  if (creation === null) return null
  return { text: visibleTexts(writing, await runCreation(writing, right, creation)) }
}

async function createAnswered(
  outer: Writing,
  right: Right,
  items: readonly Row[],
  creation: Creation,
): Promise<string | null> {
  const writing = ownPlace(outer)
  const { table } = right
  const { wanted } = creation.asked
  countRows(writing, items.length)
  const answered = await compared(writing, creation.asked, (own) =>
    runCreation(own, right, creation),
  )
  const rows = wireRows(writing, table, wanted, answered)
  const keys = rows.map((row) => keyOfRow(table, row))
  const writes = keys.map((key, index) => ({ payload: items[index] ?? {}, keys: [key] }))
  const after = wanted.length < table.columns.length ? NONE : statesOf(table, rows)
  const changes = rowChanges(table, keys, NONE, after, (_, index) => items[index] ?? {})
  await runWithin(writing, 'items.create', table, writes, changes)
  return visibleTexts(writing, answered)
}

/** Rows to be created by one statement that answers them. */
interface Creation {
  readonly asked: Asked
  readonly rows: readonly Values[]
  readonly compiled: CompiledWrite
  readonly values: readonly unknown[]
}

/** null where it takes more than one statement. */
function preparedCreation(
  writing: Writing,
  right: Right,
  items: readonly Row[],
  askedOf: (table: Table) => Asked,
): Creation | null {
  if (items.length === 0) return null
  const { table } = right
  const payloads = items.map((item) => preparedPayload(writing, right, item))
  const rows = payloads.map(({ values }) => values)
  const columns = commonColumns(table, rows)
  if (columns === null || !payloads.every((payload) => isOwn(table, payload))) return null
  const given = rows.length === 1 ? columnValues(columns, rows) : oneText(writing, columns, rows)
  if (given === null) return null
  const asked = askedOf(table)
  const { version } = writing.core.visibleTo(writing.actor)
  const way = rows.length === 1 ? 'create' : 'create many'
  const names = columns.map(({ name }) => name)
  const shape = `${JSON.stringify([version, way, table.id, names])}${shapeOfAsked(asked)}`
  const { values } = asked.answer
  const compiled = rememberedWrite(writing, shape, () => {
    const row = returnedRow(writing, table, asked)
    const isAlone = asked.wanted.length === 0
    return row && insertion(writing, table, columns, { way, first: values.length, isAlone }, row)
  })
  return compiled && { asked, rows, compiled, values: [...values, ...given] }
}

async function runCreation(
  writing: Writing,
  { table }: Right,
  { compiled, values, rows }: Creation,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await runWrite(writing, table, compiled, values, rows)).rows
}

function preparedPayload(writing: Writing, right: Right, item: Row): Payload {
  const payload = takeApart(writing, right, item)
  validate(writing, right, payload)
  fillAutomatic(writing, right.table, 'onCreate', payload.values)
  return payload
}

function isOwn(table: Table, payload: Payload): boolean {
  const isFlat = isFlatPayload(payload) && !givesNumber(table, payload)
  return isFlat && !writesSecrets(table, payload.values)
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

/** null where a text does not hold all of them. */
function oneText(
  writing: Writing,
  columns: readonly Column[],
  rows: readonly Values[],
): readonly [string] | null {
  const [only, more] = textsOfRows(writing, columns, rows) ?? []
  return only === undefined || more !== undefined ? null : [only.text]
}

interface GivenRows {
  readonly way: 'create' | 'create many'
  /** The number of the first of their values among those of the request. */
  readonly first: number
  /** Nothing but their texts is answered. */
  readonly isAlone: boolean
}

function insertion(
  writing: Writing,
  table: Table,
  columns: readonly Column[],
  { way, first, isAlone }: GivenRows,
  row: Sql,
): { readonly statement: Sql; readonly ruled: boolean } | null {
  const { dialect } = writing.core
  const { returnedJson, jsonInput } = dialect
  if (returnedJson?.insert !== true) return null
  const { named } = answeredTable(writing, table)
  if (way === 'create many') {
    if (jsonInput === null) return null
    const names = commaList(columns.map((column) => name(column.name)))
    const select = jsonInput.select(columns, sql`${textSlot(first)}`)
    const insert = sql`insert into ${named} (${names}) ${select} returning ${row}`
    const statement = (isAlone && returnedJson.together?.(insert)) || insert
    return { statement, ruled: false }
  }
  const values = columns.map((column, index) =>
    dialect.writeValue(column, sql`${writtenSlot(writing, table, column.name, first + index)}`),
  )
  const parts = { table: named, target: table, columns, rows: [values], returned: null }
  return { statement: sql`${dialect.insert(parts)} returning ${row}`, ruled: false }
}
