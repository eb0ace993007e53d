import type { Session } from '@relvar/query-engine'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { SchemaChange } from '../change/schema-change.js'

/** A change of the user's tables, as the history has it. */
export interface NotedChange {
  readonly action: 'create' | 'update' | 'delete'
  /** Which of our tables would hold what is said of it. */
  readonly table: 'collections' | 'fields' | 'relations'
  /** The name of the collection, or of the column behind it: `books`, `books.isbn`. */
  readonly item: string
}

/** What somebody wants of the data model: changes of tables, and what is said of them afterwards. */
export interface Proposal {
  /** None where nothing but words is wanted. */
  readonly changes: readonly SchemaChange[]
  /** What of the changes has no place in the history by what is said, as nobody says anything. */
  readonly noted?: readonly NotedChange[]
  /** Writes what is to be said, in one transaction. */
  readonly say: (saying: Saying) => Promise<void>
}

/** The transaction in which something is said. */
export interface Saying {
  /** Of whoever asked. */
  readonly session: Session
  /** Passes every policy, for what goes with what was asked for. */
  readonly system: Session
  /** As everything is, with what is said of it: what names mean until then. */
  readonly before: SchemaModel
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
