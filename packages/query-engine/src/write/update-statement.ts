import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, logic, name, tableRef } from '../compile/build.js'
import { columnForm } from '../compile/context.js'
import type { Sql } from '../dialect/dialect.js'
import type { Key } from '../query/query.js'
import { type CompiledWrite, runWrite, writtenSlot } from './compiled-write.js'
import type { Payload } from './payload.js'
import { compiledRules, type Right, rulesFor } from './rights.js'
import { columnNamed, wireColumns } from './values.js'
import type { Writing } from './writing.js'

/** What the row is called. */
export const ALIAS = 't0'

/** New values of one row's own columns. */
export interface KeyedUpdate {
  readonly right: Right
  readonly key: Key
  readonly payload: Payload
  /** The statement answers the row as it was as well, see `formerRow`. */
  readonly tellsFormer: boolean
}

/** Tells the statement from others. */
export function shapeOfUpdate(
  { core, actor }: Writing,
  { right, payload, tellsFormer }: KeyedUpdate,
  answer: string,
): string {
  const { version } = core.visibleTo(actor)
  const { values, submitted } = payload
  const way = tellsFormer ? 'update former' : 'update'
  const names = [version, way, right.table.id, [...values.keys()], [...submitted]]
  return `${JSON.stringify(names)}${answer}`
}

/**
 * Updates a row under the rules of the right; null where one statement cannot. Values are those of the
 * answer, then those of the columns, then those of the key.
 *
 * @param first how many values the answer has
 * @param row what is answered; null for nothing
 */
export function updateStatement(
  writing: Writing,
  { right, payload, tellsFormer }: KeyedUpdate,
  first: number,
  row: Sql | null,
): { readonly statement: Sql; readonly ruled: boolean } | null {
  const { table } = right
  const { dialect, schema } = writing.core
  const names = [...payload.values.keys()]
  if (names.some((each) => table.primaryKey.includes(each))) return null
  if (row !== null && cascades(schema, table, names)) return null
  const rules = compiledRules(writing, table, ALIAS, rulesFor(right, payload.submitted))
  // What a statement changes it cannot look at elsewhere at the same time, not on every database.
  if (rules?.sources.some((source) => source.table.id === table.id)) return null
  const sets = names.map((each, index) => {
    const slot = writtenSlot(writing, table, each, first + index)
    return sql`${name(each)} = ${dialect.writeValue(columnNamed(table, each), sql`${slot}`)}`
  })
  const keys = whereKey(writing, table, first + names.length, (each) => columnRef(ALIAS, each))
  const where = logic('and', rules === null ? keys : [...keys, rules.condition])
  const target = dialect.tableAs(tableRef(table), ALIAS)
  const ruled = rules !== null
  if (row !== null && tellsFormer) {
    const former = formerRow(writing, table, where)
    const update = sql`update ${target} set ${commaList(sets)} from ${former.from}`
    const answer = sql`${row}, ${former.columns}`
    return { statement: sql`${update} where ${former.isSame} returning ${answer}`, ruled }
  }
  const parts = { table: target, target: table, sets: commaList(sets), where, returned: null }
  const update = dialect.update(parts)
  return { statement: row === null ? update : sql`${update} returning ${row}`, ruled }
}

/**
 * The conditions of the row with a key.
 *
 * @param first the number of the key's first value among those of the statement
 */
export function whereKey(
  writing: Writing,
  table: Table,
  first: number,
  reference: (column: string) => Sql,
): readonly Sql[] {
  const { dialect } = writing.core
  return table.primaryKey.map((each, index) => {
    const form = columnForm(columnNamed(table, each))
    const slot = writtenSlot(writing, table, each, first + index)
    return sql`${dialect.comparable(form, reference(each))} = ${dialect.parameter(form, sql`${slot}`)}`
  })
}

const FORMER = 'was'
/** The columns of a former row in wire form are `b0`, `b1` ... */
export const FORMER_COLUMN = 'b'

/**
 * The row before the update, for databases without a word for it: it is looked at and locked in FROM, so
 * that what is answered is what is written over.
 *
 * @see https://www.postgresql.org/docs/current/sql-update.html
 */
function formerRow(
  writing: Writing,
  table: Table,
  where: Sql,
): { readonly from: Sql; readonly isSame: Sql; readonly columns: Sql } {
  const { dialect } = writing.core
  const names = table.columns.map((column) => column.name)
  const reference = (each: string): Sql => columnRef(ALIAS, each)
  const values = wireColumns(writing, table, names, reference, FORMER_COLUMN)
  const keys = table.primaryKey.map(
    (each, index) => sql`${reference(each)} as ${name(`p${index}`)}`,
  )
  const look = sql`select ${commaList(keys)}, ${values} from ${dialect.tableAs(tableRef(table), ALIAS)}`
  const pairs = table.primaryKey.map(
    (each, index) => sql`${reference(each)} = ${columnRef(FORMER, `p${index}`)}`,
  )
  return {
    from: dialect.derivedAs(sql`${look} where ${where}${dialect.lock?.atEnd ?? sql``}`, FORMER),
    isSame: logic('and', pairs),
    columns: commaList(names.map((_, index) => columnRef(FORMER, `${FORMER_COLUMN}${index}`))),
  }
}

/** Whether rows of other tables may change along, by foreign keys. */
function cascades({ tables }: SchemaModel, { id }: Table, names: readonly string[]): boolean {
  return Object.values(tables).some(({ foreignKeys }) =>
    foreignKeys.some(
      ({ target, targetColumns }) =>
        target === id && targetColumns.some((each) => names.includes(each)),
    ),
  )
}

export function runUpdate(
  writing: Writing,
  { right, key, payload }: KeyedUpdate,
  compiled: CompiledWrite,
  answer: readonly unknown[],
): ReturnType<typeof runWrite> {
  const { table } = right
  const keys = table.primaryKey.map((each) => key[each])
  const values = [...answer, ...payload.values.values(), ...keys]
  return runWrite(writing, table, compiled, values, [payload.values])
}
