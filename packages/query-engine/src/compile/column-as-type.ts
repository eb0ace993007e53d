import type { Column } from '@relvar/schema-introspect/model'
import type { Dialect, Sql } from '../dialect/dialect.js'

/** A column as what its type says it is: one of numbers may be read as one of booleans. */
export function columnAsType(dialect: Dialect, { traits }: Column, reference: Sql): Sql {
  return traits.codec === 'boolean' ? dialect.numberAsBoolean(reference) : reference
}
