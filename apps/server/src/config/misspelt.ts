import { variables } from './variables.js'

/** A name that is set and that nobody reads, and the setting that was probably meant. */
export interface Misspelt {
  readonly name: string
  readonly meant: string
}

/** Below this length one letter more or less makes another word: `HOST` and `HOME`. */
const LONG = 8

/**
 * The names that are one letter from a setting, long ones two. The environment holds much that is none of
 * our business, so nothing else is said of it.
 *
 * @example
 * misspeltAmong(['QUERY_LIMIT_DEFALT', 'HOME'])   // [{ name: 'QUERY_LIMIT_DEFALT', meant: 'QUERY_LIMIT_DEFAULT' }]
 */
export function misspeltAmong(names: readonly string[]): readonly Misspelt[] {
  return [...new Set(names)].flatMap((name) => {
    if (isKnown(name)) return []
    const allowed = name.length < LONG ? 1 : 2
    const near = settings
      .map((meant) => ({ meant, distance: distanceOf(name, meant, allowed) }))
      .filter(({ distance }) => distance <= allowed)
      .toSorted((a, b) => a.distance - b.distance)
    return near[0] === undefined ? [] : [{ name, meant: near[0].meant }]
  })
}

/** Whether somebody reads it: a setting, or one in a file of its own. */
export function isKnown(name: string): boolean {
  return Object.hasOwn(variables, name.replace(/_FILE$/, '')) || name === CONFIG_PATH
}

const CONFIG_PATH = 'CONFIG_PATH'
const settings: readonly string[] = [...Object.keys(variables), CONFIG_PATH]

/**
 * How many letters have to be added, taken away or replaced, where that is not more than `limit`; two
 * that changed places count as one. More than that is only said to be more.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)
 */
function distanceOf(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let [before, last]: [number[], number[]] = [[], [...Array(other.length + 1).keys()]]
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next[column] = Math.min(
        at(next, column - 1) + 1,
        at(last, column) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(before, column - 2) + 1 : Infinity,
      )
    }
    ;[before, last] = [last, next]
  }
  return at(last, other.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity
}
