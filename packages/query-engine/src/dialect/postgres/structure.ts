import { sql } from 'kysely'
import { columnRef, commaList, memberName, name } from '../../compile/build.js'
import type { BesideRows, LevelColumn, LevelSql, ReturnedJson, Sql, ToOneSql } from '../dialect.js'
import { alsoColumns, besideRows, rowNumber } from '../standard.js'

/**
 * `row_to_json(x.*)`, never `row_to_json(x)`: where the row has a column called like the alias, the
 * latter means that column.
 */
const ROW = sql`row_to_json(x.*)`

/** Arguments of one function at the most are 100: a name and a value for each member. */
const MAX_MEMBERS = 50

/**
 * Longer names of columns are cut, silently: rows that have such a key are written member by member.
 *
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 */
const MAX_NAME_BYTES = 63

/**
 * A few values as a JSON object. No subquery around them, as for rows: a `count(*)` within would count the subquery's row.
 *
 * @see https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES
 */
export function jsonObject(columns: readonly LevelColumn[]): Sql {
  const members = columns.slice(0, MAX_MEMBERS)
  const object = sql`json_build_object(${commaList(
    members.map((column) => sql`cast(${memberName(column.key)} as text), ${column.sql}`),
  )})`
  if (columns.length <= MAX_MEMBERS) return object
  const rest = jsonObject(columns.slice(MAX_MEMBERS))
  return sql`(left(cast(${object} as text), -1) || ', ' || substr(cast(${rest} as text), 2))::json`
}

export function jsonRows(level: LevelSql, beside: BesideRows): Sql {
  if (beside.ofEach.length > 0) return besideEach(level, besideRows(level, beside, rowNumber))
  const extra = besideRows(level, beside, () => sql`row_number() over () as o`)
  const { object, from } = objects(level)
  return sql`select ${object}::text as j${alsoColumns(extra)} from (${from}) as x`
}

/**
 * Rows come in the order of a subquery, as nothing is joined to it.
 *
 * @see https://www.postgresql.org/docs/current/functions-aggregate.html
 */
export function jsonText(level: LevelSql, beside: readonly Sql[]): Sql {
  const { object, from } = objects(level)
  return sql`select string_agg(${object}::text, ',') as j${alsoColumns(beside)} from (${from}) as x`
}

/** A query of rows that is called `x`, and the object of each. */
function objects(level: LevelSql): { readonly object: Sql; readonly from: Sql } {
  if (fitNames(level)) return { object: ROW, from: rows(level) }
  return { object: sql`x.j`, from: ofLevel(sql`${jsonObject(level.columns)} as j`, level) }
}

const fitNames = ({ columns }: LevelSql): boolean =>
  columns.every(({ key }) => Buffer.byteLength(key) <= MAX_NAME_BYTES)

/**
 * What stands beside the object of a row must not become part of it, so each object has a query of its
 * own. Not that of a total: its `count(*)` would count the one row of that query.
 */
function besideEach(level: LevelSql, beside: readonly Sql[]): Sql {
  const object =
    fitNames(level) && !level.single
      ? sql`(select ${ROW} from (select ${selected(level)}) as x)`
      : jsonObject(level.columns)
  const paged = page(level.order, level.limit, level.offset)
  return sql`select ${object}::text as j${alsoColumns(beside)} ${level.body}${paged}`
}

export function jsonArray(level: LevelSql, element: 'object' | 'value'): Sql {
  if (element === 'object') {
    const { object, from } = objects(level)
    return sql`(select coalesce(json_agg(${object}), '[]') from (${from}) as x)`
  }
  const only = level.columns.map((column) => ({ ...column, key: 'k' }))
  return sql`(select coalesce(json_agg(x.k), '[]') from (${rows({ ...level, columns: only })}) as x)`
}

/** Lateral, not a subquery in the select list: on small tables the planner would scan once for each row. */
export function toOne(level: LevelSql, alias: string): ToOneSql {
  const { object, from } = objects(level)
  const join = sql`left join lateral (select ${object} as j from (${from}) as x) as ${sql.id(alias)} on true`
  return { value: columnRef(alias, 'j'), join }
}

function selected(level: LevelSql): Sql {
  return commaList(level.columns.map((column) => sql`${column.sql} as ${name(column.key)}`))
}

/**
 * A subquery without a table of its own: what it answers are the columns of the written row, and what
 * is joined to them.
 *
 * @see https://www.postgresql.org/docs/current/dml-returning.html
 */
export const returnedJson: ReturnedJson = {
  alias: 't0',
  from: sql`(values (1)) as w`,
  insert: true,
  update: true,
  readsAside: true,
  former: true,
  // Rows come out of WITH in the order in which INSERT answers them.
  together: (insert) => sql`with w as (${insert}) select string_agg(w.j, ',') as j from w`,
  row: (level) => {
    const one = { ...level, order: null, limit: null, offset: 0 }
    const { object, from } = objects(one)
    return sql`(select ${object}::text from (${from}) as x)`
  },
}

function rows(level: LevelSql): Sql {
  return ofLevel(selected(level), level)
}

function ofLevel(columns: Sql, { body, order, limit, offset }: LevelSql): Sql {
  return sql`select ${columns} ${body}${page(order, limit, offset)}`
}

export function page(order: Sql | null, count: number | null, offset: number): Sql {
  const sorted = order === null ? sql`` : sql` order by ${order}`
  const limited = count === null ? sorted : sql`${sorted} limit ${sql.lit(count)}`
  return offset === 0 ? limited : sql`${limited} offset ${sql.lit(offset)}`
}
