import type { Options } from '../../schema/studio-field.js'

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnitSingular, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/**
 * How long ago, or how far ahead, in the largest unit that fits.
 *
 * @param options `suffix` (false: the length alone), `strict` (a number in place of "yesterday"), `round`
 */
export function relativeText(
  value: string,
  locale: string,
  now: number,
  options: Options = {},
): string {
  const distance = new Date(value).getTime() - now
  if (Number.isNaN(distance)) return value
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1000]
  const number = Math.sign(distance) * rounded(Math.abs(distance) / size, options['round'])
  if (options['suffix'] === false)
    return Math.abs(number).toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' })
  const numeric = options['strict'] === true ? 'always' : 'auto'
  return new Intl.RelativeTimeFormat(locale, { numeric }).format(number, unit)
}

function rounded(number: number, way: unknown): number {
  if (way === 'floor') return Math.floor(number)
  return way === 'ceil' ? Math.ceil(number) : Math.round(number)
}
