import { createHash } from 'node:crypto'
import { type Session, UnprocessableContentError } from '@relvar/query-engine'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { readDefinitions } from '../change/read-definitions.js'
import { readOverlayRows } from '../overlay/overlay-rows.js'
import type { RouteParts } from '../overlay/routes/parts.js'
import { canonicalJson } from './canonical-json.js'
import type { SnapshotSource } from './take-snapshot.js'
import { viewQueries } from './view-queries.js'

/** What snapshots are taken with. */
export interface SnapshotParts extends RouteParts {
  /** Of this program, as snapshots name it. */
  readonly release: string
}

/**
 * Everything there is, for a snapshot of it.
 *
 * @param session of an administrator
 * @param model the user's tables as introspected
 * @throws UnprocessableContentError where this server has no way to the user's database
 */
export async function readSource(
  session: Session,
  { names, system, database, release }: SnapshotParts,
  model: SchemaModel,
): Promise<SnapshotSource> {
  if (database === null)
    throw new UnprocessableContentError('This server has no way to read tables as they are.')
  const { views } = await readDefinitions(database.db, model, [])
  const rows = await readOverlayRows(session, names)
  const own = Object.entries(session.schema.tables).filter(([id]) => system.isOurs(id))
  const queries = viewQueries(model, views)
  return { model, own: Object.fromEntries(own), rows, system, queries, release }
}

/** Tells two states of a schema, and of what is said about it, apart. */
export function hashOf({ model, rows }: SnapshotSource): string {
  return createHash('sha256').update(model.version).update(canonicalJson(rows)).digest('hex')
}
