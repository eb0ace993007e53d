import type { Column } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { Finish, LevelColumn, Sql } from '../dialect/dialect.js'
import { Unread } from '../execute/unread.js'
import type { LinkedRows, LinkSelection, Source } from '../resolve/resolved.js'
import { columnRef, logic } from './build.js'
import { columnAsType } from './column-as-type.js'
import { compileKeys } from './compile-condition.js'
import type { CompileContext } from './context.js'
import { columnForm, guardOf } from './context.js'
import { discriminated, pick } from './link-masks.js'

/** The values of a link as a JSON object by their number: all of them null where it is hidden. */
export function compileLinkValues(
  context: CompileContext,
  { key, source, columns, where, maskedBy }: LinkSelection,
): LevelColumn {
  const { dialect } = context
  const masks = pick(guardOf(context, source).masks, maskedBy)
  const visible = [
    ...discriminated(source, where),
    ...masks.map((mask) => context.compileCondition(mask)),
  ]
  const values = columnsOf(context, source, columns).map((column, index): LevelColumn => {
    const form = columnForm(column)
    const reference = columnAsType(dialect, column, columnRef(source.alias, column.name))
    const value = dialect.encode(form, reference)
    const masked =
      visible.length === 0 ? value : sql`case when ${logic('and', visible)} then ${value} end`
    return { key: String(index), sql: masked, json: dialect.isJson(form) }
  })
  return { key, sql: dialect.jsonObject(values), json: true }
}

/** Makes a list of the values, or what stands for the rows that they lead to. */
export function finishOfLink(
  context: CompileContext,
  { source, columns, leadsTo }: LinkSelection,
): Finish {
  const finishes = columnsOf(context, source, columns).map((column) =>
    context.dialect.finish(columnForm(column)),
  )
  return (object) => {
    const values = finishes.map((finish, index) => {
      const value = (object as Readonly<Record<string, unknown>>)[index] ?? null
      return value === null || finish === null ? value : finish(value)
    })
    if (leadsTo === null) return values
    // A branch that a row does not take is nothing; a list of no rows is an empty one.
    const isBranch = leadsTo.relationship.cardinality === 'many-to-any'
    return isBranch && values.includes(null) ? null : new Unread(leadsTo, values)
  }
}

/**
 * Which rows are linked to. As in one database, a grant of the way back itself is enough where the
 * referring column is granted in no row at all.
 */
export function linkedConditions(
  context: CompileContext,
  source: Source,
  { columns, where, keys, maskedBy }: LinkedRows,
): Sql[] {
  const whole = {
    ...source.table,
    columns: guardOf(context, source).columns ?? source.table.columns,
  }
  const found =
    keys === null
      ? []
      : [compileKeys(context, { source: { ...source, table: whole }, columns, keys })]
  const masks = pick(guardOf(context, source).masks, maskedBy)
  const inSomeRows = masks.filter(({ kind }) => kind !== 'constant')
  return [
    ...discriminated(source, where),
    ...found,
    ...inSomeRows.map((mask) => context.compileCondition(mask)),
  ]
}

/** Also those that the actor may not read: rules look at any. */
function columnsOf(
  context: CompileContext,
  source: Source,
  names: readonly string[],
): readonly Column[] {
  const all = guardOf(context, source).columns ?? source.table.columns
  return names.map((name) => {
    const column = all.find((each) => each.name === name)
    if (column === undefined) throw new Error(`"${source.table.id}" has no column "${name}".`)
    return column
  })
}
