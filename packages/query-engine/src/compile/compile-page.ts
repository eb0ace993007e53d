import { sql } from 'kysely'
import type { LevelSql, Sql } from '../dialect/dialect.js'
import type { Link, LinkedRows, ResolvedRead, Source } from '../resolve/resolved.js'
import { columnRef, commaList } from './build.js'
import { compileBody, wholeRow } from './compile-body.js'
import { sortBeyond } from './compile-seek.js'
import { areUnindexed } from './unindexed.js'
import type { CompileContext } from './context.js'
import { guardOf } from './context.js'
import { givesOrder } from './keyed-rows.js'
import { compileOrder } from './sort-terms.js'

type PageSql = Pick<LevelSql, 'body' | 'order' | 'limit' | 'offset'>

/** Which rows of a level there are, in what order, and what is joined to them. */
export function compilePage(
  context: CompileContext,
  read: ResolvedRead,
  link: Link | null,
  joins: readonly Sql[],
): PageSql {
  const { limit, offset } = read
  const order = compileOrder(context, sortBeyond(read))
  if (read.linked !== undefined && read.linked.page !== null)
    return pageOfEachLink(context, read, read.linked, joins)
  if (order !== null && isFoundFirst(context, read, link)) {
    const rows = compileBody(context, read, link, [])
    return foundFirst(context, read, { body: rows, order, limit, offset }, joins)
  }
  return { body: compileBody(context, read, link, joins), order, limit, offset }
}

/**
 * Whether rows may have to be sorted to find the page, by a database that would make what is selected of
 * all of them first. Where an index gives the order, and none finds those that conditions are true for,
 * it stops at the last row of the page.
 */
function isFoundFirst(context: CompileContext, read: ResolvedRead, link: Link | null): boolean {
  const isRowAtHand = link === null && context.from !== undefined
  return (
    context.dialect.capabilities.selectsBeforeSort &&
    read.limit !== null &&
    read.output === 'object' &&
    !isRowAtHand &&
    !(givesOrder(context, read, link, []) && areUnindexed(context, read))
  )
}

/**
 * The rows of a page in a query of its own, and only those to be joined and made into values. Its
 * order is said again: a join may forget it. For 50 customers with five of their 50 sales each, the
 * server took 5.5 ms instead of 8.7.
 */
function foundFirst(
  context: CompileContext,
  { source }: ResolvedRead,
  { body, order, limit, offset }: PageSql,
  joins: readonly Sql[],
): PageSql {
  const { dialect } = context
  const page = dialect.page(order, limit, offset)
  const rows = dialect.derivedAs(
    sql`select ${wholeRow(context, source)} ${body}${page}`,
    source.alias,
  )
  const from = sql.join([sql`from ${rows}`, ...joins], sql` `)
  return { body: from, order, limit: null, offset: 0 }
}

/**
 * The first rows of each link, by their number among those of the same link. What is joined and made into
 * values is of those rows only.
 */
function pageOfEachLink(
  context: CompileContext,
  read: ResolvedRead,
  { columns, page }: LinkedRows,
  joins: readonly Sql[],
): PageSql {
  const { dialect } = context
  const { source } = read
  const order = compileOrder(context, sortBeyond(read))
  const link = commaList(columns.map((name) => columnRef(source.alias, name)))
  const number = freeName(context, source, 'link_row')
  const numbered = sql`row_number() over (partition by ${link} order by ${order ?? link})`
  const body = compileBody(context, read, null, [])
  const all = sql`select ${wholeRow(context, source)}, ${numbered} as ${sql.id(number)} ${body}`
  const { limit, offset } = page ?? { limit: null, offset: 0 }
  const place = columnRef(source.alias, number)
  const from = sql.join([sql`from ${dialect.derivedAs(all, source.alias)}`, ...joins], sql` `)
  const last = limit === null ? sql`` : sql` and ${place} <= ${sql.lit(offset + limit)}`
  const rows = sql`${from} where ${place} > ${sql.lit(offset)}${last}`
  return { body: rows, order, limit: null, offset: 0 }
}

/** A name that no column of the table has. */
function freeName(context: CompileContext, source: Source, name: string): string {
  const columns = guardOf(context, source).columns ?? source.table.columns
  return columns.some((column) => column.name.toLowerCase() === name)
    ? freeName(context, source, `${name}_`)
    : name
}
