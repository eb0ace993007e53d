import type { UserDatabase } from '@relvar/data-model'
import type { IdentifiedActor } from '@relvar/auth'
import {
  type Actor,
  type DatabaseEngine,
  DatabaseUnavailableError,
  type WithinWork,
} from '@relvar/query-engine'
import type {
  AnyDatabase,
  Database,
  IntrospectOptions,
  SchemaWatch,
} from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'

export interface Opened {
  readonly db: Database
  readonly watch: SchemaWatch
  /** What the watch looks at. */
  readonly introspect: IntrospectOptions
  /** Over our tables. */
  readonly engine: DatabaseEngine<IdentifiedActor>
  /** Ours have a database of their own. */
  readonly alone: boolean
  /** Reads what is marked as changed. */
  readonly catchUp: () => Promise<void>
}

/**
 * The user's database for changes of its schema. It is made before the database is reached; until then
 * all of it throws `DatabaseUnavailableError`.
 */
export class UserTables implements UserDatabase {
  #opened: Opened | null = null

  open(opened: Opened): void {
    this.#opened = opened
  }

  get db(): Database {
    return this.#open.db
  }

  get introspect(): IntrospectOptions {
    return this.#open.introspect
  }

  schema(): SchemaModel {
    return this.#open.watch.current()
  }

  refresh(): Promise<SchemaModel> {
    return this.#open.watch.refresh()
  }

  catchUp(): Promise<void> {
    return this.#open.catchUp()
  }

  write(transaction: AnyDatabase | null, actor: Actor, work: WithinWork): Promise<() => void> {
    const { engine, alone } = this.#open
    return engine.within(alone ? null : transaction, actor as IdentifiedActor, work)
  }

  get #open(): Opened {
    if (this.#opened === null)
      throw new DatabaseUnavailableError('It has not answered since this server started.')
    return this.#opened
  }
}
