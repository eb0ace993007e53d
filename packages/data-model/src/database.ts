import type { AnyDatabase } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'

/**
 * The door to the user's database that changes of its schema go through: the one exception to sessions
 * alone, for what only administrators ask for.
 */
export interface UserDatabase {
  readonly db: AnyDatabase
  /** The user's tables as introspected, without ours and without an overlay. */
  schema(): SchemaModel
  /** Reads them anew. */
  refresh(): Promise<SchemaModel>
}
