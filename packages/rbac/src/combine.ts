import type { Filter, Guard } from '@relvar/query-engine/query'
import type { Action } from '@relvar/schema-introspect/model'
import type { Permission } from './permission.js'

/**
 * The guard that several permissions of one collection and action add up to: rows of any of them,
 * each field in the rows of those that grant that field, all validations, presets in order.
 *
 * @returns null where there are none: no right at all
 */
export function combine(action: Action, permissions: readonly Permission[]): Guard | null {
  if (permissions.length === 0) return null
  const checks = permissions.map(({ check = {} }) => check)
  return {
    rows: action === 'create' ? {} : anyOf(permissions.map(({ rows }) => rows)),
    fields: action === 'delete' ? new Map() : fieldsOf(action, permissions),
    validation: distinct(permissions.map(({ validation }) => validation)).filter(isCondition),
    presets: Object.assign({}, ...permissions.map(({ presets }) => presets)),
    ...(checks.every(isCondition) && { check: anyOf(checks) }),
  }
}

/** Fields that the same permissions grant have one rule between them, which is then worked out once. */
function fieldsOf(action: Action, permissions: readonly Permission[]): ReadonlyMap<string, Filter> {
  const names = new Set(permissions.flatMap(({ fields }) => fields))
  const rules = new Map<string, Filter>()
  const ruleOf = (name: string): Filter => {
    const granting = permissions.filter(
      ({ fields }) => fields.includes(name) || fields.includes('*'),
    )
    const key = granting.map((each) => permissions.indexOf(each)).join()
    const rule = rules.get(key) ?? anyOf(granting.map(({ rows }) => rows))
    rules.set(key, rule)
    return rule
  }
  // A payload has no row yet.
  return new Map([...names].map((name) => [name, action === 'create' ? {} : ruleOf(name)]))
}

/** A rule that holds where any of these does; `{}` holds everywhere. */
function anyOf(rules: readonly Filter[]): Filter {
  if (!rules.every(isCondition)) return {}
  const [first = {}, ...others] = distinct(rules)
  return others.length === 0 ? first : { _or: [first, ...others] }
}

function isCondition(rule: Filter): boolean {
  return Object.keys(rule).length > 0
}

function distinct(rules: readonly Filter[]): readonly Filter[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()]
}
