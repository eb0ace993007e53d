import {
  type Actor,
  ForbiddenError,
  isSystem,
  type Row,
  type Session,
  type SystemNames,
} from '@relvar/query-engine'
import { type Action, findTable, type SchemaModel } from '@relvar/schema-introspect/model'
import type { UserDatabase } from '../../database.js'
import type { NotedHook } from '../../propose/noted-hook.js'
import type { ChangedHook } from '../guard-overlay.js'
import type { FieldRow, RelationRow } from '../overlay-rows.js'
import { collectionsTable } from '../tables/collections-table.js'
import { fieldsTable } from '../tables/fields-table.js'
import { relationsTable } from '../tables/relations-table.js'
import type { Viewed } from '../views/collection-view.js'
import type { Sight } from '../views/hidden-names.js'
import type { SystemCollections } from '../views/system-collections.js'
import { toldCollection, toldField, toldRelation } from '../views/told-rows.js'

/** What the routes of collections, fields and relations are made with. */
export interface RouteParts {
  readonly names: SystemNames
  readonly system: SystemCollections
  /** All that there is, with what is said of it: names that somebody does not see are told by it. */
  readonly whole: () => SchemaModel
  /** null where nobody gave a door to it: collections that were closed cannot be seen then. */
  readonly database: UserDatabase | null
  /** Hears of changes, see `DataModelOptions`. */
  readonly changed?: ChangedHook | undefined
  /** See `DataModelOptions`. */
  readonly noted?: NotedHook | undefined
  /** See `DataModelOptions`. */
  readonly reachesAll?: ((actor: Actor, actions: readonly Action[]) => boolean) | undefined
}

export const viewedCollections = (session: Session, parts: RouteParts): Promise<Viewed<Row>> =>
  viewed(session, parts, collectionsTable.name, 'collection', toldCollection)

export const viewedFields = (session: Session, parts: RouteParts): Promise<Viewed<FieldRow>> =>
  viewed(session, parts, fieldsTable.name, 'id', toldField) as Promise<Viewed<FieldRow>>

export const viewedRelations = (
  session: Session,
  parts: RouteParts,
): Promise<Viewed<RelationRow>> =>
  viewed(session, parts, relationsTable.name, 'id', toldRelation) as Promise<Viewed<RelationRow>>

/** One statement, by the rights of whoever asks; the schema is looked at after it, as it may have been renewed by it. */
async function viewed(
  session: Session,
  { names, system, database, whole }: RouteParts,
  table: string,
  key: string,
  told: (row: Row, sight: Sight) => Row,
): Promise<Viewed<Row>> {
  const id = names.id(table)
  const isSeen = session.schema.tables[id]?.columns.some(({ name }) => name === key)
  const rows = await session.read(id, { ...(isSeen && { sort: [key] }), limit: -1 })
  const all = session.actor.admin === true
  if (all) return { rows, system, all, schema: withClosed(session.schema, database) }
  const { schema } = session
  if (isSystem(session.actor)) return { rows, system, all, schema }
  const sight = { visible: schema, whole: whole() }
  return { rows: rows.map((row) => told(row, sight)), system, all, schema }
}

/** Tables that are closed to everybody stay in the sight of administrators, who can open them again. */
export function withClosed(schema: SchemaModel, database: UserDatabase | null): SchemaModel {
  if (database === null) return schema
  const tables = { ...database.schema().tables, ...schema.tables }
  return { ...schema, tables }
}

/**
 * Asks for an administrator who may do all this to what is said of tables. No policy is asked about DDL, so
 * an API key that is good for less is good for none of it.
 *
 * @throws ForbiddenError for everybody else
 */
export function requireAdministrator(
  { actor, schema }: Session,
  { names, reachesAll = () => true }: Pick<RouteParts, 'names' | 'reachesAll'>,
  actions: readonly Action[] = ['read', 'create', 'update', 'delete'],
): void {
  const tables = [collectionsTable, fieldsTable, relationsTable].map(({ name }) =>
    findTable(schema, names.id(name)),
  )
  const may = actions.every((action) => tables.every((table) => table?.actions.includes(action)))
  if (actor.admin !== true || !may || !reachesAll(actor, actions))
    throw new ForbiddenError('Only administrators change the data model.')
}

/** What is said of names that none but ours may have. */
export function reservedName({ names }: Pick<RouteParts, 'names'>): string {
  return `Names that begin with "${names.id('')}" are those of Relvar's own collections, which stay as they are.`
}

export function unknownCollection(id: string): ForbiddenError {
  return new ForbiddenError(
    `You don't have permission to access collection "${id}" or it does not exist.`,
  )
}

export function unknownField(collection: string, field: string): ForbiddenError {
  return new ForbiddenError(
    `You don't have permission to access field "${field}" in collection "${collection}" or it does not exist.`,
  )
}
