import { ExpiringCache } from './expiring-cache.js'
import type { ClaimPaths } from './claims.js'
import { type IdentifiedActor, type Identity, nameOf } from './identity.js'

/** How many are remembered at a time. Beyond, who was found first is found anew. */
const SIZE = 5_000
/** How long anybody is remembered, in milliseconds: once in a while it is noted that a key was used. */
const KEPT = 60_000

/** Somebody as they were found. */
export interface FoundActor {
  readonly actor: IdentifiedActor
  /** What has to be read anew each time; null where the mark tells of every change. */
  readonly unmarked: ClaimPaths | null
  /** When the login session or the API key ends, in milliseconds since 1970. */
  readonly ends: number
}

/**
 * Whoever was found out a moment ago. That they were is no proof that they still are: the mark that
 * they bear has to be compared before anything is answered, as the engine does with each statement.
 */
export class KnownActors {
  readonly #now: () => number
  /** By the tokens themselves: what signs them lies in the same memory, and to digest each took longer than all the rest. */
  readonly #identities: ExpiringCache<Identity>
  readonly #actors: ExpiringCache<FoundActor>

  constructor(now: () => number) {
    this.#now = now
    this.#identities = new ExpiringCache(SIZE, now)
    this.#actors = new ExpiringCache(SIZE, now)
  }

  /** Whom a token was good for when it was looked at. */
  identityOf(token: string): Identity | undefined {
    return this.#identities.get(token)
  }

  /** @param ends when the token does, in milliseconds since 1970 */
  keepIdentity(token: string, identity: Identity, ends: number): void {
    this.#identities.set(token, identity, Math.min(ends, this.#now() + KEPT))
  }

  get(identity: Identity, ip: string | null): FoundActor | undefined {
    return this.#actors.get(keyOf(identity, ip))
  }

  keep(found: FoundActor, ip: string | null): void {
    const { actor, ends } = found
    this.#actors.set(keyOf(actor.identity, ip), found, Math.min(ends, this.#now() + KEPT))
  }

  forget(identity: Identity, ip: string | null): void {
    this.#actors.delete(keyOf(identity, ip))
  }
}

/** Policies count for addresses, so that somebody else asks from each. */
function keyOf(identity: Identity, ip: string | null): string {
  return `${identity.kind}:${nameOf(identity)}:${ip ?? ''}`
}
