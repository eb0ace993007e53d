export interface BackOff {
  /** After the first failure, in milliseconds. 1,000 unless told; doubles with each further one. */
  readonly first?: number
  /** Never longer than this, in milliseconds: an hour unless told. */
  readonly longest?: number
}

const FIRST_MS = 1000
const LONGEST_MS = 3_600_000

/**
 * Milliseconds until the next attempt. Half of it is left to chance, so that jobs that failed together
 * do not come back together.
 *
 * @param attempt 1 after the first failure
 * @param random a number from 0 to 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("equal jitter")
 */
export function pauseAfter(
  attempt: number,
  { first = FIRST_MS, longest = LONGEST_MS }: BackOff = {},
  random: number = Math.random(),
): number {
  const full = Math.min(longest, first * 2 ** (attempt - 1))
  return Math.round(full / 2 + (full / 2) * random)
}
