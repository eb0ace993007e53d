import type { KnownCount } from '../item-table/use-items.js'

/** What components say with numbers in it. */
export interface CountedWords {
  readonly atLeast: (limit: number) => string
  readonly atMost: (limit: number) => string
  readonly tooLong: (limit: number) => string
  readonly selected: (number: number) => string
  readonly rowNumber: (number: number) => string
  readonly showAll: (number: number) => string
  readonly confirmDelete: (number: number) => string
  readonly range: (first: number, last: number, total: KnownCount) => string
}

/**
 * The numbers as a locale writes them.
 *
 * @example
 * countedIn('de-DE').showAll(4200) // 'Show all 4.200'
 */
export function countedIn(locale: string): CountedWords {
  const numbers = new Intl.NumberFormat(locale)
  const format = (number: number): string => numbers.format(number)
  return {
    atLeast: (limit) => `At least ${format(limit)}.`,
    atMost: (limit) => `At most ${format(limit)}.`,
    tooLong: (limit) => `At most ${format(limit)} characters.`,
    selected: (number) => `${format(number)} selected`,
    rowNumber: (number) => `Row ${format(number)}`,
    showAll: (number) => `Show all ${format(number)}`,
    confirmDelete: (number) =>
      number === 1 ? 'Delete this item?' : `Delete ${format(number)} items?`,
    range(first, last, { number, isEstimate }) {
      const here = `${format(first)} to ${format(last)}`
      // Statistics that say less than what is seen are old.
      if (number === null || number < last) return here
      return `${here} of ${isEstimate ? 'about ' : ''}${format(number)}`
    },
  }
}
