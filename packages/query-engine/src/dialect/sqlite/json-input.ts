import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList } from '../../compile/build.js'
import type { JsonInput } from '../dialect.js'

const TAKEN: ReadonlySet<ColumnType> = new Set([
  'bigInteger',
  'boolean',
  'date',
  'dateTime',
  'decimal',
  'integer',
  'json',
  'string',
  'text',
  'time',
  'timestamp',
  'uuid',
])

/** Digits of a number that SQLite reads to the same double as everybody else. */
const MAX_DIGITS = 15

/**
 * @see https://www.sqlite.org/json1.html#jeach
 * @see https://www.sqlite.org/datatype3.html#determination_of_column_affinity
 */
export const jsonInput: JsonInput = {
  takes: ({ type, nativeType }) => TAKEN.has(type) && (!isWhole(type) || /int/i.test(nativeType)),
  member(value) {
    // A column whose type says "int" reads a whole number from its text.
    if (typeof value === 'bigint') return value.toString()
    if (typeof value === 'number') return fits(value) ? value : undefined
    return typeof value === 'string' ? value : undefined
  },
  select(columns, text) {
    const values = columns.map((_, index) => sql`e.value ->> ${sql.lit(`c${index}`)}`)
    return sql`select ${commaList(values)} from json_each(${text}) as e where true`
  },
}

function isWhole(type: ColumnType): boolean {
  return type === 'integer' || type === 'bigInteger'
}

function fits(value: number): boolean {
  return Number.isSafeInteger(value) || String(value).replace(/[-.]/g, '').length <= MAX_DIGITS
}
