import type { Column, Relationship, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { tableRef } from '../compile/build.js'
import type { Sql } from '../dialect/dialect.js'
import { bind } from '../execute/executor.js'
import type { Row } from '../query/query.js'
import { fillAutomatic } from './automatic.js'
import { type CompiledWrite, rememberedWrite, writtenSlot } from './compiled-write.js'
import { createItems } from './create.js'
import { writesSecrets } from './keep-secrets.js'
import { keyOfItem } from './keys.js'
import { givesNumber, mayStandAlone } from './one-statement.js'
import { type NestedItem, type Payload, takeApart } from './payload.js'
import { type Right, rightTo } from './rights.js'
import { validate } from './validate.js'
import { columnNamed, type Values } from './values.js'
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
  const compiled = row && compiledCreation(writing, row)
  if (row === null || compiled === null) await createItems(writing, id, items)
  else await send(writing, row, compiled)
}

/** A row that needs nothing but its INSERT, and perhaps that of one that it links to. */
interface LoneRow {
  readonly table: Table
  readonly values: Values
  readonly linked: Linked | null
}

interface Linked {
  readonly relationship: Relationship
  readonly row: LoneRow
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
  const { target } = relationship
  if (writing.core.dialect.insertLinked === null || typeof target !== 'string') return null
  const table = writing.core.schema.tables[target]
  if (table === undefined || table.traits.elsewhere || keyOfItem(table, item) !== null) return null
  const row = loneRow(writing, target, item)
  return row?.linked === null ? row : null
}

/** Columns of the row, and those of the row that it links to that they hold. */
function linkedColumns(
  { columns }: Relationship,
  table: Table,
): readonly (readonly [string, string])[] {
  return columns.map(([here, there]) => [here, there || (table.primaryKey[0] ?? '')])
}

function preparedPayload(writing: Writing, right: Right, item: Row): Payload {
  const payload = takeApart(writing, right, item)
  validate(writing, right, payload)
  fillAutomatic(writing, right.table, 'onCreate', payload.values)
  return payload
}

/** null where a linked row takes a statement of its own. */
function compiledCreation(writing: Writing, row: LoneRow): CompiledWrite | null {
  const names = partsOf(row).map((part) => [part.table.id, ...part.values.keys()])
  const shape = JSON.stringify([writing.core.schema.version, 'create unasked', names])
  return rememberedWrite(writing, shape, () => {
    const statement = statementOf(writing, row)
    return statement && { statement, ruled: false }
  })
}

async function send(writing: Writing, row: LoneRow, compiled: CompiledWrite): Promise<void> {
  const { executor, signal, actor, now } = writing
  const { table, values } = row
  const parts = partsOf(row)
  countRows(writing, parts.length)
  const given = parts.flatMap((part) => [...part.values.values()])
  const parameters = bind(compiled.parameters, { values: given, actor, now })
  const errors = { kind: 'write', table, rows: [values] } as const
  await executor.runUnawaited(compiled, parameters, signal, errors)
}

function partsOf(row: LoneRow): readonly LoneRow[] {
  return row.linked === null ? [row] : [row, row.linked.row]
}

/** Values are those of the row, then those of the linked one. */
function statementOf(writing: Writing, row: LoneRow): Sql | null {
  const { linked } = row
  if (linked === null) return insertion(writing, row, [])
  const { table } = linked.row
  const pairs = linkedColumns(linked.relationship, table)
  const linking = {
    columns: pairs.map(([, there]) => columnNamed(table, there)),
    first: insertion(writing, linked.row, [], row.values.size),
    second: (values: readonly Sql[]) =>
      insertion(
        writing,
        row,
        pairs.map(([here], index) => ({
          column: columnNamed(row.table, here),
          value: values[index] ?? sql`null`,
        })),
      ),
  }
  return writing.core.dialect.insertLinked?.(linking) ?? null
}

interface WrittenColumn {
  readonly column: Column
  readonly value: Sql
}

/** @param first the number of the first of its values among those that the statement takes */
function insertion(
  writing: Writing,
  { table, values }: LoneRow,
  links: readonly WrittenColumn[],
  first = 0,
): Sql {
  const { dialect } = writing.core
  const own = [...values.keys()].map((each, index) => {
    const column = columnNamed(table, each)
    const slot = writtenSlot(writing, table, each, first + index)
    return { column, value: dialect.writeValue(column, sql`${slot}`) }
  })
  const written = [...own, ...links]
  return dialect.insert({
    table: tableRef(table),
    target: table,
    columns: written.map(({ column }) => column),
    rows: [written.map(({ value }) => value)],
    returned: null,
  })
}
