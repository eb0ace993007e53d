import type { Actor } from '@relvar/query-engine'

/** How somebody has shown who they are. It is looked up again whenever it may no longer hold. */
export type Identity =
  | { readonly kind: 'none' }
  | { readonly kind: 'session'; readonly session: string }
  /** A user's static token, by its digest. */
  | { readonly kind: 'token'; readonly digest: string }
  /** By the digest of the key. */
  | { readonly kind: 'api-key'; readonly digest: string; readonly scopes: ApiKeyScopes }

/** What an API key is good for; what is absent is not limited. */
export interface ApiKeyScopes {
  readonly collections?: readonly string[]
  readonly actions?: readonly ('read' | 'create' | 'update' | 'delete')[]
  /** Addresses, ranges and networks that it may be used from. */
  readonly addresses?: readonly string[]
}

/** An actor who can be found out anew. */
export interface IdentifiedActor extends Actor {
  readonly identity: Identity
}

/** The scopes that an actor is held to; undefined for somebody without an API key. */
export function scopesOf(actor: Actor): ApiKeyScopes | undefined {
  const { identity } = actor as Partial<IdentifiedActor>
  return identity?.kind === 'api-key' ? identity.scopes : undefined
}

/** The login session that somebody is in. */
export function sessionOf(actor: Actor): string | undefined {
  const { identity } = actor as Partial<IdentifiedActor>
  return identity?.kind === 'session' ? identity.session : undefined
}
