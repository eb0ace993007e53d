import type { Relationship, Table } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'

/** One of the tables of a many-to-any, as if the relationship led to that table alone. */
export function scoped(relationship: Relationship, scope: string | null): Relationship {
  if (typeof relationship.target !== 'object' || relationship.target === null) return relationship
  const { discriminator, targets } = relationship.target
  if (scope === null) {
    throw new InvalidQueryError(
      `"${relationship.name}" leads to several collections: write "${relationship.name}:collection".`,
    )
  }
  if (!targets.includes(scope))
    throw new InvalidQueryError(`"${relationship.name}" does not lead to "${scope}".`)
  return { ...relationship, target: scope, where: { column: discriminator, equals: scope } }
}

/** One of the ways of a many-to-any, with the key that it refers to: null where that has several columns. */
export function toKeyOf({ primaryKey }: Table, relationship: Relationship): Relationship | null {
  if (relationship.cardinality !== 'many-to-any') return relationship
  const [key, ...more] = primaryKey
  if (key === undefined || more.length > 0) return null
  return { ...relationship, columns: relationship.columns.map(([here]) => [here, key] as const) }
}
