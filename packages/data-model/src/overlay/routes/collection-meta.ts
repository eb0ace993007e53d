import { ForbiddenError, InvalidPayloadError, type Row, type Session } from '@relvar/query-engine'
import { findColumn, findTable, type Table } from '@relvar/schema-introspect/model'
import { collectionsTable } from '../tables/collections-table.js'
import type { Viewed } from '../views/collection-view.js'
import { metaOf } from './body.js'
import { assertNewCollectionName } from './new-name.js'
import { reservedName, type RouteParts, unknownCollection } from './parts.js'

/**
 * Says something about a table or folder; a table about which nobody has said anything becomes managed.
 *
 * @throws ForbiddenError for a name that is unknown or one of ours
 * @throws InvalidPayloadError where it names what is not there
 */
export async function writeCollectionMeta(
  session: Session,
  parts: RouteParts,
  { rows, schema }: Viewed<Row>,
  collection: string,
  meta: Row,
): Promise<void> {
  const isFolder = rows.some((row) => row['collection'] === collection)
  const table = findTable(schema, collection)
  if (parts.system.isOurs(collection)) throw new ForbiddenError(reservedName(parts))
  if (table === undefined && !isFolder) throw unknownCollection(collection)
  const said = metaOf(meta, { collection })
  checkColumns(said, table)
  checkKey(
    said,
    rows.find((row) => row['collection'] === collection),
    table,
  )
  checkGroup(collection, said, rows)
  await session.upsert(parts.names.id(collectionsTable.name), [{ collection, ...said }])
}

/**
 * Makes a folder: a collection without a table.
 *
 * @throws InvalidPayloadError for a name that is none, or is taken
 */
export async function createFolder(
  session: Session,
  parts: RouteParts,
  viewed: Viewed<Row>,
  collection: string,
  meta: Row,
): Promise<void> {
  checkNew(collection, parts, viewed)
  const said = metaOf(meta, { collection })
  checkColumns(said, undefined)
  checkGroup(collection, said, viewed.rows)
  await session.create(parts.names.id(collectionsTable.name), [{ collection, ...said }])
}

/**
 * @throws InvalidPayloadError for a name that is none, is taken, or that only ours may have
 */
export function checkNew(
  collection: string,
  parts: RouteParts,
  { rows, schema }: Viewed<Row>,
): void {
  assertNewCollectionName(collection)
  if (parts.system.isOurs(collection)) throw new InvalidPayloadError(reservedName(parts))
  const isTaken =
    findTable(schema, collection) !== undefined ||
    rows.some((row) => row['collection'] === collection)
  if (isTaken) throw new InvalidPayloadError(`Collection "${collection}" exists already.`)
}

const COLUMNS = ['sort_field', 'archive_field'] as const

function checkColumns(said: Row, table: Table | undefined): void {
  const key = said['primary_key']
  const named = [...COLUMNS.map((name) => said[name]), ...(Array.isArray(key) ? key : [])]
  for (const name of named) {
    if (name === undefined || name === null) continue
    if (table === undefined || typeof name !== 'string' || findColumn(table, name) === undefined)
      throw new InvalidPayloadError(`There is no column "${String(name)}".`)
  }
}

/** A key can be declared where the database has none. */
function checkKey(said: Row, before: Row | undefined, table: Table | undefined): void {
  const isGiven = (value: unknown): boolean => Array.isArray(value) && value.length > 0
  if (!isGiven(said['primary_key']) || isGiven(before?.['primary_key'])) return
  if (table !== undefined && table.primaryKey.length > 0)
    throw new InvalidPayloadError(`"${table.id}" has a primary key of its own.`)
}

/** A folder within itself would never be shown. */
function checkGroup(collection: string, { group }: Row, rows: readonly Row[]): void {
  if (group === undefined || group === null) return
  const groups = new Map(rows.map((row) => [row['collection'], row['group']]))
  if (!groups.has(group))
    throw new InvalidPayloadError(`There is no collection "${String(group)}" to group by.`)
  const above = new Set<unknown>([collection])
  for (let at: unknown = group; typeof at === 'string'; at = groups.get(at)) {
    if (above.has(at)) throw new InvalidPayloadError(`"${collection}" would lie within itself.`)
    above.add(at)
  }
}
