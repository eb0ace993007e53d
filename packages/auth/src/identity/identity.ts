import type { Actor } from '@relvar/query-engine'
import type { Action } from '@relvar/schema-introspect/model'

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

/** Whom an administrator looks at data as: with the rights of a user, of a role, or of everybody. */
export type ViewedSubject =
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'role'; readonly id: string }
  | { readonly kind: 'public' }

/** An actor who can be found out anew. */
export interface IdentifiedActor extends Actor {
  readonly identity: Identity
  /** The actor is this one, and the identity that of the administrator who looks. */
  readonly viewedAs?: ViewedSubject
}

/**
 * What an actor is held to beyond their rights: the scopes of an API key, and reading alone for an
 * administrator who looks at data as somebody else. undefined for everybody else.
 */
export function scopesOf(actor: Actor): ApiKeyScopes | undefined {
  const { identity, viewedAs } = actor as Partial<IdentifiedActor>
  const scopes = identity?.kind === 'api-key' ? identity.scopes : undefined
  if (viewedAs === undefined) return scopes
  const { actions = ['read'], ...rest } = scopes ?? {}
  return { ...rest, actions: actions.filter((action) => action === 'read') }
}

/** Whether somebody asks by an API key that may not do all that its user may. */
export function isLimited(actor: Actor): boolean {
  const { collections, actions } = scopesOf(actor) ?? {}
  return collections !== undefined || actions !== undefined
}

/** Whether somebody may do all this in every collection, as far as what they ask by is good for it. */
export function reachesAll(actor: Actor, actions: readonly Action[]): boolean {
  const { collections, actions: allowed } = scopesOf(actor) ?? {}
  return (
    collections === undefined &&
    (allowed === undefined || actions.every((action) => allowed.includes(action)))
  )
}

/** The login session that somebody is in. */
export function sessionOf(actor: Actor): string | undefined {
  const { identity } = actor as Partial<IdentifiedActor>
  return identity?.kind === 'session' ? identity.session : undefined
}

/** Tells identities of a kind apart. */
export function nameOf(identity: Identity): string {
  switch (identity.kind) {
    case 'none':
      return ''
    case 'session':
      return identity.session
    case 'token':
    case 'api-key':
      return identity.digest
  }
}
