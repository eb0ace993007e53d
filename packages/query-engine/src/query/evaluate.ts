import { RE2JS, RE2JSException } from 're2js'
import { isPlainObject } from './plain.js'
import type { VariableContext } from './variables.js'
import { resolveVariable } from './variables.js'

/** A field that does not pass a rule. `valid` is the bound, `invalid` the value, `substring` the text that was looked for. */
export interface RuleFailure {
  readonly field: string
  readonly type: string
  readonly valid?: unknown
  readonly invalid?: unknown
  readonly substring?: unknown
}

/** What a rule is evaluated with. */
export interface RuleContext extends VariableContext {
  /** The keys of items that stand in the object as objects: what rules on the link itself compare. */
  readonly keys?: Readonly<Record<string, unknown>>
}

/**
 * Evaluates a filter on a plain object, as rules for payloads are: a key that the object lacks
 * passes, but for `_submitted`. Answers what failed; nothing where the object passes.
 *
 * @example
 * failures({ age: { _gte: 18 } }, { age: 17 }, context)   // [{ field: 'age', type: 'gte', valid: 18 }]
 */
export function failures(
  rule: Readonly<Record<string, unknown>>,
  row: Readonly<Record<string, unknown>>,
  context: RuleContext,
): RuleFailure[] {
  return Object.entries(rule).flatMap(([name, value]) => {
    if (name === '_and') return asList(value).flatMap((branch) => failures(branch, row, context))
    if (name === '_or') return eitherFails(asList(value), row, context)
    const operators = isPlainObject(value) ? value : { _eq: value }
    return Object.entries(operators).flatMap(([operator, operand]) =>
      checkField(name, operator, operand, row, context),
    )
  })
}

function eitherFails(
  branches: readonly Readonly<Record<string, unknown>>[],
  row: Readonly<Record<string, unknown>>,
  context: RuleContext,
): RuleFailure[] {
  const all = branches.map((branch) => failures(branch, row, context))
  return all.length === 0 || all.some((failed) => failed.length === 0) ? [] : all.flat()
}

function asList(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : []
}

function checkField(
  field: string,
  operator: string,
  operand: unknown,
  row: Readonly<Record<string, unknown>>,
  context: RuleContext,
): RuleFailure[] {
  const { actor, now, keys = {} } = context
  const isLinked = Object.hasOwn(keys, field)
  const present = isLinked || Object.hasOwn(row, field)
  const type = operator.replace(/^_/, '')
  if (operator === '_submitted') return present ? [] : [{ field, type: 'required' }]
  if (operator === '_and' || operator === '_or') {
    return failures(
      { [operator]: asList(operand).map((branch) => ({ [field]: branch })) },
      row,
      context,
    )
  }
  if (!present) return []
  // A rule that goes into a related item is checked where that item is written.
  if (!operator.startsWith('_'))
    return failuresWithin(row[field], { [operator]: operand }, field, { actor, now })
  const value = isLinked ? keys[field] : row[field]
  const bound = Array.isArray(operand)
    ? operand.map((each) => resolveVariable(each, context))
    : resolveVariable(operand, context)
  return passes(operator, value, bound)
    ? []
    : [{ field, type, ...detailsOf(operator, value, bound) }]
}

function failuresWithin(
  item: unknown,
  rule: Readonly<Record<string, unknown>>,
  field: string,
  context: RuleContext,
): RuleFailure[] {
  if (!isPlainObject(item)) return []
  return failures(rule, item, context).map((failure) => ({ ...failure, field }))
}

function detailsOf(operator: string, value: unknown, bound: unknown): Partial<RuleFailure> {
  if (operator === '_regex') return { invalid: value }
  if (/contains|_with$/.test(operator)) return { substring: bound }
  return /null|empty/.test(operator) ? {} : { valid: bound }
}

/** Whether a value passes one operator. An operator that is not known passes nothing. */
function passes(operator: string, value: unknown, bound: unknown): boolean {
  switch (operator) {
    case '_null':
      return (value === null) === (bound !== false)
    case '_nnull':
      return (value !== null) === (bound !== false)
    case '_empty':
      return (value === null || value === '') === (bound !== false)
    case '_nempty':
      return (value !== null && value !== '') === (bound !== false)
    case '_eq':
      return compare(value, bound) === 0 || (value === null && bound === null)
    case '_neq':
      return bound === null ? value !== null : compare(value, bound) !== 0
    default:
      return value !== null && passesValue(operator, value, bound)
  }
}

function passesValue(operator: string, value: unknown, bound: unknown): boolean {
  switch (operator) {
    case '_lt':
      return compare(value, bound) < 0
    case '_lte':
      return compare(value, bound) <= 0
    case '_gt':
      return compare(value, bound) > 0
    case '_gte':
      return compare(value, bound) >= 0
    case '_in':
      return listOf(bound).some((each) => compare(value, each) === 0)
    case '_nin':
      return listOf(bound).every((each) => compare(value, each) !== 0)
    case '_between':
      return compare(value, listOf(bound)[0]) >= 0 && compare(value, listOf(bound)[1]) <= 0
    case '_nbetween':
      return compare(value, listOf(bound)[0]) < 0 || compare(value, listOf(bound)[1]) > 0
    case '_regex':
      return matchesPattern(String(value), String(bound))
    default:
      return passesText(operator, String(value), String(bound))
  }
}

function passesText(operator: string, value: string, bound: string): boolean {
  const insensitive = /^_n?i(contains|starts_with|ends_with|eq)$/.test(operator)
  const text = insensitive ? value.toLowerCase() : value
  const part = insensitive ? bound.toLowerCase() : bound
  const negated = /^_n(i?)(contains|starts_with|ends_with|eq)$/.test(operator)
  if (operator.endsWith('contains')) return text.includes(part) !== negated
  if (operator.endsWith('starts_with')) return text.startsWith(part) !== negated
  if (operator.endsWith('ends_with')) return text.endsWith(part) !== negated
  return operator.endsWith('eq') && (text === part) !== negated
}

function listOf(bound: unknown): readonly unknown[] {
  if (Array.isArray(bound)) return bound
  return typeof bound === 'string' ? bound.split(',') : [bound]
}

/** Numbers by size, also where one is text; anything else by its text. NaN where they cannot be compared. */
function compare(left: unknown, right: unknown): number {
  if (left === null || right === null || left === undefined || right === undefined)
    return Number.NaN
  if (typeof left === 'number' || typeof right === 'number')
    return Math.sign(Number(left) - Number(right))
  const [a, b] = [String(left), String(right)]
  if (isDigits(a) && isDigits(b)) return compareDigits(BigInt(a), BigInt(b))
  return a === b ? 0 : a < b ? -1 : 1
}

function isDigits(text: string): boolean {
  return /^-?\d{1,60}$/.test(text)
}

function compareDigits(left: bigint, right: bigint): number {
  return left === right ? 0 : left < right ? -1 : 1
}

const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
}

/**
 * A pattern may be written `/.../i`. Patterns come from people, so they run on an engine whose time
 * is linear in the text: look-arounds and back-references are no patterns there, and match nothing.
 */
function matchesPattern(value: string, pattern: string): boolean {
  const [, inner = pattern, flags = ''] = /^\/([\s\S]*)\/([a-z]*)$/.exec(pattern) ?? []
  const bits = [...flags].reduce((sum, flag) => sum | (FLAGS[flag] ?? 0), 0)
  try {
    return RE2JS.compile(inner, bits).matcher(value).find()
  } catch (error) {
    if (error instanceof RE2JSException) return false
    throw error
  }
}
