import type { AnyDatabase } from './dialect-of.js'
import type { Turns } from './turns.js'

/** By the adapter, which a Kysely shares with those that are made of it. */
const known = new WeakMap<object, Turns>()

/** Notes how many streams a connection may have open at one time. */
export function rememberStreamTurns(db: AnyDatabase, turns: Turns): void {
  known.set(db.getExecutor().adapter, turns)
}

/**
 * The turns that a stream has to wait for: fewer than there are connections, so that receivers which
 * take their time never hold all of them. Undefined for a Kysely that `connect` did not make.
 */
export function streamTurnsOf(db: AnyDatabase): Turns | undefined {
  return known.get(db.getExecutor().adapter)
}
