type Part = readonly [type: Intl.DateTimeFormatPartTypes, options: Intl.DateTimeFormatOptions]

/** What a field of a pattern asks for. @see https://unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table */
const fields: Readonly<Record<string, Part>> = {
  yyyy: ['year', { year: 'numeric' }],
  y: ['year', { year: 'numeric' }],
  yy: ['year', { year: '2-digit' }],
  MMMM: ['month', { month: 'long', day: 'numeric' }],
  MMM: ['month', { month: 'short', day: 'numeric' }],
  MM: ['month', { month: '2-digit' }],
  M: ['month', { month: 'numeric' }],
  dd: ['day', { day: '2-digit' }],
  d: ['day', { day: 'numeric' }],
  EEEE: ['weekday', { weekday: 'long' }],
  EEE: ['weekday', { weekday: 'short' }],
  E: ['weekday', { weekday: 'short' }],
  HH: ['hour', { hour: '2-digit', hourCycle: 'h23' }],
  H: ['hour', { hour: 'numeric', hourCycle: 'h23' }],
  hh: ['hour', { hour: '2-digit', hourCycle: 'h12' }],
  h: ['hour', { hour: 'numeric', hourCycle: 'h12' }],
  mm: ['minute', { minute: '2-digit' }],
  m: ['minute', { minute: 'numeric' }],
  ss: ['second', { second: '2-digit' }],
  s: ['second', { second: 'numeric' }],
  a: ['dayPeriod', { hour: 'numeric', hourCycle: 'h12' }],
}

/**
 * Writes a moment by a pattern of Unicode date fields. Letters in apostrophes, and fields that are not known here, stay.
 *
 * @example
 * writePattern("EEE d MMM yyyy 'at' HH:mm", date, 'en', {}) // Mon 23 Nov 2026 at 14:05
 */
export function writePattern(
  pattern: string,
  date: Date,
  locale: string,
  zone: Intl.DateTimeFormatOptions,
): string {
  return pattern.replaceAll(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (piece, quoted?: string) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'")
    const part = Object.hasOwn(fields, piece) ? fields[piece] : undefined
    return part === undefined ? piece : partOf(part, piece, date, locale, zone)
  })
}

/** A part alone may be written with less zeros than within a date. */
function partOf(
  [type, options]: Part,
  piece: string,
  date: Date,
  locale: string,
  zone: Intl.DateTimeFormatOptions,
): string {
  const parts = new Intl.DateTimeFormat(locale, { ...options, ...zone }).formatToParts(date)
  const text = parts.find((each) => each.type === type)?.value ?? ''
  return /^\d+$/.test(text) ? numberOf(text, piece) : text
}

function numberOf(text: string, piece: string): string {
  return piece.length === 1 ? String(Number(text)) : text.padStart(2, '0')
}
