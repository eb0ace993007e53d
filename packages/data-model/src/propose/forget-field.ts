import type { Row, Session, SystemNames } from '@relvar/query-engine'
import type { CollectionRow, RelationRow } from '../overlay/overlay-rows.js'
import { collectionsTable } from '../overlay/tables/collections-table.js'
import { fieldsTable } from '../overlay/tables/fields-table.js'
import { relationsTable } from '../overlay/tables/relations-table.js'
import type { Saying } from './proposal.js'

/** A column that goes. */
export interface FieldPlace {
  readonly collection: string
  readonly field: string
}

/**
 * Removes what was said of a column, and its name from all that names it: its links with the lists that
 * they make on the other side, and what its collection is sorted and archived by.
 */
export async function forgetField(
  { session }: Pick<Saying, 'session'>,
  names: SystemNames,
  { collection, field }: FieldPlace,
): Promise<void> {
  const [fields, relations] = [names.id(fieldsTable.name), names.id(relationsTable.name)]
  const here = { many_collection: { _eq: collection } }
  const holds = {
    _or: ['many_field', 'one_collection_field'].map((name) => ({ [name]: { _eq: field } })),
  }
  const links = await session.read(relations, { filter: { _and: [here, holds] }, limit: -1 })
  for (const link of links as readonly RelationRow[]) await forgetLists(session, names, link)
  await session.delete(relations, all({ _and: [here, holds] }))
  for (const name of ['junction_field', 'sort_field'])
    await session.update(relations, all({ ...here, [name]: { _eq: field } }), { [name]: null })
  await session.delete(fields, all({ collection: { _eq: collection }, field: { _eq: field } }))
  await forgetInCollection(session, names, { collection, field })
}

/** A junction that no longer leads to a collection is one of the others alone. */
export async function forgetHalves(
  { session }: Pick<Saying, 'session'>,
  names: SystemNames,
  collection: string,
): Promise<void> {
  const relations = names.id(relationsTable.name)
  const links = await session.read(relations, {
    filter: { one_collection: { _eq: collection } },
    limit: -1,
  })
  for (const { many_collection: junction, many_field: field } of links as readonly RelationRow[]) {
    const halves = { many_collection: { _eq: junction }, junction_field: { _eq: field } }
    await session.update(relations, all(halves), { junction_field: null })
  }
}

/** The lists that a link makes in the collections that it leads to. */
async function forgetLists(session: Session, names: SystemNames, link: RelationRow): Promise<void> {
  const { one_field: list, one_collection: one, one_allowed_collections: several } = link
  if (typeof list !== 'string') return
  for (const collection of typeof one === 'string' ? [one] : (several ?? [])) {
    const named = { collection: { _eq: collection }, field: { _eq: list } }
    await session.delete(names.id(fieldsTable.name), all(named))
    await forgetInCollection(session, names, { collection, field: list })
  }
}

/** What a collection is sorted, archived and copied by. */
async function forgetInCollection(
  session: Session,
  names: SystemNames,
  { collection, field }: FieldPlace,
): Promise<void> {
  const table = names.id(collectionsTable.name)
  const filter = { collection: { _eq: collection } }
  const [row] = (await session.read(table, { filter })) as readonly CollectionRow[]
  if (row === undefined) return
  const { item_duplication_fields: paths } = row
  const isOther = (path: unknown): boolean => String(path).split('.')[0] !== field
  const others = Array.isArray(paths) ? paths.filter(isOther) : paths
  const changes = {
    ...(row['sort_field'] === field && { sort_field: null }),
    ...(row['archive_field'] === field && { archive_field: null }),
    ...(Array.isArray(paths) &&
      paths.some((path) => !isOther(path)) && { item_duplication_fields: others }),
  }
  if (Object.keys(changes).length > 0) await session.update(table, all(filter), changes)
}

function all(filter: Row) {
  return { query: { filter, limit: -1 } }
}
