import type { Column } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { EachUpdate, Sql } from '../dialect.js'
import { updateEach as updateEachOnMariadb } from '../mariadb/writes.js'

/**
 * Numbers of one INSERT are this far apart: seven with group replication.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/replication-options-source.html#sysvar_auto_increment_increment
 */
export const numberingStep: Sql = sql`select @@session.auto_increment_increment as step`

/**
 * A parameter that is a column of a derived table is taken for a text here: as one, numbers would be
 * compared as doubles, bits be stored as digits, and bytes have to be letters.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/prepare.html (types of parameters)
 * @see https://dev.mysql.com/doc/refman/8.0/en/type-conversion.html
 */
export function updateEach(update: EachUpdate): Sql {
  const { columns } = update
  const rows = update.rows.map((row) =>
    columns.map((column, index) => typed(column, row[index] ?? sql`null`)),
  )
  return updateEachOnMariadb({ ...update, rows })
}

function typed({ type, nativeType }: Column, value: Sql): Sql {
  switch (type) {
    case 'integer':
    case 'bigInteger':
    case 'boolean':
      return nativeType.includes('unsigned') || type === 'boolean'
        ? sql`cast(${value} as unsigned)`
        : sql`cast(${value} as signed)`
    case 'decimal':
      return sql`cast(${value} as decimal(65, 30))`
    case 'binary':
      return sql`cast(${value} as binary)`
    default:
      return value
  }
}
