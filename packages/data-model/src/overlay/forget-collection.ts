import { ForbiddenError, type Row, type Session, type SystemNames } from '@relvar/query-engine'
import type { Table, TableId } from '@relvar/schema-introspect/model'
import type { RelationRow } from './overlay-rows.js'
import { fieldsTable } from './tables/fields-table.js'
import { relationsTable } from './tables/relations-table.js'

/** How many rows of one of our tables are about a collection. */
export interface Known {
  /** As the wire has it: `relvar_permissions`. */
  readonly table: TableId
  readonly rows: number
}

/**
 * What is known of a collection, or was: what is said of it, of its fields and links, rights to it,
 * its history, comments and presets.
 *
 * @param session passes every policy
 * @throws ForbiddenError for a collection of ours
 */
export async function knownOfCollection(
  session: Session,
  names: SystemNames,
  collection: string,
): Promise<readonly Known[]> {
  assertNotOurs(names, collection)
  const known: Known[] = []
  for (const { table, filter } of placesOf(session, names, collection)) {
    const [row] = await session.read(table, { filter, aggregate: { count: ['*'] } })
    const rows = Number(row?.['count'] ?? 0)
    if (rows > 0) known.push({ table, rows })
  }
  return known
}

/**
 * Removes all that is known of a collection, in one transaction; its table stays as it is. Lists of
 * other collections that led there go with the links.
 *
 * @param session passes every policy
 * @throws ForbiddenError for a collection of ours
 *
 * @example
 * await forgetCollection(engine.as(SYSTEM), system, 'books')
 */
export async function forgetCollection(
  session: Session,
  names: SystemNames,
  collection: string,
): Promise<void> {
  assertNotOurs(names, collection)
  await session.transaction(async (transaction) => {
    await forgetAliases(transaction, names, collection)
    await leaveAllowed(transaction, names, collection)
    for (const { table, filter } of placesOf(transaction, names, collection))
      await transaction.delete(table, all(filter))
  })
}

function assertNotOurs(names: SystemNames, collection: string): void {
  if (collection.startsWith(names.id('')))
    throw new ForbiddenError(`"${collection}" is a collection of Relvar's own.`)
}

interface Place {
  readonly table: TableId
  readonly filter: Row
}

/** Every table of ours that says of which collection its rows are. */
function placesOf(session: Session, names: SystemNames, collection: string): readonly Place[] {
  const is = { _eq: collection }
  const relations = names.id(relationsTable.name)
  const about = Object.values(session.schema.tables).filter((table) => isAbout(table, names))
  return [
    ...about.map(({ id }) => ({ table: id, filter: { collection: is } })),
    { table: relations, filter: { _or: [{ many_collection: is }, { one_collection: is }] } },
  ]
}

function isAbout({ id, columns }: Table, names: SystemNames): boolean {
  return id.startsWith(names.id('')) && columns.some(({ name }) => name === 'collection')
}

/** Lists in other collections, of the rows of this one. */
async function forgetAliases(
  session: Session,
  names: SystemNames,
  collection: string,
): Promise<void> {
  const filter = { many_collection: { _eq: collection }, one_field: { _nnull: true } }
  const rows = await session.read(names.id(relationsTable.name), { filter, limit: -1 })
  for (const {
    one_collection: one,
    one_allowed_collections: several,
    one_field: field,
  } of rows as readonly RelationRow[]) {
    const collections = typeof one === 'string' ? [one] : (several ?? [])
    const named = { collection: { _in: collections }, field: { _eq: field } }
    if (collections.length > 0) await session.delete(names.id(fieldsTable.name), all(named))
  }
}

/** Links to any of several collections lead to the others from now on. */
async function leaveAllowed(
  session: Session,
  names: SystemNames,
  collection: string,
): Promise<void> {
  const relations = names.id(relationsTable.name)
  const filter = { one_allowed_collections: { _nnull: true } }
  const rows = await session.read(relations, { filter, limit: -1 })
  for (const { id, one_allowed_collections: allowed } of rows as readonly (RelationRow & Row)[]) {
    if (allowed?.includes(collection) !== true) continue
    const others = allowed.filter((each) => each !== collection)
    await session.update(relations, { keys: [Number(id)] }, { one_allowed_collections: others })
  }
}

function all(filter: Row) {
  return { query: { filter, limit: -1 } }
}
