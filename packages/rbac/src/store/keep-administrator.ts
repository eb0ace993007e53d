import {
  type Change,
  type Hooks,
  isSystem,
  type Row,
  type RowChange,
  type Session,
  type SystemNames,
  UnprocessableContentError,
} from '@relvar/query-engine'
import { type AdministratorProof, proofsOfAdministrators } from './administrators.js'

/** What of these tables makes administrators, and the values that take nothing from anybody. */
const DECIDING: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  users: { status: 'active', role: undefined },
  roles: { parent: undefined },
  policies: { admin_access: true },
  access: { role: undefined, user: undefined, policy: undefined },
}

/** All writes of a transaction share one look at what they have left behind. */
const KEY = {}

/**
 * Sees to it that somebody stays who may sign in and do everything, whichever write would change that.
 * It is looked at when all writes of a transaction are done, so that one administrator may take the
 * place of another.
 */
export function keepAdministrator(hooks: Hooks, names: SystemNames): void {
  const watch = ({ system, beforeCommit }: Change): void =>
    beforeCommit(KEY, () => assertAdministrator(system, names))
  for (const [table, harmless] of Object.entries(DECIDING)) {
    const takes = (name: string, before: unknown, after: unknown): boolean =>
      after !== before && after !== harmless[name]
    const columns = Object.keys(harmless)
    const takesOfRow = ({ before, after }: RowChange): boolean =>
      columns.some((name) => takes(name, before?.[name], after?.[name]))
    const takesOfPayload = (payload: Row): boolean =>
      columns.some((name) => takes(name, undefined, payload[name]))
    const collections = [names.id(table)]
    hooks.within('items.delete', watch, { collections })
    // Presets of permissions do not show in the payload, so for people the rows themselves are looked at.
    hooks.within(
      'items.update',
      (change) => (change.rows.some(takesOfRow) ? watch(change) : undefined),
      { collections, rows: true, when: (_, actor) => !isSystem(actor) },
    )
    hooks.within(
      'items.update',
      (change) => (takesOfPayload(change.payload) ? watch(change) : undefined),
      { collections, when: (_, actor) => isSystem(actor) },
    )
  }
}

/** @throws UnprocessableContentError */
async function assertAdministrator(system: Session, names: SystemNames): Promise<void> {
  // Rights can be kept without users of ours; then others know who is an administrator.
  if (!Object.hasOwn(system.schema.tables, names.id('users'))) return
  for (const proof of await proofsOfAdministrators(system, names))
    if (await holdsNow(system, names, proof)) return
  throw new UnprocessableContentError(
    'There has to be an administrator who may sign in; this would leave none.',
  )
}

/**
 * Looks at the rows that make somebody an administrator as they are now, and keeps them so until the
 * commit: of two who each take one of the last two administrators away, the second is told.
 */
async function holdsNow(
  system: Session,
  names: SystemNames,
  { user, chain, access }: AdministratorProof,
): Promise<boolean> {
  const { id, role, policy } = access
  const facts: readonly (readonly [table: string, id: string, values: Row])[] = [
    ['policies', policy, { admin_access: true }],
    ['access', id, { policy, ...(role === null ? { user: user.id } : { role }) }],
    ...chain.slice(0, -1).map((each) => ['roles', each.id, { parent: each.parent }] as const),
    ['users', user.id, { status: 'active', ...(role !== null && { role: user.role }) }],
  ]
  for (const [table, key, values] of facts) {
    const filter = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { _eq: value }]),
    )
    const found = await system.lock(names.id(table), [key], 'update', { filter })
    if (found.length === 0) return false
  }
  return true
}
