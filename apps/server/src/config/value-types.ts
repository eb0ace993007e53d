import { areNetworks } from '@relvar/rbac/store'

/**
 * The kinds of value that a variable can have: each reads a text and says what is wrong with it.
 * Prefixes force a type, as the reference has it: `string:0123`, `array:a,b`, `json:["a"]`, `regex:^a`.
 */
export interface ValueType<T> {
  /** What the docs call it. */
  readonly name: string
  /** Throws {@link ValueError} for a text that it cannot read. */
  parse(text: string): T
}

/** Why a text is no value of its type, as the end of a sentence that begins with the text itself. */
export class ValueError extends Error {
  override readonly name = 'ValueError'
}

/** Which origins a browser may come from; true stands for every one. */
export type Origins = boolean | readonly (string | RegExp)[]

/** Which proxies are believed: none, all, as many as a number says, or those at these addresses. */
export type TrustedProxies = boolean | number | readonly string[]

export const text: ValueType<string> = { name: 'text', parse: (raw) => toText(raw) }

/** A name made of letters, digits and underscores. */
export const identifier: ValueType<string> = {
  name: 'name',
  parse(raw) {
    const value = toText(raw)
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(value))
      throw new ValueError('is not made of letters, digits and underscores only')
    return value
  },
}

export const flag: ValueType<boolean> = {
  name: 'true or false',
  parse(raw) {
    const value = unforce(raw, 'boolean').toLowerCase()
    if (value === 'true' || value === '1') return true
    if (value === 'false' || value === '0') return false
    throw new ValueError('is neither true nor false')
  },
}

export const list: ValueType<readonly string[]> = { name: 'list', parse: toList }

/** A whole number within bounds, both included. */
export function integer(min: number, max: number): ValueType<number> {
  return {
    name: 'whole number',
    parse(raw) {
      const value = unforce(raw, 'number')
      if (!/^[+-]?\d+$/.test(value)) throw new ValueError('is not a whole number')
      return within(Number(value), min, max, String)
    },
  }
}

export function decimal(min: number, max: number): ValueType<number> {
  return {
    name: 'number',
    parse(raw) {
      const value = unforce(raw, 'number')
      if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) throw new ValueError('is not a number')
      return within(Number(value), min, max, String)
    },
  }
}

/** A bound that may be absent: null for `Infinity` and -1. */
export const limit: ValueType<number | null> = {
  name: 'whole number or Infinity',
  parse(raw) {
    const value = unforce(raw, 'number')
    if (value === '-1' || value.toLowerCase() === 'infinity') return null
    if (!/^\d+$/.test(value)) throw new ValueError('is neither a whole number nor Infinity')
    return within(Number(value), 1, Number.MAX_SAFE_INTEGER, String)
  },
}

const durationUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** Milliseconds, from `15m`, `1.5s` or a bare number of milliseconds. */
export function duration(min: number, max: number): ValueType<number> {
  return {
    name: 'duration',
    parse: (raw) =>
      within(
        withUnit(raw, durationUnits, 'ms', 'is not a duration such as 500ms, 30s, 15m, 2h or 7d'),
        min,
        max,
        (value) => `${value} ms`,
      ),
  }
}

const sizeUnits: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }

/** Bytes, from `1mb` or a bare number of bytes. */
export function size(min: number, max: number): ValueType<number> {
  return {
    name: 'size',
    parse: (raw) =>
      within(
        withUnit(raw, sizeUnits, 'b', 'is not a size such as 512kb, 1mb or 2gb'),
        min,
        max,
        (value) => `${value} bytes`,
      ),
  }
}

/** One of a few words. */
export function choice<T extends string>(...choices: readonly T[]): ValueType<T> {
  return {
    name: choices.map((word) => `\`${word}\``).join(', '),
    parse(raw) {
      const value = toText(raw).toLowerCase()
      const found = choices.find((word) => word === value)
      if (found === undefined) throw new ValueError(`is not one of ${choices.join(', ')}`)
      return found
    },
  }
}

export const origins: ValueType<Origins> = {
  name: 'list of origins',
  parse(raw) {
    const value = raw.trim()
    if (value === 'true' || value === '*') return true
    if (value === 'false') return false
    if (value.startsWith('regex:')) return [toPattern(value.slice('regex:'.length))]
    return toList(value).map(toOrigin)
  },
}

export const proxies: ValueType<TrustedProxies> = {
  name: 'true, false, a number or a list of networks',
  parse(raw) {
    const value = raw.trim()
    if (value === 'true' || value === 'false') return value === 'true'
    if (/^\d+$/.test(value)) return within(Number(value), 0, 100, String)
    const networks = toList(value)
    const wrong = networks.find((each) => !areNetworks([each]))
    if (wrong !== undefined)
      throw new ValueError(`has an entry that is no address and no network: ${wrong}`)
    return networks
  },
}

function toOrigin(value: string): string {
  const origin = URL.canParse(value) ? new URL(value).origin : 'null'
  if (origin === 'null')
    throw new ValueError('has an entry that is no origin such as https://app.example.com')
  return origin
}

function toPattern(source: string): RegExp {
  try {
    return new RegExp(source)
  } catch {
    throw new ValueError('holds a regular expression that cannot be read')
  }
}

/** `string:` and `json:` give text too; other prefixes are part of a text as it stands. */
function toText(raw: string): string {
  if (raw.startsWith('string:')) return raw.slice('string:'.length)
  if (!raw.startsWith('json:')) return raw
  const value = toJson(raw.slice('json:'.length))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function toList(raw: string): readonly string[] {
  if (raw.startsWith('json:')) {
    const value = toJson(raw.slice('json:'.length))
    if (!Array.isArray(value)) throw new ValueError('is JSON, but not an array')
    return value.map(String)
  }
  return unforce(unforce(raw, 'array'), 'string')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

function toJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    throw new ValueError('is forced to be JSON, but cannot be read as such')
  }
}

/** Takes a prefix that forces the type wanted anyway, or forces a text, off a value. */
function unforce(raw: string, prefix: 'boolean' | 'number' | 'array' | 'string'): string {
  return raw.replace(new RegExp(`^(${prefix}|string):`), '').trim()
}

function withUnit(
  raw: string,
  units: Readonly<Record<string, number>>,
  defaultUnit: string,
  problem: string,
): number {
  const match = /^(\d+\.?\d*|\.\d+)\s*([a-z]*)$/i.exec(unforce(raw, 'number'))
  const factor = match && units[(match[2] || defaultUnit).toLowerCase()]
  if (!match || factor === undefined || factor === null) throw new ValueError(problem)
  return Math.round(Number(match[1]) * factor)
}

function within(value: number, min: number, max: number, show: (value: number) => string): number {
  if (value < min) throw new ValueError(`is below the smallest value, ${show(min)}`)
  if (value > max) throw new ValueError(`is above the largest value, ${show(max)}`)
  return value
}
