import type { Actor, Claims } from '../actor.js'
import { isPlainObject } from './plain.js'

/** What dynamic variables are resolved from. */
export interface VariableContext {
  readonly actor: Actor
  readonly now: Date
}

const NOW_CALL = /^\$NOW\(([^()]*)\)$/
const STEP = /^\s*([+-]?\s*\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i

/**
 * Replaces a dynamic variable (`$NOW`, `$NOW(-1 day)`, `$CURRENT_USER` ...) by its value; any other
 * value comes back as it is. A variable that nothing is known of is null, which no comparison matches.
 */
export function resolveVariable(value: unknown, context: VariableContext): unknown {
  if (!isVariable(value)) return value
  switch (value) {
    case '$NOW':
      return context.now.toISOString()
    case '$CURRENT_USER':
      return context.actor.id
    case '$CURRENT_ROLE':
      return context.actor.role ?? null
    case '$CURRENT_ROLES':
      return context.actor.roles ?? []
    case '$CURRENT_POLICIES':
      return context.actor.policies ?? []
    default:
      return resolveShift(value, context)
  }
}

/** Whether a value may be a dynamic variable. */
export function isVariable(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('$')
}

function resolveShift(value: string, context: VariableContext): unknown {
  const call = NOW_CALL.exec(value)
  if (call !== null) return shift(context.now, call[1] ?? '').toISOString()
  const [, owner, path] = CLAIM.exec(value) ?? []
  if (owner === undefined || path === undefined) return value
  return claimAt(context.actor.claims?.[CLAIM_OWNERS[owner] ?? 'user'], path.split('.')) ?? null
}

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
