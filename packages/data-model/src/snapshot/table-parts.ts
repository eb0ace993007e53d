import type { Snapshot } from './snapshot.js'
import type { TableParts } from './table-draft.js'

/** The tables and views of a snapshot, by the name of their collection; folders are none. */
export function tableParts({
  collections,
  fields,
  relations,
}: Pick<Snapshot, 'collections' | 'fields' | 'relations'>): ReadonlyMap<string, TableParts> {
  const fieldsOf = byCollection(fields)
  const relationsOf = byCollection(relations)
  return new Map(
    collections.flatMap((collection) => {
      const { collection: id, schema: table } = collection
      if (table === undefined) return []
      const parts = { fields: fieldsOf.get(id) ?? [], relations: relationsOf.get(id) ?? [] }
      return [[id, { collection, table, ...parts }] as const]
    }),
  )
}

function byCollection<T extends { readonly collection: string }>(
  list: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>()
  for (const each of list) {
    const known = lists.get(each.collection)
    if (known === undefined) lists.set(each.collection, [each])
    else known.push(each)
  }
  return lists
}
