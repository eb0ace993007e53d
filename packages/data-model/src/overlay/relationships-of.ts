import {
  type DeclaredRelationship,
  findRelationship,
  findTable,
  type RelationshipTraits,
  type SchemaModel,
  type TableId,
} from '@relvar/schema-introspect/model'
import type { RelationRow } from './overlay-rows.js'

/** A relationship, and the table that it starts from. */
export interface NamedRelationship {
  readonly table: TableId
  readonly name: string
  readonly declared: DeclaredRelationship
}

/** What a row of `relations` declares: the link, and the way back where that has a name. */
export function relationshipsOf(
  row: RelationRow,
  model: SchemaModel,
): readonly NamedRelationship[] {
  const { many_collection: table, many_field: name, one_collection: one } = row
  const declared = typeof one === 'string' ? manyToOne(row, one, model) : manyToAny(row)
  if (declared === null) return []
  const ends = declared.kind === 'many-to-any' ? declared.targets : [declared.target]
  return [{ table, name, declared }, ...waysBack(row, ends)]
}

/** Where the database has a foreign key of that name, it says which columns those are. */
function manyToOne(
  { many_collection: table, many_field: name, on_delete: onDelete }: RelationRow,
  target: TableId,
  model: SchemaModel,
): DeclaredRelationship {
  const here = findTable(model, table)
  const found = here === undefined ? undefined : findRelationship(here, name)
  const isSame = found?.cardinality === 'many-to-one' && found.target === target
  const [key = 'id'] = findTable(model, target)?.primaryKey ?? []
  const isOurs = !(isSame && found.source === 'foreign-key')
  return {
    kind: 'many-to-one',
    target,
    columns: isSame ? found.columns : [[name, key]],
    ...(isOurs && typeof onDelete === 'string' && { traits: { onDelete } }),
  }
}

function manyToAny(row: RelationRow): DeclaredRelationship | null {
  const { many_field: column, one_collection_field: discriminator } = row
  if (typeof discriminator !== 'string') return null
  const targets = row.one_allowed_collections ?? []
  return { kind: 'many-to-any', column, discriminator, targets }
}

function waysBack(row: RelationRow, ends: readonly TableId[]): readonly NamedRelationship[] {
  const { many_collection: target, many_field: through, one_field: name } = row
  if (typeof name !== 'string') return []
  const traits = traitsBack(row)
  return ends.map((table) => ({
    table,
    name,
    declared: { kind: 'one-to-many', target, through, traits },
  }))
}

function traitsBack(row: RelationRow): RelationshipTraits {
  const { sort_field: sortColumn, one_deselect_action: onDeselect } = row
  return {
    ...(typeof sortColumn === 'string' && { sortColumn }),
    ...(onDeselect === 'delete' && { onDeselect }),
  }
}
