import type { TediousDataType, TediousTypes } from 'kysely'

export interface MssqlParameter {
  readonly type: TediousDataType
  readonly value: null | boolean | number | string | Buffer
}

const INT_MIN = -(2 ** 31)
const INT_MAX = 2 ** 31 - 1
const BIGINT_MIN = -(2n ** 63n)
const BIGINT_MAX = 2n ** 63n - 1n

/** What tedious can send, made from what JavaScript callers pass. Texts become what their column is. */
export function toMssqlParameter(value: unknown, types: TediousTypes): MssqlParameter {
  switch (typeof value) {
    case 'undefined':
      return { type: types.NVarChar, value: null }
    case 'boolean':
      return { type: types.Bit, value }
    case 'number':
      return { type: numberType(value, types), value }
    case 'bigint':
      // Beyond 64 bits as text: a decimal column reads it.
      return {
        type: value >= BIGINT_MIN && value <= BIGINT_MAX ? types.BigInt : types.NVarChar,
        value: value.toString(),
      }
    case 'string':
      return { type: types.NVarChar, value }
    case 'object':
      return toMssqlObject(value, types)
    default:
      throw new TypeError(`A ${typeof value} cannot be a parameter of a statement.`)
  }
}

function numberType(value: number, types: TediousTypes): TediousDataType {
  if (!Number.isSafeInteger(value)) return types.Float
  return value >= INT_MIN && value <= INT_MAX ? types.Int : types.BigInt
}

function toMssqlObject(value: object | null, types: TediousTypes): MssqlParameter {
  if (value === null) return { type: types.NVarChar, value }
  // As text of style 126, since a DateTime parameter would be rounded to a 300th of a second.
  if (value instanceof Date)
    return { type: types.NVarChar, value: value.toISOString().slice(0, 23) }
  if (value instanceof ArrayBuffer) return { type: types.VarBinary, value: Buffer.from(value) }
  if (value instanceof Uint8Array) {
    const { buffer, byteOffset, byteLength } = value
    return { type: types.VarBinary, value: Buffer.from(buffer, byteOffset, byteLength) }
  }
  return { type: types.NVarChar, value: JSON.stringify(value) }
}

/** What tedious says of a result's column. */
export interface MssqlColumn {
  readonly type: { readonly name: string }
  readonly scale?: number | undefined
}

/** Of `datetime` and `smalldatetime`, which have no scale of their own. */
const DATETIME_DIGITS = 3
const MONEY_DIGITS = 4

/**
 * Dates as ISO 8601 text with all their digits, decimals as text. Tedious reads a decimal as a
 * double, so one of more than 15 digits is exact only where the query casts it to text.
 */
export function fromMssqlValue(value: unknown, { type, scale }: MssqlColumn): unknown {
  if (value instanceof Date) return dateText(value, type.name, scale ?? DATETIME_DIGITS)
  if (typeof value !== 'number') return value
  if (type.name === 'DecimalN' || type.name === 'NumericN') return decimalText(value, scale ?? 0)
  return /money/i.test(type.name) ? value.toFixed(MONEY_DIGITS) : value
}

function dateText(date: Date, type: string, digits: number): string {
  const iso = date.toISOString()
  const day = iso.slice(0, 10)
  const time = `${iso.slice(11, 19)}${fraction(date, digits)}`
  switch (type) {
    case 'Date':
      return day
    case 'Time':
      return time
    case 'DateTimeOffset':
      return `${day}T${time}Z`
    default:
      return `${day}T${time}`
  }
}

/** Tedious keeps what is below a millisecond, in seconds, beside the date. */
function fraction(date: Date, digits: number): string {
  const { nanosecondsDelta = 0 } = date as Date & { readonly nanosecondsDelta?: number }
  const below = Math.round(nanosecondsDelta * 1e7)
  const all = `${String(date.getUTCMilliseconds()).padStart(3, '0')}${String(below).padStart(4, '0')}`
  return digits === 0 ? '' : `.${all.slice(0, digits)}`
}

/** `toFixed` gives up at 1e21. */
function decimalText(value: number, scale: number): string {
  if (Math.abs(value) < 1e21) return value.toFixed(scale)
  const whole = BigInt(value).toString()
  return scale === 0 ? whole : `${whole}.${'0'.repeat(scale)}`
}
