import type { Change, Hooks, ModuleContext, Row } from '@relvar/query-engine'
import { assertStoredFilter, ForbiddenError, InvalidPayloadError } from '@relvar/query-engine'
import { ruleMistake } from '@relvar/query-engine/query'
import { keepAdministrator } from './keep-administrator.js'
import { areNetworks } from './networks.js'
import type { RightsStoreOptions } from './rights-store.js'

/** The tables that say who may do what. */
export const TABLES = ['roles', 'policies', 'access', 'permissions'] as const
const ACTIONS: readonly unknown[] = ['create', 'read', 'update', 'delete', 'share']

/**
 * Nobody grants more than they hold, and what decides over rights decides over that too: only
 * administrators change these tables, whatever a permission says.
 */
export function guardRightsTables(
  hooks: Hooks,
  names: ModuleContext,
  changed: RightsStoreOptions['changed'],
): void {
  const collections = TABLES.map((table) => names.id(table))
  for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
    hooks.before(name, requireAdministrator, { collections })
    if (changed !== undefined)
      hooks.within(name, ({ system }) => changed(system, names), { collections })
  }
  for (const name of ['items.create', 'items.update'] as const) {
    hooks.before(name, checkPolicy, { collections: [names.id('policies')] })
    hooks.before(name, checkPermission, { collections: [names.id('permissions')] })
    hooks.before(name, checkAccess, { collections: [names.id('access')] })
    hooks.within(name, (change) => assertNoCycle(change, names), {
      collections: [names.id('roles')],
    })
  }
  hooks.before('items.delete', (change) => suspendHolders(change, names), {
    collections: [names.id('roles')],
  })
  keepAdministrator(hooks, names)
}

function requireAdministrator({ actor }: Change): undefined {
  if (actor.admin !== true) throw new ForbiddenError('Only administrators change rights.')
}

function checkPolicy({ payload }: Change): undefined {
  const networks = listOf(payload['ip_access'])
  if (!areNetworks(networks))
    throw new InvalidPayloadError(
      '"ip_access" takes IP addresses, ranges (10.0.0.1-10.0.0.9) and networks (10.0.0.0/8).',
    )
}

function listOf(value: unknown): readonly string[] {
  if (value === null || value === undefined || value === '') return []
  return Array.isArray(value) ? value.map(String) : String(value).split(',')
}

function checkPermission({ payload, session }: Change): undefined {
  const { action } = payload as { readonly action?: unknown }
  if (action !== undefined && !ACTIONS.includes(action))
    throw new InvalidPayloadError(`"action" is one of ${ACTIONS.join(', ')}.`)
  for (const name of ['permissions', 'validation']) {
    const rule = payload[name]
    const mistake = rule === null || rule === undefined ? null : ruleMistake(rule)
    if (mistake !== null) throw new InvalidPayloadError(`"${name}" takes a filter. ${mistake}`)
  }
  // What is sent is all that "validation" is held against, in memory: no query has it.
  assertStoredFilter('permissions', payload['permissions'], session.limits)
}

function checkAccess({ payload }: Change): undefined {
  const { role, user } = payload as { readonly role?: unknown; readonly user?: unknown }
  const isGiven = (value: unknown): boolean => value !== null && value !== undefined
  if (isGiven(role) && isGiven(user))
    throw new InvalidPayloadError('Access is given to a role or to a user, not to both.')
}

/** Whoever had a role that is gone may nothing, until somebody decides what they may. */
async function suspendHolders({ keys, session }: Change, names: ModuleContext): Promise<undefined> {
  const users = names.id('users')
  if (!Object.hasOwn(session.schema.tables, users)) return
  const filter = { role: { _in: keys.map(({ id }) => id) } }
  await session.update(users, { query: { filter, limit: -1 } }, { status: 'suspended', role: null })
}

/** A role above itself would have no end. */
async function assertNoCycle({ payload, system }: Change, names: ModuleContext): Promise<void> {
  if (payload['parent'] === null || payload['parent'] === undefined) return
  const roles = await Array.fromAsync(
    system.stream(names.id('roles'), { fields: ['id', 'parent'], limit: -1 }),
  )
  const parents = new Map(roles.map((role: Row) => [role['id'], role['parent']]))
  for (const start of parents.keys()) {
    const seen = new Set<unknown>()
    for (let id: unknown = start; id !== null && id !== undefined; id = parents.get(id)) {
      if (seen.has(id)) throw new InvalidPayloadError('A role cannot stand above itself.')
      seen.add(id)
    }
  }
}
