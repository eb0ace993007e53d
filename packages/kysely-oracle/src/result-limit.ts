/** How much the rows of one query may hold where they are held as a whole. */
export interface ResultLimit {
  /** Characters of texts and bytes of binary values; any other value counts as eight. */
  readonly size: number
  /** Makes the error that a query throws whose rows hold more. */
  readonly exceeded: () => Error
}

const OTHER_VALUE = 8

/** What counts of some rows for a {@link ResultLimit}. */
export function sizeOf(rows: readonly object[]): number {
  return rows.reduce<number>(
    (sum, row) =>
      sum + Object.values(row).reduce<number>((all, value) => all + sizeOfValue(value), 0),
    0,
  )
}

function sizeOfValue(value: unknown): number {
  return typeof value === 'string' || Buffer.isBuffer(value) ? value.length : OTHER_VALUE
}
