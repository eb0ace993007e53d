/** A value of the sample data; every database has a form for each. Decimals and JSON are texts. */
export type SampleValue = string | number | boolean | null

/** Rows of one table as plain data, each with the same columns in the same order. */
export interface SampleTable {
  readonly name: string
  readonly rows: readonly SampleRow[]
}

export type SampleRow = Readonly<Record<string, SampleValue>>

/** Writes cents as a decimal: `1250` is `12.50`. */
export function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
