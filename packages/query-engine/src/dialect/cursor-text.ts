import { InvalidQueryError } from '../errors.js'

/** A whole number or decimal, digit by digit. */
const DIGITS = /^-?\d{1,1000}(?:\.\d{1,1000})?$/
const FLOAT = /^-?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,3})?$/
const HEX = /^(?:[0-9a-f]{2})*$/i
/** Dates, moments, times of day and lengths of time, each as a vendor writes them. */
const TEMPORAL = /^[-+\d:. TZ]{1,64}$/

/** The error for a value that stands in a cursor and cannot have come from its field. */
function misfit(): InvalidQueryError {
  return new InvalidQueryError(
    'A value of the cursor does not fit the field that it is compared with.',
  )
}

/** @throws InvalidQueryError for anything but digits, a sign and a point */
export function digitsIn(text: string): string {
  if (!DIGITS.test(text)) throw misfit()
  return text
}

/** @throws InvalidQueryError for anything but a number that a double can be */
export function numberIn(text: string): number {
  const number = Number(text)
  if (!FLOAT.test(text) || !Number.isFinite(number)) throw misfit()
  return number
}

/** @throws InvalidQueryError for anything but hexadecimal digits in pairs */
export function bytesIn(text: string): Buffer {
  if (!HEX.test(text)) throw misfit()
  return Buffer.from(text, 'hex')
}

/** @throws InvalidQueryError for what no date, moment or time of day is written with */
export function temporalIn(text: string): string {
  if (!TEMPORAL.test(text)) throw misfit()
  return text
}

/** @throws InvalidQueryError for anything but a whole number of 64 bits */
export function integerIn(text: string): bigint {
  const number = /^-?\d{1,20}$/.test(text) ? BigInt(text) : null
  if (number === null || BigInt.asIntN(64, number) !== number) throw misfit()
  return number
}

/** @throws InvalidQueryError always: for a text that says itself to be of no known kind */
export function unknownKind(): never {
  throw misfit()
}
