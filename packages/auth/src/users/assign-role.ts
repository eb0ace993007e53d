import { type Change, ForbiddenError, type Row } from '@relvar/query-engine'
import { isLimited } from '../identity/identity.js'
import type { AuthConfig } from '../settings.js'

/**
 * Whether whoever writes may give a role: to a user, or to those who will register. null is no role,
 * and takes nothing.
 *
 * @param role as sent: a key, or an object with one
 * @throws ForbiddenError for a role that allows more than they may themselves, or is not there
 */
export async function assertMayAssign(
  role: unknown,
  { actor, system }: Pick<Change, 'actor' | 'system'>,
  { data, rights }: Pick<AuthConfig, 'data' | 'rights'>,
): Promise<void> {
  if (role === undefined || role === null) return
  const isUnlimited = !isLimited(actor)
  if (isUnlimited && actor.admin === true) return
  const id = typeof role === 'object' ? (role as Row)['id'] : role
  // A key may be written in several ways. That of the row is the one that rights are known by.
  const query = { fields: ['id'], filter: { id: { _eq: id } }, limit: 1 }
  const [found] = typeof id === 'string' ? await system.read(data.id('roles'), query) : []
  const holder = { role: String(found?.['id']), user: null }
  if (found === undefined || !isUnlimited || !(await rights.mayGrant(actor, holder)))
    throw new ForbiddenError('Nobody gives a role that allows more than they may themselves.')
}
