import type { Rights } from '@relvar/auth'
import { administratorRole, hasAdministrator, type RightsStore } from '@relvar/rbac/store'
import type { Door } from './door.js'
import type { Fresh } from './fresh.js'

/** What `@relvar/auth` has to know of rights, told by `@relvar/rbac`. */
export function rightsForAuth(rights: RightsStore, fresh: Fresh, door: Door): Rights {
  return {
    mark: () => fresh.mark(),
    heldBy: (subject, mark) => fresh.heldBy(subject, mark),
    rulesOf: (actor) => rights.permissionsOf(actor),
    mayGrant(actor, holder) {
      const given = rights.heldAnywhere(holder)
      // What a role gives that is not known is not known either.
      if (holder.role !== null && given.roles.length === 0) return false
      return !given.admin && given.policies.every((id) => actor.policies?.includes(id))
    },
    administratorRole: (session) => administratorRole(session, door),
    hasAdministrator: (session) => hasAdministrator(session, door),
  }
}
