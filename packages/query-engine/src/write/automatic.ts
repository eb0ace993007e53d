import type { AutomaticValue, Column } from '@relvar/schema-introspect/model'
import { toValue } from '../query/value.js'
import type { Writing } from './writing.js'

/** The value of a column that fills itself. */
export function automaticValue(
  kind: AutomaticValue,
  column: Column,
  { actor, now }: Writing,
): unknown {
  switch (kind) {
    case 'now':
      return toValue(column.type, now)
    case 'uuid':
      return crypto.randomUUID()
    case 'user':
      return actor.id
    case 'role':
      return actor.role ?? null
  }
}
