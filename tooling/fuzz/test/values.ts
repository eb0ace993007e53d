/** The types of random columns; a word is text of small letters, whose order no collation changes. */
export type ScalarType =
  | 'integer'
  | 'bigint'
  | 'decimal(8,2)'
  | 'float'
  | 'boolean'
  | 'word'
  | 'text'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'uuid'
  | 'json'

/** Few values of each, so that rows collide; in the form of the wire. */
export const VALUES: Readonly<Record<ScalarType, readonly unknown[]>> = {
  integer: [0, 1, 2, 5, -3, 2147483647],
  bigint: ['0', '1', '-7', '9007199254740993', '576460752303423489'],
  'decimal(8,2)': ['0.00', '1.50', '-2.05', '999999.99', '10.00'],
  float: [0, 0.5, -1.25, 3, 1e15],
  boolean: [true, false],
  word: ['a', 'b', 'ab', 'abc', 'zz'],
  text: ['a', 'A', 'ab', 'Ö', 'ö', 'a%b', 'a_b', '', 'a ', "it's", '100', '\\', 'é', 'e\u0301'],
  date: ['2024-02-29', '2023-01-01', '2024-12-30', '1999-12-31'],
  timestamp: [
    '2024-02-29T23:59:59.999Z',
    '2023-01-01T00:00:00.000Z',
    '2024-03-31T01:30:00.000Z',
    '2001-09-09T01:46:40.500Z',
  ],
  time: ['00:00:00', '12:34:56', '23:59:59'],
  uuid: [
    '00000000-0000-4000-8000-000000000001',
    'ffffffff-ffff-4fff-bfff-ffffffffffff',
    '6f9619ff-8b86-4d01-b42d-00c04fc964ff',
  ],
  json: [
    {},
    { a: 1, b: { c: 'x' }, l: [1, 2] },
    { a: 2, b: { c: 'Y' }, l: [] },
    { a: null, b: { c: '1' } },
    { a: -1.5, l: ['x', null] },
    [],
    [1, { a: 2 }],
  ],
}

export const TYPES: readonly ScalarType[] = Object.keys(VALUES) as ScalarType[]

export const isNumber = (type: ScalarType): boolean =>
  ['integer', 'bigint', 'decimal(8,2)', 'float'].includes(type)
export const isText = (type: ScalarType): boolean => type === 'word' || type === 'text'
export const isMoment = (type: ScalarType): boolean => type === 'date' || type === 'timestamp'

/**
 * Tells the order of two values that are not null: less than 0, 0, or more. Numbers are scaled to
 * whole ones, so that no digit of text is lost.
 */
export function order(type: ScalarType, left: unknown, right: unknown): number {
  if (isNumber(type)) {
    const [a, b] = [scaled(left), scaled(right)]
    return a < b ? -1 : a > b ? 1 : 0
  }
  const [a, b] = [String(left), String(right)]
  return a < b ? -1 : a > b ? 1 : 0
}

const PLACES = 6

/** A number or its digits, times a million. */
export function scaled(value: unknown): bigint {
  const [, sign = '', whole = '', fraction = ''] =
    /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(plain(value)) ?? []
  if (whole === '') throw new Error(`"${String(value)}" is no number.`)
  const digits = BigInt(whole + fraction.padEnd(PLACES, '0').slice(0, PLACES))
  return sign === '-' ? -digits : digits
}

function plain(value: unknown): string {
  return typeof value === 'number' && Math.abs(value) >= 1e15
    ? BigInt(value).toString()
    : String(value)
}

/** Whole millionths as digits with so many places. */
export function unscaled(value: bigint, places: number): string {
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(PLACES + 1, '0')
  const cut = digits.length - PLACES
  const fraction = digits.slice(cut, cut + places)
  return `${sign}${digits.slice(0, cut)}${places === 0 ? '' : `.${fraction}`}`
}
