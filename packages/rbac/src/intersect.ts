import type { Filter, Guard, Policy } from '@relvar/query-engine/query'

/**
 * What two guards both allow: never more than either. For the scopes of API keys, for shares, and
 * for looking at data as somebody else.
 *
 * @example
 * intersect(guardOfUser, guardOfKey).rows   // { _and: [{ owner: { _eq: 7 } }, { status: { _eq: 'live' } }] }
 */
export function intersect(a: Guard, b: Guard): Guard {
  const checks = [a.check, b.check].filter((check) => check !== undefined)
  return {
    rows: both(a.rows, b.rows),
    fields: bothFields(a, b),
    validation: [...a.validation, ...b.validation],
    presets: { ...a.presets, ...b.presets },
    ...(checks.length > 0 && { check: checks.reduce(both) }),
  }
}

/**
 * A policy that allows what both of two policies allow.
 *
 * @example
 * const policy = intersectPolicies(policyOfUsers, policyOfKeys)
 */
export function intersectPolicies<A>(a: Policy<A>, b: Policy<A>): Policy<A> {
  return {
    guardFor(table, action, actor) {
      const one = a.guardFor(table, action, actor)
      const other = one === null ? null : b.guardFor(table, action, actor)
      return one === null || other === null ? null : intersect(one, other)
    },
    keyOf(actor) {
      const one = a.keyOf(actor)
      // Its length tells where it ends. Each request asks.
      return `${one.length}:${one}${b.keyOf(actor)}`
    },
  }
}

function bothFields(a: Guard, b: Guard): ReadonlyMap<string, Filter> {
  const fields = new Map<string, Filter>()
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const one = a.fields.get(name) ?? a.fields.get('*')
    const other = b.fields.get(name) ?? b.fields.get('*')
    if (one !== undefined && other !== undefined) fields.set(name, both(one, other))
  }
  return fields
}

function both(one: Filter, other: Filter): Filter {
  if (Object.keys(one).length === 0) return other
  return Object.keys(other).length === 0 ? one : { _and: [one, other] }
}
