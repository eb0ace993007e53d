import { sql } from 'kysely'
import { columnRef } from '../../compile/build.js'
import type { BesideRows, LevelSql, ReturnedJson, Sql, ToOneSql } from '../dialect.js'
import { jsonObject, page } from '../postgres/structure.js'
import { ownColumns } from '../returned-json.js'
import { alsoColumns, besideRows, rowNumber } from '../standard.js'

export function jsonRows(level: LevelSql, beside: BesideRows): Sql {
  const extra = alsoColumns(besideRows(level, beside, rowNumber))
  return sql`select ${jsonObject(level.columns)}::text as j${extra} ${tail(level)}`
}

/**
 * The order of a derived table is forgotten outside it (cockroachdb/cockroach#68211), so the aggregate
 * has one of its own.
 *
 * @see https://www.cockroachlabs.com/docs/stable/functions-and-operators#aggregate-functions
 */
export function jsonArray(level: LevelSql, element: 'object' | 'value'): Sql {
  const value =
    element === 'object' ? jsonObject(level.columns) : (level.columns[0]?.sql ?? sql`null`)
  const number = rowNumber(level)
  const rows = sql`select ${value} as j, ${number} ${tail(level)}`
  const array = sql`json_agg(${columnRef('d', 'j')} order by ${columnRef('d', 'o')})`
  return sql`(select coalesce(${array}, '[]') from (${rows}) as d)`
}

/** @see https://www.cockroachlabs.com/docs/stable/subqueries (LATERAL) */
export function toOne(level: LevelSql, alias: string): ToOneSql {
  const join = sql`left join lateral (select ${jsonObject(level.columns)} as j ${tail(level)}) as ${sql.id(alias)} on true`
  return { value: columnRef(alias, 'j'), join }
}

/** What a subquery may see after RETURNING is not documented, so the row is answered alone. */
export const returnedJson: ReturnedJson = ownColumns({
  alias: 't0',
  insert: true,
  update: true,
  readsAside: false,
  text: (level) => sql`${jsonObject(level.columns)}::text`,
})

function tail(level: LevelSql): Sql {
  return sql`${level.body}${page(level.order, level.limit, level.offset)}`
}
