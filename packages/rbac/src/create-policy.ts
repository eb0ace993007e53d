import { type Actor, allowAll, type Guard, type Policy } from '@relvar/query-engine/query'
import type { Action } from '@relvar/schema-introspect/model'
import { combine } from './combine.js'
import type { Permission } from './permission.js'

/** Where an engine's permissions come from: code, or tables. */
export interface Rights {
  /** Those that an actor holds, in the order in which their presets count. */
  permissionsOf(actor: Actor): readonly Permission[]
  /** Equal keys mean equal permissions. */
  keyOf(actor: Actor): string
}

/** The name under which anybody holds permissions of whom nothing is known. */
export const PUBLIC = 'public'

/**
 * A policy of permissions that stand in code, by the names under which they are held. An actor holds
 * those of its `policies`; where it has none, those of its `roles` or its `role`; and anybody without
 * an id, or without any of these, those of `public`.
 *
 * @example
 * const policy = createPolicy({
 *   public: [allow('read', 'articles', { fields: ['id', 'title'], rows: { status: { _eq: 'live' } } })],
 *   author: [allow('update', 'articles', { rows: { author_id: { _eq: '$CURRENT_USER' } } })],
 * })
 * createEngine({ db, schema, policy }).as({ id: '7', role: 'author' })
 */
export function createPolicy(
  permissions: Readonly<Record<string, readonly Permission[]>>,
): Policy<Actor> {
  const held = new Map(Object.entries(permissions))
  return policyOf({
    permissionsOf: (actor) => namesOf(actor).flatMap((name) => held.get(name) ?? []),
    keyOf: (actor) => JSON.stringify(namesOf(actor)),
  })
}

function namesOf({ policies, roles, role }: Actor): readonly string[] {
  const names = policies ?? roles ?? (role === null || role === undefined ? [] : [role])
  return names.length === 0 ? [PUBLIC] : names
}

const MAX_GUARDS = 10_000

/**
 * A policy over any source of permissions. Administrators (`actor.admin`) may do everything that the
 * database allows. What permissions add up to is worked out once.
 */
export function policyOf(rights: Rights): Policy<Actor> {
  const guards = new Map<string, Guard | null>()
  return {
    guardFor(table, action, actor) {
      if (actor.admin === true) return allowAll.guardFor(table, action, actor)
      const key = JSON.stringify([rights.keyOf(actor), action, table.id])
      const known = guards.get(key)
      if (known !== undefined) return known
      const guard = guardOf(rights, table.id, action, actor)
      if (guards.size >= MAX_GUARDS) guards.clear()
      guards.set(key, guard)
      return guard
    },
    keyOf: (actor) => (actor.admin === true ? 'admin' : rights.keyOf(actor)),
  }
}

function guardOf(rights: Rights, collection: string, action: Action, actor: Actor): Guard | null {
  const permissions = rights
    .permissionsOf(actor)
    .filter((each) => each.collection === collection && each.action === action)
  return combine(action, permissions)
}
