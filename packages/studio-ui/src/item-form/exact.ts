/** A decimal as whole units of ten to the power of `-scale`: no digit of it is ever rounded. */
interface Exact {
  readonly units: bigint
  readonly scale: number
}

function readExact(text: string): Exact | null {
  const [, sign = '', whole = '', rest = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text.trim()) ?? []
  if (whole === '' && rest === '') return null
  const units = BigInt(whole + rest)
  return { units: sign === '-' ? -units : units, scale: rest.length }
}

function unitsAt({ units, scale }: Exact, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale)
}

/** Negative, zero or positive as `left` is less, the same or more; null where one is no decimal. */
export function compareExact(left: string, right: string): number | null {
  const [a, b] = [readExact(left), readExact(right)]
  if (a === null || b === null) return null
  const scale = Math.max(a.scale, b.scale)
  const difference = unitsAt(a, scale) - unitsAt(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/**
 * The sum of two decimals, with as many places as the longer one.
 *
 * @returns null where one is no decimal
 * @example
 * addExact('9007199254740993', '1') // '9007199254740994'
 * addExact('0.1', '0.2') // '0.3'
 */
export function addExact(left: string, right: string): string | null {
  const [a, b] = [readExact(left), readExact(right)]
  if (a === null || b === null) return null
  const scale = Math.max(a.scale, b.scale)
  const sum = unitsAt(a, scale) + unitsAt(b, scale)
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const text = scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`
  return sum < 0n ? `-${text}` : text
}
