import { type Change, type Hooks, isSystem } from '@relvar/query-engine'
import type { AuthConfig } from '../settings.js'
import { assertMayAssign } from './assign-role.js'

/**
 * Watches over the setting that says which role those get who register: whoever writes it could
 * register next.
 */
export function guardRegistration(hooks: Hooks, config: AuthConfig): void {
  const check = async (change: Change): Promise<undefined> => {
    if (isSystem(change.actor)) return
    await assertMayAssign(change.payload['public_registration_role'], change, config)
  }
  const options = { collections: [config.data.id('settings')] }
  hooks.before('items.create', check, options)
  hooks.before('items.update', check, options)
}
