import { WireError } from '@relvar/studio-ui'

let isAway = false
const listeners = new Set<() => void>()

/** Whether the last answer was that nobody answers: no server, or none with a database. */
export function isServerAway(): boolean {
  return isAway
}

/** Calls back whenever the server goes or comes; answers how to stop. */
export function whenConnectionChanges(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Takes note of how a request ended.
 *
 * @param error what it failed with; null where it succeeded
 * @returns whether the server has come back by it
 */
export function noteEnd(error: unknown): boolean {
  // A request that was given up says nothing.
  if (error !== null && !(error instanceof WireError)) return false
  const before = isAway
  isAway = error !== null && AWAY.has(error.status)
  if (isAway !== before) for (const listener of listeners) listener()
  return before && !isAway
}

/** Nobody answered, or a proxy, or a server that waits for its database. */
const AWAY = new Set([0, 502, 503, 504])
