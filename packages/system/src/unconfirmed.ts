import type { Session, SystemNames } from '@relvar/query-engine'
import { UNCONFIRMED } from './system-module.js'

/** A change in the user's database of which nobody knows whether it happened. */
export interface Unconfirmed {
  readonly id: string
  /** When it was to happen: ISO 8601. */
  readonly timestamp: string
}

/** Where `pairEngines` keeps its notes. */
export function notesTable(names: SystemNames): string {
  return names.id(UNCONFIRMED)
}

/** Changes that were to happen before a moment and were never confirmed, the oldest first. */
export async function readUnconfirmed(
  session: Session,
  names: SystemNames,
  before: Date,
): Promise<readonly Unconfirmed[]> {
  const rows = await session.read(names.id(UNCONFIRMED), {
    fields: ['id', 'timestamp'],
    filter: { timestamp: { _lt: before.toISOString() } },
    sort: ['timestamp'],
    limit: -1,
  })
  return rows.map(({ id, timestamp }) => ({ id: String(id), timestamp: String(timestamp) }))
}
