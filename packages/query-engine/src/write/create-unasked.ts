import type { Column, Relationship, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, name, tableRef } from '../compile/build.js'
import type { Sql } from '../dialect/dialect.js'
import { bind } from '../execute/executor.js'
import type { Row } from '../query/query.js'
import { fillAutomatic } from './automatic.js'
import { rememberedStatement, writtenSlot } from './compiled-write.js'
import { createItems } from './create.js'
import { writesSecrets } from './keep-secrets.js'
import { keyOfItem } from './keys.js'
import { givesNumber, mayStandAlone } from './one-statement.js'
import { type NestedItem, type Payload, takeApart } from './payload.js'
import { type Right, rightTo } from './rights.js'
import { validate } from './validate.js'
import { columnNamed } from './values.js'
import type { Writing } from './writing.js'
import { countRows } from './writing.js'

/**
 * Creates rows whose keys nobody asks for: a single one, with a new row that it links to, by a statement
 * for which nobody waits, where nothing but the statement has to happen; others as `createItems` does.
 */
export async function createUnasked(
  writing: Writing,
  id: string,
  items: readonly Row[],
): Promise<void> {
  const [item] = items
  const row = item !== undefined && items.length === 1 ? loneRow(writing, id, item) : null
  if (row === null) await createItems(writing, id, items)
  else await send(writing, row)
}

/** A row that needs nothing but its INSERT, and perhaps that of one that it links to. */
interface LoneRow {
  readonly table: Table
  readonly values: ReadonlyMap<string, unknown>
  readonly linked: { readonly relationship: Relationship; readonly row: LoneRow } | null
}

function loneRow(writing: Writing, id: string, item: Row): LoneRow | null {
  const right = rightTo(writing, id, 'create')
  if (!mayStandAlone(writing, right, 'items.create')) return null
  const payload = preparedPayload(writing, right, item)
  const { table } = right
  const { values, toOne, toMany } = payload
  const [nested, more] = toOne
  if (toMany.length > 0 || more !== undefined || givesNumber(table, payload)) return null
  if (writesSecrets(table, values)) return null
  if (nested === undefined) return values.size === 0 ? null : { table, values, linked: null }
  const row = linkedRow(writing, nested)
  return row && { table, values, linked: { relationship: nested.relationship, row } }
}

function linkedRow(writing: Writing, { relationship, item }: NestedItem): LoneRow | null {
  const { capabilities } = writing.core.dialect
  const { target } = relationship
  if (!capabilities.insertsInQueries || typeof target !== 'string') return null
  const table = writing.core.schema.tables[target]
  if (table === undefined || table.traits.elsewhere || keyOfItem(table, item) !== null) return null
  const row = loneRow(writing, target, item)
  return row?.linked === null ? row : null
}

function preparedPayload(writing: Writing, right: Right, item: Row): Payload {
  const payload = takeApart(writing, right, item)
  validate(writing, right, payload)
  fillAutomatic(writing, right.table, 'onCreate', payload.values)
  return payload
}

async function send(writing: Writing, row: LoneRow): Promise<void> {
  const { core, executor, signal, actor, now } = writing
  const { table, values, linked } = row
  countRows(writing, linked === null ? 1 : 2)
  const parts = [row, ...(linked === null ? [] : [linked.row])]
  const names = parts.map((part) => [part.table.id, ...part.values.keys()])
  const shape = JSON.stringify([core.schema.version, 'create unasked', names])
  const compiled = rememberedStatement(writing, shape, () => statementOf(writing, row))
  const given = parts.flatMap((part) => [...part.values.values()])
  const parameters = bind(compiled.parameters, { values: given, actor, now })
  const errors = { kind: 'write', table, rows: [values] } as const
  await executor.runUnawaited(compiled, parameters, signal, errors)
}

const LINKED = 'linked'

/**
 * Values are those of the row, then those of the linked one.
 *
 * @see https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING
 */
function statementOf(writing: Writing, { table, values, linked }: LoneRow): Sql {
  const own = [...values.keys()].map((each, index) => slotValue(writing, table, each, index))
  if (linked === null) return insertion(writing, table, own)
  const { table: target, values: theirs } = linked.row
  const nested = [...theirs.keys()].map((each, index) =>
    slotValue(writing, target, each, values.size + index),
  )
  const pairs = linked.relationship.columns.map(
    ([here, there]) => [here, there || (target.primaryKey[0] ?? '')] as const,
  )
  const links = pairs.map(([here, there]) => ({
    column: columnNamed(table, here),
    value: sql`(select ${name(there)} from ${name(LINKED)})`,
  }))
  const answered = commaList(pairs.map(([, there]) => name(there)))
  const first = sql`${insertion(writing, target, nested)} returning ${answered}`
  return sql`with ${name(LINKED)} as (${first}) ${insertion(writing, table, [...own, ...links])}`
}

interface WrittenColumn {
  readonly column: Column
  readonly value: Sql
}

function slotValue(writing: Writing, table: Table, each: string, index: number): WrittenColumn {
  const column = columnNamed(table, each)
  const slot = writtenSlot(writing, table, each, index)
  return { column, value: writing.core.dialect.writeValue(column, sql`${slot}`) }
}

function insertion(writing: Writing, table: Table, written: readonly WrittenColumn[]): Sql {
  return writing.core.dialect.insert({
    table: tableRef(table),
    target: table,
    columns: written.map(({ column }) => column),
    rows: [written.map(({ value }) => value)],
    returned: null,
  })
}
