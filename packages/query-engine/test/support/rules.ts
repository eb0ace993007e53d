import type { Action } from '@relvar/schema-introspect/model'
import type { Actor, Filter, Guard, Policy } from '../../src/index.js'

/** What somebody may do with a table, in few words. */
export interface Rule {
  readonly rows?: Filter
  /** `'*'`, names, or names with the rows that they may be seen in. */
  readonly fields: '*' | readonly string[] | Readonly<Record<string, Filter>>
  readonly validation?: readonly Filter[]
  readonly presets?: Readonly<Record<string, unknown>>
  readonly check?: Filter
}

/** By table, then action; what is not named is not allowed. */
export type Rules = Readonly<Record<string, Readonly<Partial<Record<Action, Rule>>>>>

/** A policy made of rules for everybody; actors differ by the variables in them. */
export function policyOf(rules: Rules): Policy<Actor> {
  const guards = new Map<string, Guard>()
  for (const [table, actions] of Object.entries(rules)) {
    for (const [action, rule] of Object.entries(actions)) {
      guards.set(`${action} ${table}`, guardOf(rule))
    }
  }
  return {
    guardFor: (table, action) => guards.get(`${action} ${table.id}`) ?? null,
    keyOf: () => 'everybody',
  }
}

function guardOf({ rows = {}, fields, validation = [], presets = {}, check }: Rule): Guard {
  const named: Readonly<Record<string, Filter>> =
    fields === '*' || Array.isArray(fields)
      ? Object.fromEntries(
          (fields === '*' ? ['*'] : (fields as string[])).map((name) => [name, {}]),
        )
      : (fields as Readonly<Record<string, Filter>>)
  const guard = { rows, fields: new Map(Object.entries(named)), validation, presets }
  return check === undefined ? guard : { ...guard, check }
}
