import { sql } from 'kysely'
import { columnRef, logic, tableRef } from '../compile/build.js'
import { markColumn } from '../freshness.js'
import {
  answeredTable,
  type Asked,
  compared,
  placeOfMark,
  type RawRow,
  returnedRow,
  shapeOfAsked,
} from './answer.js'
import { type CompiledWrite, rememberedWrite, runWrite } from './compiled-write.js'
import { compiledRules, rulesFor } from './rights.js'
import { ALIAS, type KeyedUpdate, whereKey } from './update-statement.js'
import { wireColumns } from './values.js'
import type { Writing } from './writing.js'

/** A look at the row of an update, made once for all updates of its shape. */
export interface Look {
  readonly compiled: CompiledWrite
  /** Whether it brings the mark along. */
  readonly asked: Pick<Asked, 'mark'>
  /** What stands before the key among its values. */
  readonly values: readonly unknown[]
}

/**
 * Looks at all columns of the row before the update, and locks it, so that what is told of it is what is
 * written over. It is the first statement of its write, so the mark stands beside. null where what rules
 * say has to be asked elsewhere.
 */
export function lookBefore(writing: Writing, { right, payload }: KeyedUpdate): Look | null {
  const { core, actor } = writing
  const { table } = right
  const { dialect } = core
  const mark = placeOfMark(writing)
  const parts = [table.id, [...payload.submitted], mark !== null]
  const shape = JSON.stringify([core.visibleTo(actor).version, 'look before', ...parts])
  const compiled = rememberedWrite(writing, shape, () => {
    const names = table.columns.map((column) => column.name)
    const columns = wireColumns(writing, table, names, (each) => columnRef(ALIAS, each))
    const told =
      mark === null ? columns : sql`${columns}, ${markColumn(mark, core.schema, dialect)}`
    const rules = compiledRules(writing, table, ALIAS, rulesFor(right, payload.submitted))
    const keys = whereKey(writing, table, 0, (each) => columnRef(ALIAS, each))
    const where = logic('and', rules === null ? keys : [...keys, rules.condition])
    const { afterTable = sql``, atEnd = sql`` } = dialect.lock ?? {}
    const from = sql`${dialect.tableAs(tableRef(table), ALIAS)}${afterTable}`
    return {
      statement: sql`select ${told} from ${from} where ${where}${atEnd}`,
      ruled: rules !== null,
    }
  })
  return compiled && { compiled, asked: { mark }, values: [] }
}

/** Looks at the row after the update, where that answers none; null where one statement cannot, see `returnedRow`. */
export function lookAfter(writing: Writing, { right }: KeyedUpdate, asked: Asked): Look | null {
  const { core, actor } = writing
  const { table } = right
  const { values } = asked.answer
  const { version } = core.visibleTo(actor)
  const shape = `${JSON.stringify([version, 'look after', table.id])}${shapeOfAsked(asked)}`
  const compiled = rememberedWrite(writing, shape, () => {
    const row = returnedRow(writing, table, asked)
    const { named, reference } = answeredTable(writing, table)
    const where = logic('and', whereKey(writing, table, values.length, reference))
    return row && { statement: sql`select ${row} from ${named} where ${where}`, ruled: false }
  })
  return compiled && { compiled, asked, values }
}

/** Takes a look: the row, or nothing where it is not there, or rules hold it back. */
export function look(
  writing: Writing,
  { right, key }: KeyedUpdate,
  { compiled, asked, values }: Look,
): Promise<readonly RawRow[]> {
  const { table } = right
  const given = [...values, ...table.primaryKey.map((each) => key[each])]
  return compared(
    writing,
    asked,
    async (own) => (await runWrite(own, table, compiled, given, [])).rows,
  )
}
