import { isOperator } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import { carryPath } from './carry-paths.js'
import type { NewNames } from './new-names.js'

/** What a rule names in place of something that is gone. */
export type Epitaph = (name: string) => string

/** Of what opens nothing: the name stays. */
export const AS_IT_WAS: Epitaph = (name) => name

/**
 * Of what opens something: no field may get such a name through us, so that the rule stays closed whatever is
 * made later, and says what it was about to whoever mends it.
 */
export const CLOSED: Epitaph = (name) => `${name} (dropped)`

/**
 * A rule about items of a collection in the names of afterwards.
 *
 * @example
 * carryRule({ author_id: { name: { _eq: 'Ada' } } }, ['books'], names, CLOSED)
 */
export function carryRule(
  rule: unknown,
  from: readonly TableId[],
  names: NewNames,
  epitaph: Epitaph,
): unknown {
  if (Array.isArray(rule)) return rule.map((each) => carryRule(each, from, names, epitaph))
  if (!isObject(rule)) return rule
  return mapped(rule, (name, value) => {
    if (name === '_and' || name === '_or') return [name, carryRule(value, from, names, epitaph)]
    if (isOperator(name)) return [name, carryOperand(value, names, epitaph)]
    const { path, ends } = carryPath(name, from, names)
    if (path === null) return [epitaph(name), value]
    return [path, carryBelow(value, ends, names, epitaph)]
  })
}

/** What stands below a field: operators with their operands, or the fields of what it leads to. */
function carryBelow(
  value: unknown,
  ends: readonly TableId[],
  names: NewNames,
  epitaph: Epitaph,
): unknown {
  if (Array.isArray(value)) return value.map((each) => carryBelow(each, ends, names, epitaph))
  if (!isObject(value)) return carryOperand(value, names, epitaph)
  return mapped(value, (name, inner) => {
    if (name === '_and' || name === '_or') return [name, carryBelow(inner, ends, names, epitaph)]
    const isQuantifier = name === '_some' || name === '_none'
    if (isQuantifier) return [name, carryRule(inner, ends, names, epitaph)]
    if (isOperator(name)) return [name, carryOperand(inner, names, epitaph)]
    return (
      Object.entries(carryRule({ [name]: inner }, ends, names, epitaph) as object)[0] ?? [
        name,
        inner,
      ]
    )
  })
}

const CLAIM = /^(\$CURRENT_(USER|ROLE|ROLES|POLICIES)\.)(.+)$/s
const CLAIMED = { USER: 'users', ROLE: 'roles', ROLES: 'roles', POLICIES: 'policies' } as const

/** Who asks may be spoken of by a field, also by one of a table of the user's: `$CURRENT_USER.team.level`. */
function carryOperand(value: unknown, names: NewNames, epitaph: Epitaph): unknown {
  if (Array.isArray(value)) return value.map((each) => carryOperand(each, names, epitaph))
  const [, variable, owner, path] = (typeof value === 'string' && CLAIM.exec(value)) || []
  if (path === undefined || names.ours === null) return value
  const table = names.ours.id(CLAIMED[owner as keyof typeof CLAIMED])
  const carried = carryPath(path, [table], names).path
  return `${variable}${carried ?? epitaph(path)}`
}

function mapped(
  object: Readonly<Record<string, unknown>>,
  change: (name: string, value: unknown) => readonly [string, unknown],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => change(name, value)))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
