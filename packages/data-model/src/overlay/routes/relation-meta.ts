import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import {
  areComparable,
  type Column,
  findColumn,
  findTable,
  type SchemaModel,
  type Table,
} from '@relvar/schema-introspect/model'
import type { Saying } from '../../propose/proposal.js'
import type { RelationRow } from '../overlay-rows.js'
import { relationsTable } from '../tables/relations-table.js'
import type { RelationObject } from '../views/relation-view.js'
import { metaOf, partOf } from './body.js'
import type { RouteParts } from './parts.js'
import { assertRelationNames } from './relation-names.js'

/** A link that is to be, as it was sent. */
export interface RelationDraft {
  readonly collection: string
  readonly field: string
  /** null: to any of several collections. */
  readonly related: string | null
  /** null: without a foreign key. */
  readonly schema: Row | null
  readonly meta: Row
}

/** @throws InvalidPayloadError where the body names no link */
export function relationDraft(body: Row): RelationDraft {
  const { collection, field, related_collection: related = null } = body
  if (typeof collection !== 'string' || typeof field !== 'string')
    throw new InvalidPayloadError('"collection" and "field" are needed, as text.')
  if (related !== null && typeof related !== 'string')
    throw new InvalidPayloadError('"related_collection" is the name of a collection, or null.')
  // Only who says so wants a link without a foreign key.
  const schema = body['schema'] === null ? null : (partOf(body, 'schema') ?? {})
  return { collection, field, related, schema, meta: partOf(body, 'meta') ?? {} }
}

/**
 * What is to be said of a new link: the keys that follow from where it is, and what was sent.
 *
 * @throws InvalidPayloadError where its ends are not there, or cannot be linked
 */
export function relationRow(
  draft: RelationDraft,
  { system }: RouteParts,
  schema: SchemaModel,
): Row {
  const { collection, field, related, meta } = draft
  const table = findTable(schema, collection)
  if (table === undefined || system.isOurs(collection))
    throw new InvalidPayloadError(`There is no collection "${collection}".`)
  const column = findColumn(table, field)
  if (column === undefined)
    throw new InvalidPayloadError(`Field "${field}" of "${collection}" is not a column yet.`)
  if (table.primaryKey.length === 1 && table.primaryKey[0] === field)
    throw new InvalidPayloadError('The key of a collection is no link.')
  const ends = { many_collection: collection, many_field: field, one_collection: related }
  const row = { ...ends, ...metaOf(meta, ends) }
  if (related === null) checkAny(row, table, schema)
  else checkTarget(table, column, related, schema)
  return row
}

/** Each collection that is meant has to be there, and the column that says which is. */
function checkAny(row: Row, table: Table, schema: SchemaModel): void {
  const { one_collection_field: discriminator, one_allowed_collections: allowed } = row
  if (typeof discriminator !== 'string' || findColumn(table, discriminator) === undefined)
    throw new InvalidPayloadError('"one_collection_field" is needed: the column of the collection.')
  if (!Array.isArray(allowed) || allowed.length === 0)
    throw new InvalidPayloadError('"one_allowed_collections" is needed: a list of collections.')
  const unknown = allowed.find((id) => findTable(schema, String(id)) === undefined)
  if (unknown !== undefined)
    throw new InvalidPayloadError(`There is no collection "${String(unknown)}".`)
}

/** A link is one column, so what it leads to has to be addressed by one. */
function checkTarget(table: Table, column: Column, related: string, schema: SchemaModel): void {
  const target = findTable(schema, related)
  if (target === undefined) throw new InvalidPayloadError(`There is no collection "${related}".`)
  const [name = '', ...others] = target.primaryKey
  const key = findColumn(target, name)
  if (key === undefined || others.length > 0)
    throw new InvalidPayloadError(`"${related}" has no key of one column.`)
  if (!areComparable(schema.dialect, key, column))
    throw new InvalidPayloadError(
      `"${column.name}" is of type ${column.type}, and keys of "${related}" are of type ${key.type}, which this database does not compare. Change its type first: PATCH /fields/${table.id}/${column.name}.`,
    )
}

const ON_DELETE: Readonly<Record<string, RelationRow['on_delete']>> = {
  'SET NULL': 'set null',
  CASCADE: 'cascade',
  RESTRICT: 'restrict',
  // Of a foreign key the two differ only until the end of a transaction.
  'NO ACTION': 'restrict',
}

/**
 * What the engine is to do where no foreign key does it; nothing where nothing was said.
 *
 * @throws InvalidPayloadError for what only a database does
 */
export function onDeleteOf(schema: Row | null): Row {
  const action = schema?.['on_delete']
  if (action === undefined || action === null) return {}
  const found = typeof action === 'string' && Object.hasOwn(ON_DELETE, action) && ON_DELETE[action]
  if (typeof found !== 'string')
    throw new InvalidPayloadError(`"on_delete" is one of ${Object.keys(ON_DELETE).join(', ')}.`)
  return { on_delete: found }
}

/** Whether no foreign key of the database can hold a link: to ours, to any of several, or without keeping. */
export function isDeclared({ related, schema }: RelationDraft, { system }: RouteParts): boolean {
  return related === null || schema === null || system.isOurs(related)
}

/** Says something about a link that is there; of a foreign key that nobody has said anything about, too. */
export async function writeRelationMeta(
  { session, schema }: Pick<Saying, 'session' | 'schema'>,
  { names }: RouteParts,
  { collection, field, related_collection: related, meta: before }: RelationObject,
  meta: Row,
): Promise<void> {
  if (before?.['system'] === true)
    throw new InvalidPayloadError('Links between tables of ours stay as they are.')
  const ends = { many_collection: collection, many_field: field, one_collection: related }
  const row = {
    ...ends,
    ...metaOf(meta, { ...ends, ...(before !== null && { id: before['id'] }) }),
  }
  await assertRelationNames({ session, schema }, names, row, before)
  const by = ['many_collection', 'many_field']
  await session.upsert(names.id(relationsTable.name), [row], { by })
}
