import { sql } from 'kysely'
import type { Sql } from '../dialect/dialect.js'
import type { Link, ResolvedRead, Source } from '../resolve/resolved.js'
import { compileMask, rowTests } from './bounds.js'
import { columnRef, commaList, logic, tableRef } from './build.js'
import { linkCondition } from './compile-expression.js'
import { compileSeek } from './compile-seek.js'
import type { CompileContext } from './context.js'
import { guardOf } from './context.js'
import { linkedConditions } from './link-values.js'
import { firstParts, seekParts, type PagePart } from './page-parts.js'
import { compileOrder } from './sort-terms.js'

/** Rows up to which a page is read in two parts: each holds as many, whole. */
const MAX_PART = 1_000

/** FROM, joins and WHERE of a level. */
export function compileBody(
  context: CompileContext,
  read: ResolvedRead,
  link: Link | null,
  joins: readonly Sql[],
): Sql {
  const parts = partsOf(context, read, link)
  const body =
    parts === null
      ? {
          from: fromLevel(context, read, link, joins),
          conditions: conditionsOf(context, read, link),
        }
      : { from: sql`from ${inParts(context, read, parts)}`, conditions: [] }
  const joined = joins.length === 0 ? body.from : sql`${body.from} ${sql.join(joins, sql` `)}`
  return where(joined, body.conditions)
}

/**
 * Before conditions that skip rows, a part could be read to its end for a few of them, by an index that
 * helps with the order alone: those are left to the database as one.
 */
function partsOf(
  context: CompileContext,
  read: ResolvedRead,
  link: Link | null,
): readonly PagePart[] | null {
  if (read.seek !== null) return seekParts(context, read, read.seek)
  const isWhole = link === null && context.from === undefined && read.groupBy === null
  if (!isWhole || rowConditions(context, read).length > 0) return null
  return (read.limit ?? 0) + read.offset <= MAX_PART ? firstParts(context, read) : null
}

/** Each part with an order and a limit of its own, so that an index gives the first rows of each. */
function inParts(context: CompileContext, read: ResolvedRead, parts: readonly PagePart[]): Sql {
  const { dialect } = context
  const limit = read.limit === null ? null : read.limit + read.offset
  const { alias } = read.source
  const rows = parts.map(({ condition, sort }, index) => {
    const conditions = [...rowConditions(context, read), condition]
    const all = sql`select ${wholeRow(context, read.source)} ${where(fromTable(context, read), conditions)}`
    const first = sql`${all}${dialect.page(compileOrder(context, sort), limit, 0)}`
    return sql`select * from ${dialect.derivedAs(first, `p${index}`)}`
  })
  return dialect.derivedAs(sql.join(rows, sql` union all `), alias)
}

/** All columns of a row by their names: some of the table's own may be closed to the database's account. */
export function wholeRow(context: CompileContext, source: Source): Sql {
  const columns = guardOf(context, source).columns ?? source.table.columns
  return commaList(columns.map((column) => columnRef(source.alias, column.name)))
}

/** The outermost level may stand beside a row at hand instead; nothing is said where that is all there is. */
function fromLevel(
  context: CompileContext,
  read: ResolvedRead,
  link: Link | null,
  joins: readonly Sql[],
): Sql {
  const { from } = context
  if (link !== null || from === undefined) return fromTable(context, read)
  return joins.length === 0 ? sql`` : sql`from ${from}`
}

function fromTable({ dialect }: CompileContext, { source }: ResolvedRead): Sql {
  return sql`from ${dialect.tableAs(tableRef(source.table), source.alias)}`
}

function where(from: Sql, conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? from : sql`${from} where ${logic('and', conditions)}`
}

function conditionsOf(context: CompileContext, read: ResolvedRead, link: Link | null): Sql[] {
  const seek = read.seek === null ? [] : [compileSeek(context, read, read.seek)]
  const own = [...rowConditions(context, read), ...seek]
  return link === null ? own : [linkCondition(context, link), ...own]
}

/** The row rule and the filter, where they say anything. */
export function rowConditions(context: CompileContext, read: ResolvedRead): Sql[] {
  const { rows, asked = [] } = guardOf(context, read.source)
  const masks = [...asked].map(([rule, left]) => compileMask(context, rule, left))
  const own = [...masks, ...rowTests(context, rows, read.filter)]
  return read.linked === undefined
    ? own
    : [...linkedConditions(context, read.source, read.linked), ...own]
}
