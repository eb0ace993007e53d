import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, logic, name } from '../../compile/build.js'
import type {
  DeleteRows,
  EachUpdate,
  InsertRows,
  Returned,
  RowLock,
  Sql,
  UpdateRows,
} from '../dialect.js'
import { partition } from '../each-update.js'
import { wireList } from '../standard.js'
import { isMoney } from './values.js'

/** @see https://learn.microsoft.com/en-us/sql/t-sql/queries/hints-transact-sql-table */
export const lock: RowLock = { afterTable: sql` with (updlock, rowlock)`, atEnd: sql`` }

/** A null is sent as text, which becomes no binary by itself; nor does text become a finer time than `datetime`. */
export function writeValue(column: Column, parameter: Sql): Sql {
  switch (column.type) {
    case 'binary':
      return sql`cast(${parameter} as varbinary(max))`
    case 'dateTime':
      return sql`cast(${parameter} as datetime2(7))`
    case 'decimal':
      // Text becomes no money by itself.
      return isMoney(column.nativeType) ? sql`cast(${parameter} as decimal(19, 4))` : parameter
    case 'geometry':
      return column.nativeType === 'geography'
        ? sql`geography::STGeomFromText(${parameter}, 4326)`
        : sql`geometry::STGeomFromText(${parameter}, 0)`
    default:
      return parameter
  }
}

/** Of a VALUES list that is no INSERT's, each column is of one type. A cast to a length would cut in silence. */
function typed({ type, nativeType }: Column, value: Sql = sql`null`): Sql {
  switch (type) {
    case 'binary':
    case 'dateTime':
    case 'geometry':
      return value
    case 'integer':
    case 'bigInteger':
    case 'decimal':
    case 'float':
    case 'boolean':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return sql`cast(${value} as ${sql.raw(nativeType)})`
    default:
      // A sql_variant takes no texts without a length.
      return nativeType === 'sql_variant'
        ? sql`cast(${value} as nvarchar(4000))`
        : sql`cast(${value} as nvarchar(max))`
  }
}

/**
 * Several rows that answer something go through MERGE: only its OUTPUT can tell which row is which,
 * since OUTPUT promises no order.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/statements/merge-transact-sql
 */
export function insert({ table, target, columns, rows, returned }: InsertRows): Sql {
  const names = commaList(columns.map((column) => name(column.name)))
  const output = outputOf(returned, 'inserted')
  const given = (statement: Sql) => withIdentity(table, target, columns, statement)
  if (columns.length === 0)
    return answering(returned, sql`insert into ${table}${output} default values`)
  if (rows.length === 1 || returned === null) {
    const tuples = rows.map((row) => sql`(${commaList(row.map((value) => value ?? sql`default`))})`)
    return answering(
      returned,
      given(sql`insert into ${table} (${names})${output} values ${commaList(tuples)}`),
    )
  }
  const tuples = rows.map((row, index) => {
    const values = columns.map((column, position) => typed(column, row[position] ?? undefined))
    return sql`(${commaList([sql.lit(index), ...values])})`
  })
  const aliases = columns.map((_, index) => name(`v${index}`))
  const source = sql`(values ${commaList(tuples)}) as s (i, ${commaList(aliases)})`
  const values = commaList(columns.map((_, index) => columnRef('s', `v${index}`)))
  const merge = sql`merge into ${table} as t using ${source} on 1 = 0 when not matched then insert (${names}) values (${values})${outputOf(returned, 'inserted', sql`s.i`)}`
  return answering(returned, given(merge))
}

export function updateRows({ table, sets, where, returned }: UpdateRows): Sql {
  return answering(
    returned,
    sql`update ${table} set ${sets}${outputOf(returned, 'inserted')} where ${where}`,
  )
}

export function deleteRows({ table, where, returned }: DeleteRows): Sql {
  return answering(
    returned,
    sql`delete from ${table}${outputOf(returned, 'deleted')} where ${where}`,
  )
}

/** @see https://learn.microsoft.com/en-us/sql/t-sql/queries/update-transact-sql */
export function updateEach({ table, target, columns, rows, returned }: EachUpdate): Sql {
  const value = (column: Column) => columnRef('v', `c${columns.indexOf(column)}`)
  const [keys, changed] = partition(columns, target.primaryKey)
  const sets = commaList(changed.map((column) => sql`${name(column.name)} = ${value(column)}`))
  const tuples = rows.map(
    (row) => sql`(${commaList(columns.map((column, index) => typed(column, row[index])))})`,
  )
  const aliases = commaList(columns.map((_, index) => name(`c${index}`)))
  const matches = keys.map((column) => sql`${columnRef('t', column.name)} = ${value(column)}`)
  const joined = sql`from ${table} as t join (values ${commaList(tuples)}) as v (${aliases}) on ${logic('and', matches)}`
  return answering(returned, sql`update t set ${sets}${outputOf(returned, 'inserted')} ${joined}`)
}

/**
 * OUTPUT goes into a variable and is read from there: a table with triggers allows no other. What
 * triggers count is not told, so that it is not taken for the statement's own.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/queries/output-clause-transact-sql
 */
function answering(returned: Returned | null, statement: Sql): Sql {
  if (returned === null) return statement
  const types = returned.columns.map(
    (column, index) => sql`${name(`c${index}`)} ${variableType(column)}`,
  )
  const answers = wireList(returned, (column) => {
    const index = returned.columns.findIndex((each) => each.name === column)
    return columnRef('a', `c${index}`)
  })
  return sql`set nocount on; declare @answers table (i int, ${commaList(types)}); ${statement}; select ${answers} from @answers as a order by a.i`
}

function outputOf(
  returned: Returned | null,
  rows: 'inserted' | 'deleted',
  number: Sql = sql`0`,
): Sql {
  if (returned === null) return sql``
  const values = returned.columns.map((column) => columnRef(rows, column.name))
  return sql` output ${commaList([number, ...values])} into @answers`
}

/** The collation of a variable is the database's, which may lack letters of the column's: NVARCHAR has all. */
function variableType({ type, nativeType }: Column): Sql {
  if (nativeType === 'timestamp') return sql`binary(8)`
  switch (type) {
    case 'string':
    case 'text':
    case 'csv':
    case 'json':
    case 'hash':
      return sql`nvarchar(max)`
    case 'binary':
      return sql`varbinary(max)`
    default:
      return sql.raw(nativeType)
  }
}

/**
 * An identity column takes values of the caller's only while this is on, and it is on for one table
 * of a session at a time. A number that a sequence makes looks the same in the model, so the
 * server is asked.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/statements/set-identity-insert-transact-sql
 */
function withIdentity(table: Sql, target: Table, columns: readonly Column[], statement: Sql): Sql {
  const identity = columns.find(({ generated }) => generated === 'identity')
  if (identity === undefined) return statement
  const place = `${bracketed(target.schema)}.${bracketed(target.name)}`
  const isIdentity = sql`columnproperty(object_id(${place}), ${identity.name}, 'IsIdentity') = 1`
  return sql`if ${isIdentity} set identity_insert ${table} on; ${statement}; if ${isIdentity} set identity_insert ${table} off`
}

function bracketed(text: string): string {
  return `[${text.replaceAll(']', ']]')}]`
}

/** An identity column counts on from the largest number it was given. */
export function advanceSequence(): null {
  return null
}
