import type { UserDatabase } from '@relvar/data-model'
import { DatabaseUnavailableError } from '@relvar/query-engine'
import type { Database, SchemaWatch } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'

interface Opened {
  readonly db: Database
  readonly watch: SchemaWatch
}

/**
 * The user's database for changes of its schema. It is made before the database is reached; until then
 * all of it throws `DatabaseUnavailableError`.
 */
export class UserTables implements UserDatabase {
  #opened: Opened | null = null

  open(db: Database, watch: SchemaWatch): void {
    this.#opened = { db, watch }
  }

  get db(): Database {
    return this.#open.db
  }

  schema(): SchemaModel {
    return this.#open.watch.current()
  }

  refresh(): Promise<SchemaModel> {
    return this.#open.watch.refresh()
  }

  get #open(): Opened {
    if (this.#opened === null)
      throw new DatabaseUnavailableError('It has not answered since this server started.')
    return this.#opened
  }
}
