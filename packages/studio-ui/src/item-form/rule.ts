import type { Item } from '../wire/objects.js'

type Rule = Readonly<Record<string, unknown>>

/**
 * Whether values pass a rule in the wire's filter language, as far as a form can tell: of other items it
 * knows nothing, and what it cannot tell does not hold.
 *
 * @example
 * holds({ status: { _eq: 'paid' } }, { status: 'paid' }) // true
 */
export function holds(rule: Rule, values: Item): boolean {
  return Object.entries(rule).every(([name, part]) => {
    if (name === '_and') return rulesOf(part).every((each) => holds(each, values))
    if (name === '_or') return rulesOf(part).some((each) => holds(each, values))
    return passes(values[name] ?? null, part)
  })
}

/** The fields that a rule looks at. */
export function fieldsOfRule(rule: Rule): readonly string[] {
  return Object.entries(rule).flatMap(([name, part]) =>
    name === '_and' || name === '_or' ? rulesOf(part).flatMap(fieldsOfRule) : [name],
  )
}

function rulesOf(value: unknown): readonly Rule[] {
  return Array.isArray(value) ? value.filter(isRule) : []
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A bare value is one to be equal to. */
function passes(value: unknown, part: unknown): boolean {
  if (!isRule(part)) return isEqual(value, part)
  return Object.entries(part).every(([operator, operand]) => {
    const test = operators[operator]
    return test !== undefined && test(value, operand)
  })
}

type Test = (value: unknown, operand: unknown) => boolean

const operators: Readonly<Record<string, Test>> = {
  _eq: isEqual,
  _neq: (value, operand) => !isEqual(value, operand),
  _lt: (value, operand) => isOrdered(value, operand, (order) => order < 0),
  _lte: (value, operand) => isOrdered(value, operand, (order) => order <= 0),
  _gt: (value, operand) => isOrdered(value, operand, (order) => order > 0),
  _gte: (value, operand) => isOrdered(value, operand, (order) => order >= 0),
  _between: (value, operand) => isBetween(value, operand),
  _nbetween: (value, operand) => value !== null && !isBetween(value, operand),
  _in: (value, operand) => isOneOf(value, operand),
  _nin: (value, operand) => !isOneOf(value, operand),
  _null: (value, operand) => isTrue(operand) === isNothing(value),
  _nnull: (value, operand) => isTrue(operand) !== isNothing(value),
  _empty: (value, operand) => isTrue(operand) === isEmpty(value),
  _nempty: (value, operand) => isTrue(operand) !== isEmpty(value),
  _contains: (value, operand) => textOf(value).includes(textOf(operand)),
  _ncontains: (value, operand) => !textOf(value).includes(textOf(operand)),
  _icontains: (value, operand) => folded(value).includes(folded(operand)),
  _starts_with: (value, operand) => textOf(value).startsWith(textOf(operand)),
  _nstarts_with: (value, operand) => !textOf(value).startsWith(textOf(operand)),
  _istarts_with: (value, operand) => folded(value).startsWith(folded(operand)),
  _ends_with: (value, operand) => textOf(value).endsWith(textOf(operand)),
  _nends_with: (value, operand) => !textOf(value).endsWith(textOf(operand)),
  _iends_with: (value, operand) => folded(value).endsWith(folded(operand)),
}

/** What was typed is text, what was read may be a number: both say the same. */
function isEqual(value: unknown, operand: unknown): boolean {
  if (isNothing(value) || isNothing(operand)) return isNothing(value) && isNothing(operand)
  if (typeof value === 'object') return JSON.stringify(value) === JSON.stringify(operand)
  return isOrdered(value, operand, (order) => order === 0)
}

function isOrdered(value: unknown, operand: unknown, test: (order: number) => boolean): boolean {
  if (isNothing(value) || isNothing(operand)) return false
  const [left, right] = [textOf(value), textOf(operand)]
  const numbers = [left, right].map((text) => (text.trim() === '' ? Number.NaN : Number(text)))
  const [a = Number.NaN, b = Number.NaN] = numbers
  if (!Number.isNaN(a) && !Number.isNaN(b)) return test(a - b)
  return test(left < right ? -1 : left > right ? 1 : 0)
}

function isBetween(value: unknown, operand: unknown): boolean {
  const [from, to] = Array.isArray(operand) ? (operand as readonly unknown[]) : []
  return (
    isOrdered(value, from, (order) => order >= 0) && isOrdered(value, to, (order) => order <= 0)
  )
}

function isOneOf(value: unknown, operand: unknown): boolean {
  return Array.isArray(operand) && operand.some((each) => isEqual(value, each))
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined
}

function isEmpty(value: unknown): boolean {
  return isNothing(value) || value === '' || (Array.isArray(value) && value.length === 0)
}

function isTrue(operand: unknown): boolean {
  return operand !== false && operand !== 'false'
}

function textOf(value: unknown): string {
  return isNothing(value) ? '' : String(value)
}

function folded(value: unknown): string {
  return textOf(value).toLowerCase()
}
