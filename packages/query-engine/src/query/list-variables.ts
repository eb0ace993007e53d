import type { Actor, Claims } from '../actor.js'
import { isPlainObject } from './plain.js'
import { resolveVariable, type VariableContext } from './variables.js'

const LIST_VARIABLE = /^\$CURRENT_(ROLES|POLICIES)$|^\$CURRENT_(USER|ROLE|ROLES|POLICIES)\../

/** Whether a value of `_in` stands for as many values as the actor has of it. */
export function isListVariable(value: unknown): value is string {
  return typeof value === 'string' && LIST_VARIABLE.test(value)
}

/**
 * One value of a list that a dynamic variable stands for. A list has places for 1, 2, 4, 8 ... values, so that
 * actors share plans; those that are left over repeat the last value, which changes no list.
 */
export class ListElement {
  readonly variable: string
  readonly index: number

  constructor(variable: string, index: number) {
    this.variable = variable
    this.index = index
  }

  /** null in an empty list: `in` and `not in` are true for no row then. */
  valueIn(context: VariableContext): unknown {
    const values = valuesOf(this.variable, context)
    return values[Math.min(this.index, values.length - 1)] ?? null
  }
}

/** What a list variable stands for. A list of lists is one list. */
function valuesOf(variable: string, context: VariableContext): readonly unknown[] {
  const value = resolveVariable(variable, context)
  const values = Array.isArray(value) ? value.flat() : [value]
  return values.filter((each) => each !== null && each !== undefined)
}

/**
 * A filter in which the lists that dynamic variables stand for have as many places as this actor needs.
 *
 * @example
 * withLists({ role: { _in: '$CURRENT_ROLES' } }, { id: '1', roles: ['a', 'b', 'c'] })   // four places
 */
export function withLists<T>(filter: T, actor: Actor): T {
  const context = { actor, now: new Date(0) }
  return expand(filter, context) as T
}

function expand(value: unknown, context: VariableContext): unknown {
  if (Array.isArray(value)) return value.map((each) => expand(each, context))
  if (!isPlainObject(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      (name === '_in' || name === '_nin') && !isPlainObject(inner)
        ? expandList(inner, context)
        : expand(inner, context),
    ]),
  )
}

function expandList(list: unknown, context: VariableContext): unknown {
  const values: readonly unknown[] = Array.isArray(list) ? list : [list]
  if (!values.some(isListVariable)) return list
  return values.flatMap<unknown>((each) =>
    isListVariable(each) ? placesOf(each, context) : [each],
  )
}

function placesOf(variable: string, context: VariableContext): readonly ListElement[] {
  const length = padded(valuesOf(variable, context).length)
  return Array.from({ length }, (_, index) => new ListElement(variable, index))
}

function padded(length: number): number {
  return length < 2 ? 1 : 2 ** Math.ceil(Math.log2(length))
}

/** By the claims, which all requests of somebody share; the lists beside them are theirs too. */
const sizes = new WeakMap<Claims, Pick<Actor, 'roles' | 'policies'> & { readonly text: string }>()

/**
 * Tells apart actors whose lists have different numbers of places: a plan that is made for one is
 * none for the other. Empty for actors without lists.
 */
export function listSizes(actor: Actor): string {
  const { roles, policies, claims } = actor
  if (roles === undefined && policies === undefined && claims === undefined) return ''
  const known = claims && sizes.get(claims)
  if (known?.roles === roles && known?.policies === policies && known !== undefined)
    return known.text
  const text = `:${padded(roles?.length ?? 0)},${padded(policies?.length ?? 0)}${shapeOf(claims)}`
  if (claims !== undefined) sizes.set(claims, { roles, policies, text })
  return text
}

/** The lists in claims, without their values. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join(',')}]`
  if (!isPlainObject(value)) return value === null || value === undefined ? '' : '.'
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const lists = entries.map(([name, inner]) => [JSON.stringify(name), shapeOf(inner)] as const)
  return `{${lists.map((parts) => parts.join(':')).join(',')}}`
}
