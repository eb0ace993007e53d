import { sql } from 'kysely'
import { columnRef, commaList, memberName } from '../../compile/build.js'
import type {
  BesideRows,
  LevelColumn,
  LevelSql,
  MaskedValue,
  ReturnedJson,
  Sql,
  ToOneSql,
} from '../dialect.js'
import { ownColumns } from '../returned-json.js'
import { alsoColumns, besideRows, rowNumber } from '../standard.js'

/** Arguments of one function: 1,000 in current builds, 127 in older ones; pairs take two each. */
const MAX_PAIRS = 60

/** SQLite forgets that a text is JSON when it passes through a derived table; `json()` says it again. */
function embedded(column: LevelColumn): Sql {
  return column.json ? sql`json(${column.sql})` : column.sql
}

/** Wide objects are made in pieces and put together as text: `json_patch` would lose keys that are null. */
export function jsonObject(columns: readonly LevelColumn[]): Sql {
  if (columns.length <= MAX_PAIRS) return objectOf(columns)
  const pieces: Sql[] = []
  for (let start = 0; start < columns.length; start += MAX_PAIRS) {
    const piece = objectOf(columns.slice(start, start + MAX_PAIRS))
    pieces.push(
      start === 0
        ? sql`substr(${piece}, 1, length(${piece}) - 1)`
        : sql`',' || substr(${piece}, 2, length(${piece}) - 2)`,
    )
  }
  return sql`json(${sql.join(pieces, sql` || `)} || '}')`
}

/** How many rules about what is seen may be asked of a row before its object is made, at the most. */
const MOST_RULES = 2

/**
 * Rules are asked once for each row, and the object made of what is seen then: here they take longer than the values
 * that they hide. With 100 rows of seven columns under one rule about a date SQLite took 168 µs instead of 271.
 */
function objectOf(columns: readonly LevelColumn[]): Sql {
  const masked = columns.flatMap((column) => column.masked ?? [])
  const rules = new Map(masked.map((each) => [each.rule, each]))
  const isWorthIt = masked.length > rules.size && rules.size <= MOST_RULES
  return isWorthIt && columns.every(({ json }) => !json)
    ? objectUnder([...rules.values()], columns)
    : plainObject(columns)
}

function objectUnder(
  [first, ...others]: readonly MaskedValue[],
  columns: readonly LevelColumn[],
): Sql {
  if (first === undefined) return plainObject(columns)
  const under = (valueOf: (masked: MaskedValue) => Sql): Sql =>
    objectUnder(
      others,
      columns.map((column) =>
        column.masked?.rule === first.rule
          ? { key: column.key, json: false, sql: valueOf(column.masked) }
          : column,
      ),
    )
  const [seen, hidden] = [under(({ value }) => value), under(() => sql`null`)]
  return sql`case when ${first.isSeen} then ${seen} else ${hidden} end`
}

function plainObject(columns: readonly LevelColumn[]): Sql {
  const pairs = columns.flatMap((column) => [memberName(column.key), embedded(column)])
  return pairs.length === 0 ? sql`json_object()` : sql`json_object(${sql.join(pairs)})`
}

export function jsonRows(level: LevelSql, beside: BesideRows): Sql {
  // A window beside aggregates in subqueries is "misuse of aggregate" here, and one row needs no number.
  const extra = alsoColumns(besideRows(level, beside, rowNumber))
  return sql`select ${jsonObject(level.columns)} as j${extra} ${tail(level)}`
}

/** The rows are sorted in a derived table, the objects made outside it: half again as fast as inside. */
export function jsonArray(level: LevelSql, element: 'object' | 'value'): Sql {
  const names = level.columns.map((_, index) => `c${index}`)
  const named = level.columns.map(
    (column, index) => sql`${column.sql} as ${sql.id(names[index] as string)}`,
  )
  const inner = commaList(named.length > 0 ? named : [sql`1`])
  const outer = level.columns.map(({ key, json }, index) => ({
    key,
    json,
    sql: columnRef('d', names[index] as string),
  }))
  const value = element === 'object' ? jsonObject(outer) : embedded(outer[0] as LevelColumn)
  return sql`(select json_group_array(${value}) from (select ${inner} ${tail(level)}) as d)`
}

export function toOne(level: LevelSql): ToOneSql {
  return { value: sql`(select ${jsonObject(level.columns)} ${tail(level)})`, join: null }
}

/**
 * RETURNING knows the columns of the table alone, without a name in front.
 *
 * @see https://www.sqlite.org/lang_returning.html
 */
export const returnedJson: ReturnedJson = ownColumns({
  alias: '',
  insert: true,
  update: true,
  readsAside: true,
  text: (level) => jsonObject(level.columns),
})

function tail(level: LevelSql): Sql {
  return sql`${level.body}${page(level.order, level.limit, level.offset)}`
}

/** OFFSET needs a LIMIT here; -1 is none. */
export function page(order: Sql | null, rows: number | null, offset: number): Sql {
  const sorted = order === null ? sql`` : sql` order by ${order}`
  if (rows === null && offset === 0) return sorted
  return sql`${sorted} limit ${sql.lit(rows ?? -1)}${offset === 0 ? sql`` : sql` offset ${sql.lit(offset)}`}`
}
