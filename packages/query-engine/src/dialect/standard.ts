import { sql } from 'kysely'
import { commaList, name } from '../compile/build.js'
import type {
  BesideRows,
  CursorValues,
  DeleteRows,
  Dialect,
  Estimates,
  InsertRows,
  LevelSql,
  Returned,
  RowLock,
  Sql,
  UpdateRows,
} from './dialect.js'

/** What most databases say alike. */
export const standard: Pick<
  Dialect,
  | 'numberAsBoolean'
  | 'sortable'
  | 'compareIndexed'
  | 'compareUntyped'
  | 'withoutIndex'
  | 'isEmpty'
  | 'countRows'
  | 'count'
  | 'withCounts'
  | 'tableAs'
  | 'derivedAs'
  | 'columnAs'
  | 'update'
  | 'delete'
  | 'insertsTogether'
  | 'insertLinked'
  | 'returnedJson'
  | 'jsonInput'
  | 'numberingStep'
  | 'jsonText'
  | 'checkStatement'
> = {
  checkStatement: () => {},
  numberAsBoolean: (x) => sql`(${x} <> 0)`,
  sortable: (_form, x) => x,
  compareIndexed: () => null,
  compareUntyped: (left, compare) => compare(left),
  withoutIndex: (condition) => condition,
  isEmpty: (text, negated) =>
    negated ? sql`(${text} is not null and ${text} <> '')` : sql`(${text} is null or ${text} = '')`,
  countRows: sql`count(*)`,
  count: (_form, distinct, x) => (distinct ? sql`count(distinct ${x})` : sql`count(${x})`),
  withCounts: (counts, rows) =>
    sql`select m.*, r.* from (select ${counts}) as m left join (${rows}) as r on 1 = 1 order by r.o`,
  tableAs: (table, alias) => sql`${table} as ${sql.id(alias)}`,
  derivedAs: (query, alias) => sql`(${query}) as ${sql.raw(alias)}`,
  columnAs: (value, column) => sql`${value} as ${sql.raw(column)}`,
  update: ({ table, sets, where, returned }: UpdateRows) =>
    sql`update ${table} set ${sets} where ${where}${returning(returned)}`,
  delete: ({ table, where, returned }: DeleteRows) =>
    sql`delete from ${table} where ${where}${returning(returned)}`,
  insertsTogether: () => true,
  insertLinked: null,
  returnedJson: null,
  jsonInput: null,
  numberingStep: null,
  jsonText: null,
}

export const FOR_UPDATE: RowLock = { afterTable: sql``, atEnd: sql` for update` }

export const isNull: CursorValues['isNull'] = (_form, x, negated) =>
  negated ? sql`${x} is not null` : sql`${x} is null`

/** A catalogue that knows of tables only, asked for a column `n`. */
export function estimatesOf(ofTable: Estimates['ofTable']): Estimates {
  return { ofTable, ofSelect: () => null, read: ([row]) => wholeNumber(row?.['n']) }
}

/** What is no number of rows is none that is known. */
export function wholeNumber(value: unknown): number | null {
  const number = value === null || value === undefined ? Number.NaN : Number(value)
  return Number.isFinite(number) && number >= 0 ? Math.round(number) : null
}

/** All columns beside the JSON texts of rows. */
export function besideRows(
  level: LevelSql,
  { numbered, ofEach, ofAll }: BesideRows,
  numberOf: Dialect['rowNumber'],
): readonly Sql[] {
  return [...(numbered ? [numberOf(level)] : []), ...ofEach, ...ofAll]
}

/** Columns that follow others. */
export function alsoColumns(columns: readonly Sql[]): Sql {
  return columns.length === 0 ? sql`` : sql`, ${commaList(columns)}`
}

/**
 * The only row of an aggregate is the first. MariaDB 10.11 loses `max(id)` beside a window function
 * where an index gives it.
 */
export function rowNumber({ order, single }: Pick<LevelSql, 'order' | 'single'>): Sql {
  if (single) return sql`1 as o`
  return order === null
    ? sql`row_number() over () as o`
    : sql`row_number() over (order by ${order}) as o`
}

/** @param defaults the statement for a row without any value, as far as RETURNING */
export function insert(
  { table, columns, rows, returned }: InsertRows,
  defaults: (table: Sql) => Sql,
): Sql {
  const statement = columns.length === 0 ? defaults(table) : insertValues(table, columns, rows)
  return sql`${statement}${returning(returned)}`
}

function insertValues(table: Sql, columns: InsertRows['columns'], rows: InsertRows['rows']): Sql {
  const names = commaList(columns.map((column) => name(column.name)))
  const tuples = rows.map((row) => sql`(${commaList(row.map((value) => value ?? sql`default`))})`)
  return sql`insert into ${table} (${names}) values ${commaList(tuples)}`
}

export function returning(
  returned: Returned | null,
  reference: (column: string) => Sql = name,
): Sql {
  return returned === null ? sql`` : sql` returning ${wireList(returned, reference)}`
}

/** What is returned, under its names. */
export function wireList({ columns, wire }: Returned, reference: (column: string) => Sql): Sql {
  return commaList(
    columns.map(
      (column, index) => sql`${wire(column, reference(column.name))} as ${name(`k${index}`)}`,
    ),
  )
}
