import type { Column } from '@relvar/schema-introspect/model'

type TypeOf = Pick<Column, 'type' | 'length' | 'precision' | 'scale'>

/**
 * Whether every value of one type is a value of another, unchanged: a column can then be altered without
 * a loss.
 *
 * @example
 * isWidening({ type: 'integer', ... }, { type: 'bigInteger', ... }) // true
 */
export function isWidening(from: TypeOf, to: TypeOf): boolean {
  if (isText(to)) return fitsText(from, to)
  if (from.type === to.type) return to.type !== 'decimal' || fitsDecimal(from, to)
  if (to.type === 'decimal') return isWhole(from) && wholeDigits(to) >= DIGITS[from.type]
  return WIDER[from.type]?.includes(to.type) ?? false
}

const TEXTS: ReadonlySet<string> = new Set(['string', 'text', 'csv', 'hash'])
const DIGITS = { integer: 10, bigInteger: 19 } as const

/** Types of more values than themselves. A moment loses its zone, and a double its last digits. */
const WIDER: Readonly<Partial<Record<Column['type'], readonly Column['type'][]>>> = {
  integer: ['bigInteger'],
  date: ['dateTime'],
  boolean: ['integer', 'bigInteger'],
}

/** How many characters the values of a type are at the most; binary and geometry have no text. */
const CHARACTERS: Readonly<Partial<Record<Column['type'], number>>> = {
  boolean: 5,
  integer: 11,
  bigInteger: 20,
  date: 10,
  uuid: 36,
  float: 32,
  time: 32,
  dateTime: 40,
  timestamp: 40,
}

function isText({ type }: TypeOf): boolean {
  return TEXTS.has(type)
}

function fitsText(from: TypeOf, to: TypeOf): boolean {
  if (from.type === 'json') return to.length === null
  if (isText(from)) return to.length === null || (from.length !== null && from.length <= to.length)
  if (from.type === 'decimal')
    return to.length === null || (from.precision ?? Infinity) + 3 <= to.length
  const characters = CHARACTERS[from.type]
  return characters !== undefined && (to.length === null || characters <= to.length)
}

function isWhole(type: TypeOf): type is TypeOf & { readonly type: keyof typeof DIGITS } {
  return type.type === 'integer' || type.type === 'bigInteger'
}

function wholeDigits({ precision, scale }: TypeOf): number {
  return precision === null ? Infinity : precision - (scale ?? 0)
}

function fitsDecimal(from: TypeOf, to: TypeOf): boolean {
  if (to.precision === null) return true
  return wholeDigits(from) <= wholeDigits(to) && (from.scale ?? Infinity) <= (to.scale ?? 0)
}
