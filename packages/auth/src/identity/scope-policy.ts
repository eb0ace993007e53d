import type { Actor, Guard, Policy } from '@relvar/query-engine'
import { scopesOf } from './identity.js'

const ALL: Guard = { rows: {}, fields: new Map([['*', {}]]), validation: [], presets: {} }

/**
 * What the scopes of API keys allow: everything within them, and everything to whoever has none. The
 * policy of the rights is to be narrowed by it.
 *
 * @example
 * const policy = intersectPolicies(rights.policy, scopePolicy)   // of @relvar/rbac
 */
export const scopePolicy: Policy<Actor> = {
  guardFor(table, action, actor) {
    const { collections, actions } = scopesOf(actor) ?? {}
    const inScope =
      (collections?.includes(table.id) ?? true) &&
      (actions?.some((each) => each === action) ?? true)
    return inScope ? ALL : null
  },
  keyOf(actor) {
    const { collections, actions } = scopesOf(actor) ?? {}
    return collections === undefined && actions === undefined
      ? ''
      : JSON.stringify([collections, actions])
  },
}
