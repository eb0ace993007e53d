const DIGITS = 9

/** The shortest number that is this one in 32 bits: 0.1 rather than 0.10000000149011612. */
export function shortFloat32(number: number): number {
  for (let digits = 1; digits < DIGITS; digits++) {
    const short = Number(number.toPrecision(digits))
    if (Math.fround(short) === Math.fround(number)) return short
  }
  return number
}
