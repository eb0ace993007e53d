import {
  DatabaseUnavailableError,
  type Actor,
  type DatabaseEngine,
  type Engine,
  type ModuleContext,
  type Session,
  SYSTEM,
} from '@relvar/query-engine'
import type { AuthData, IdentifiedActor } from '@relvar/auth'

/** The engines over one database. They differ in what they let through. */
export interface Engines {
  /** Held to the rights of whoever asks, with all hooks. */
  readonly guarded: Engine<IdentifiedActor>
  /** Over the database of our tables alone, which may be that of the user's; else as `guarded`. */
  readonly own: DatabaseEngine<IdentifiedActor>
  /** Without rights and hooks, for those who look at rules. */
  readonly unguarded: Engine
  /** The same with secret columns in clear, for whoever compares passwords and tokens. */
  readonly vault: Engine
}

/**
 * The ways to data that the modules have. They are made before the database is reached; until then
 * every one of them throws `DatabaseUnavailableError`.
 */
export class Door implements ModuleContext, AuthData {
  readonly #prefix: string
  #engines: Engines | null = null

  /** @param prefix in front of the names of system collections */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  open(engines: Engines): void {
    this.#engines = engines
  }

  id(table: string): string {
    return this.#prefix + table
  }

  system(): Session {
    return this.#opened.guarded.as(SYSTEM as IdentifiedActor)
  }

  secrets(): Session {
    return this.#opened.vault.as(SYSTEM)
  }

  as(actor: Actor): Session {
    return this.#opened.guarded.as(actor as IdentifiedActor)
  }

  unguarded(actor: Actor): Session {
    return this.#opened.unguarded.as(actor)
  }

  get #opened(): Engines {
    if (this.#engines === null)
      throw new DatabaseUnavailableError('It has not answered since this server started.')
    return this.#engines
  }
}
