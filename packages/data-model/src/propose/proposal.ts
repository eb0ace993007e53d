import type { Session } from '@relvar/query-engine'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { SchemaChange } from '../change/schema-change.js'

/** What somebody wants of the data model: changes of tables, and what is said of them afterwards. */
export interface Proposal {
  /** None where nothing but words is wanted. */
  readonly changes: readonly SchemaChange[]
  /** Writes what is to be said, in one transaction. */
  readonly say: (saying: Saying) => Promise<void>
}

/** The transaction in which something is said. */
export interface Saying {
  /** Of whoever asked. */
  readonly session: Session
  /** Passes every policy, for what goes with what was asked for. */
  readonly system: Session
  /** As it will be, for checks. */
  readonly schema: SchemaModel
  /** The user's tables alone, without what is said of them, as they will be; null where nobody can tell. */
  readonly model: SchemaModel | null
}

/**
 * Makes the proposal, which may have to be made anew for another schema.
 *
 * @param model the tables as introspected
 */
export type Propose = (caller: Session, model: SchemaModel) => Promise<Proposal>
