import type { Column, Table } from '@relvar/schema-introspect/model'
import { InvalidPayloadError, ValueOutOfRangeError, ValueTooLongError } from '../errors.js'
import { roundedNumber } from '../query/rounded-number.js'
import { toValue, ValueError } from '../query/value.js'

/** Drivers write U+FFFD in its place, silently: with the flag `u` a whole pair is no match. */
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * A value as its column's type wants it. Lengths and ranges are checked here too, as not every
 * database does.
 *
 * @throws InvalidPayloadError, ValueTooLongError, ValueOutOfRangeError
 */
export function columnValue(table: Table, column: Column, value: unknown): unknown {
  const violation = { collection: table.id, field: column.name, value }
  try {
    const stored = toStored(table, column, value)
    if (stored === null || stored === undefined) return null
    assertExact(column, stored)
    const result = toValue(column.type, stored)
    if (typeof result === 'string' && LONE_SURROGATE.test(result)) {
      throw new InvalidPayloadError(
        `Field "${column.name}" of "${table.id}": half a surrogate pair is no character, and cannot be kept.`,
      )
    }
    if (typeof result === 'string' && isTooLong(column, result)) {
      throw new ValueTooLongError(violation)
    }
    if (isPosition(column, result))
      throw new ValueError(`"${String(result)}" is none of its values`)
    if (isOutOfRange(column, result)) throw new ValueOutOfRangeError(violation)
    return result
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    if (error.problem === 'range') throw new ValueOutOfRangeError(violation, { cause: error })
    throw new InvalidPayloadError(`Field "${column.name}" of "${table.id}": ${error.message}.`, {
      cause: error,
    })
  }
}

/** What has more digits than a double has may have been another number before it was one of JavaScript's. */
function assertExact({ type, scale }: Column, value: unknown): void {
  if (type !== 'decimal' || typeof value !== 'number' || Number.isSafeInteger(value)) return
  if (Math.abs(value) * 10 ** (scale ?? 0) > Number.MAX_SAFE_INTEGER)
    throw new ValueError(`${value} may not be exact as a number; send it as text`)
}

/** Lists of a csv field as the text they are kept in, JSON that comes as text as what it says. */
function toStored(table: Table, column: Column, value: unknown): unknown {
  if (column.type === 'csv' || column.traits.codec === 'csv') {
    return Array.isArray(value) ? toCsv(table, column, value) : value
  }
  if (column.type !== 'json' || typeof value !== 'string') return value
  return fromJsonText(value)
}

/**
 * Text that is no JSON is a JSON string.
 *
 * @throws ValueError for a number that would be rounded in silence
 */
function fromJsonText(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  const rounded = roundedNumber(text)
  if (rounded !== null) throw new ValueError(`${rounded} is too large to be exact as a number`)
  return value
}

function toCsv(table: Table, column: Column, values: readonly unknown[]): string {
  const texts = values.map((each) => (typeof each === 'object' ? null : String(each)))
  if (texts.some((text) => text === null || text.includes(','))) {
    throw new InvalidPayloadError(
      `Field "${column.name}" of "${table.id}" takes a list of texts without commas.`,
    )
  }
  return texts.join(',')
}

function isTooLong({ type, length, traits }: Column, value: string): boolean {
  // It is what is kept of it that has to fit.
  if (traits.codec === 'hash' || traits.codec === 'encrypt') return false
  if (length === null || !(type === 'string' || type === 'text' || type === 'hash')) return false
  return value.length > length && [...value].length > length
}

/**
 * MySQL and MariaDB take digits that are none of the values of an ENUM or SET for the position of one, in strict
 * mode too.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/enum.html#enum-indexes
 */
function isPosition({ enum: id, nativeType }: Column, value: unknown): boolean {
  if (id === null || typeof value !== 'string' || !/^(?:enum|set)\(/i.test(nativeType)) return false
  return /^\s*[+-]?\d+\s*$/.test(value) && !nativeType.includes(`'${value}'`)
}

const MAX_SIGNED = 2n ** 63n
const MAX_UNSIGNED = 2n ** 64n

function isOutOfRange({ type, nativeType, precision, scale }: Column, value: unknown): boolean {
  switch (type) {
    case 'integer':
    case 'bigInteger': {
      const number = BigInt(String(value))
      if (/unsigned|^bit/i.test(nativeType)) return number < 0n || number >= MAX_UNSIGNED
      return number < -MAX_SIGNED || number >= MAX_SIGNED
    }
    case 'decimal':
      return precision !== null && hasMoreDigits(String(value), precision - (scale ?? 0))
    default:
      return false
  }
}

/** More digits before the point than there is room for; digits after it are rounded by the database. */
function hasMoreDigits(value: string, room: number): boolean {
  if (value.length <= room) return false
  const [whole = ''] = value.replace(/^[+-]/, '').split(/[.eE]/)
  return !/[eE]/.test(value) && whole.replace(/^0+/, '').length > room
}
