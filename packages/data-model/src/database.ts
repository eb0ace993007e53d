import type { Actor, WithinWork } from '@relvar/query-engine'
import type { AnyDatabase, IntrospectOptions } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'

/**
 * The door to the user's database that changes of its schema go through: the one exception to sessions
 * alone, for what only administrators ask for.
 */
export interface UserDatabase {
  readonly db: AnyDatabase
  /** Which part of it `schema` is of. */
  readonly introspect: IntrospectOptions
  /** The user's tables as introspected, without ours and without an overlay. */
  schema(): SchemaModel
  /** Reads them anew. */
  refresh(): Promise<SchemaModel>
  /**
   * Reads them anew after a change that `changed` was told of, with what is said of them; once, where
   * requests go by the same news. `refresh` unless told.
   */
  readonly catchUp?: () => Promise<void>
  /**
   * Writes to our tables, in the transaction where they lie in the same database, else in one of their
   * own: `DatabaseEngine.within`.
   *
   * @returns what tells listeners of it, to be called after the commit
   */
  write(transaction: AnyDatabase | null, actor: Actor, work: WithinWork): Promise<() => void>
}
