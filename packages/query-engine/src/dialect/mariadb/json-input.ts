import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, name } from '../../compile/build.js'
import type { JsonInput } from '../dialect.js'

const TAKEN: ReadonlySet<ColumnType> = new Set([
  'bigInteger',
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

/**
 * Values come as text, which the column reads as it reads a text that is bound: exact numbers keep all
 * digits that way. A bit field would take the text's bytes for the value.
 *
 * @see https://mariadb.com/kb/en/json_table/
 */
export const jsonInput: JsonInput = {
  takes: ({ type, nativeType }) =>
    type === 'boolean'
      ? nativeType.startsWith('tinyint')
      : TAKEN.has(type) && !nativeType.startsWith('bit'),
  member: (value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : undefined,
  select(columns, text) {
    const types = columns.map((_, index) => {
      const path = sql.lit(`$.c${index}`)
      return sql`${name(`c${index}`)} longtext character set utf8mb4 path ${path}`
    })
    const values = columns.map((_, index) => name(`c${index}`))
    return sql`select ${commaList(values)} from json_table(${text}, '$[*]' columns (${commaList(types)})) as r`
  },
}
