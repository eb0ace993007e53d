import type { Actor } from '../actor.js'
import { LruCache } from '../plan/plan-cache.js'
import type { Guard, Policy } from '../policy.js'
import { listSizes, withLists } from '../query/list-variables.js'
import type { Filter } from '../query/query.js'

/**
 * A policy whose rules have room for the lists that dynamic variables stand for. Rules that hold one
 * (`{ role: { _in: '$CURRENT_ROLES' } }`) are other rules for actors whose lists are of other sizes, so the
 * key of the actor tells these sizes.
 */
export function sizedPolicy(policy: Policy<Actor>): Policy<Actor> {
  const known = new WeakMap<Guard, LruCache<Guard>>()
  return {
    keyOf: (actor) => policy.keyOf(actor) + listSizes(actor),
    guardFor(table, action, actor) {
      const guard = policy.guardFor(table, action, actor)
      if (guard === null) return null
      const bySize = known.get(guard) ?? new LruCache<Guard>(100)
      known.set(guard, bySize)
      const size = listSizes(actor)
      const sized = bySize.get(size) ?? sizedGuard(guard, actor)
      bySize.set(size, sized)
      return sized
    },
  }
}

/** Filters that are one stay one: what is the same for many fields is resolved once. */
function sizedGuard(guard: Guard, actor: Actor): Guard {
  const filters = new Map<Filter, Filter>()
  const sized = (filter: Filter) => {
    const result = filters.get(filter) ?? withLists(filter, actor)
    filters.set(filter, result)
    return result
  }
  return {
    ...guard,
    rows: sized(guard.rows),
    fields: new Map([...guard.fields].map(([name, filter]) => [name, sized(filter)])),
    ...(guard.check !== undefined && { check: sized(guard.check) }),
  }
}
