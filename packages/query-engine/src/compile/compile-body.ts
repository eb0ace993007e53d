import { sql } from 'kysely'
import type { Sql } from '../dialect/dialect.js'
import type { Link, ResolvedRead } from '../resolve/resolved.js'
import { logic, tableRef } from './build.js'
import { linkCondition } from './compile-expression.js'
import type { CompileContext } from './context.js'
import { guardOf } from './context.js'

/** FROM, joins and WHERE of a level. */
export function compileBody(
  context: CompileContext,
  read: ResolvedRead,
  link: Link | null,
  joins: readonly Sql[],
): Sql {
  const { source } = read
  const conditions = conditionsOf(context, read, link)
  const from = sql`from ${context.dialect.tableAs(tableRef(source.table), source.alias)}`
  const joined = joins.length === 0 ? from : sql`${from} ${sql.join(joins, sql` `)}`
  return conditions.length === 0 ? joined : sql`${joined} where ${logic('and', conditions)}`
}

function conditionsOf(context: CompileContext, read: ResolvedRead, link: Link | null): Sql[] {
  const own = [guardOf(context, read.source).rows, read.filter]
    .filter((condition) => !(condition.kind === 'constant' && condition.value))
    .map((condition) => context.compileCondition(condition))
  return link === null ? own : [linkCondition(context, link), ...own]
}
