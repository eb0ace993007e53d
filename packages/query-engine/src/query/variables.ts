import type { Actor, Claims } from '../actor.js'
import { isPlainObject } from './plain.js'

/** What dynamic variables are resolved from. */
export interface VariableContext {
  readonly actor: Actor
  readonly now: Date
}

const NOW_CALL = /^\$NOW\(([^()]*)\)$/
const STEP = /^\s*([+-]?\s*\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i

/** What a variable stands for in a call. */
export type Variable = (context: VariableContext) => unknown

/**
 * Replaces a dynamic variable (`$NOW`, `$NOW(-1 day)`, `$CURRENT_USER` ...) by its value; any other
 * value comes back as it is. A variable that nothing is known of is null, which no comparison matches.
 */
export function resolveVariable(value: unknown, context: VariableContext): unknown {
  return isVariable(value) ? variableOf(value)(context) : value
}

/** What a text stands for, read once for many calls; text that is no variable stands for itself. */
export function variableOf(text: string): Variable {
  const known = VARIABLES.get(text)
  if (known !== undefined) return known
  const [, step] = NOW_CALL.exec(text) ?? []
  if (step !== undefined) return ({ now }) => shift(now, step).toISOString()
  const [, owner, path] = CLAIM.exec(text) ?? []
  if (owner === undefined || path === undefined) return () => text
  const claims = CLAIM_OWNERS[owner] ?? 'user'
  const names = path.split('.')
  return ({ actor }) => claimAt(actor.claims?.[claims], names) ?? null
}

/** Whether a value may be a dynamic variable. */
export function isVariable(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('$')
}

const VARIABLES: ReadonlyMap<string, Variable> = new Map<string, Variable>([
  ['$NOW', ({ now }) => textOf(now)],
  ['$CURRENT_USER', ({ actor }) => actor.id],
  ['$CURRENT_ROLE', ({ actor }) => actor.role ?? null],
  ['$CURRENT_ROLES', ({ actor }) => actor.roles ?? []],
  ['$CURRENT_POLICIES', ({ actor }) => actor.policies ?? []],
])
const CLAIM = /^\$CURRENT_(USER|ROLE|ROLES|POLICIES)\.(.+)$/s
const CLAIM_OWNERS: Readonly<Record<string, keyof Claims>> = {
  USER: 'user',
  ROLE: 'role',
  ROLES: 'roles',
  POLICIES: 'policies',
}

/** Follows a path; through a list, for each of its elements. */
function claimAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  if (Array.isArray(value)) return value.flatMap((each) => claimAt(each, [name, ...rest]) ?? [])
  if (!isPlainObject(value) || !Object.hasOwn(value, name)) return null
  return claimAt(value[name], rest)
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hr: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  w: 604_800_000,
  week: 604_800_000,
}
const MONTHS: Readonly<Record<string, number>> = {
  mo: 1,
  mth: 1,
  month: 1,
  y: 12,
  yr: 12,
  year: 12,
}

/** The moment that was printed last: under load many requests come within one of its milliseconds. */
let printed = { time: NaN, text: '' }

function textOf(now: Date): string {
  const time = now.getTime()
  if (printed.time !== time) printed = { time, text: now.toISOString() }
  return printed.text
}

/** Moves a moment by text such as `-1 day` or `+2 months`; the unit defaults to days, unreadable text moves nothing. */
function shift(now: Date, text: string): Date {
  // Longer text is no step, and would take the pattern long.
  const [, amountText, unitText = ''] = (text.length < 100 && STEP.exec(text)) || []
  if (amountText === undefined) return now
  const amount = Number(amountText.replace(/\s/g, ''))
  const unit = singular(unitText.toLowerCase())
  const months = MONTHS[unit]
  if (months !== undefined) return shiftMonths(now, amount * months)
  const size = MILLISECONDS[unit]
  return size === undefined ? now : inRange(new Date(now.getTime() + amount * size), now)
}

function singular(unit: string): string {
  if (unit === '') return 'day'
  return unit.length > 2 && unit.endsWith('s') && unit !== 'ms' ? unit.slice(0, -1) : unit
}

/** Whole months by the calendar (a missing day becomes the month's last), the fraction as days of 30. */
function shiftMonths(now: Date, months: number): Date {
  const whole = Math.trunc(months)
  const result = new Date(now)
  result.setUTCDate(1)
  result.setUTCMonth(result.getUTCMonth() + whole)
  const days = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate()
  result.setUTCDate(Math.min(now.getUTCDate(), days))
  const rest = (months - whole) * 30 * 86_400_000
  return inRange(new Date(result.getTime() + rest), now)
}

function inRange(moment: Date, fallback: Date): Date {
  const year = moment.getUTCFullYear()
  return Number.isNaN(year) || year < 0 || year > 9999 ? fallback : moment
}
