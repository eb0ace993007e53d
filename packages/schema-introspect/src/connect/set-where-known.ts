import { sql } from 'kysely'
import type { AnyDatabase } from './dialect-of.js'

/** What PostgreSQL and CockroachDB say of a setting that their version does not have. */
const UNKNOWN = '42704'

/**
 * Sets what only some versions of a server have, for the session of a connection; the others are left as they
 * are. Outside of a transaction, which the refusal would end.
 *
 * @param db one connection
 *
 * @example
 * await db.connection().execute((connection) => setWhereKnown(connection, 'autocommit_before_ddl', 'off'))
 */
export async function setWhereKnown(db: AnyDatabase, name: string, value: string): Promise<void> {
  try {
    await sql`select set_config(${name}, ${value}, false)`.execute(db)
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== UNKNOWN) throw error
  }
}
