/** A seeded source of chance: the same seed gives the same shop on every machine. */
export interface Random {
  /** A number from 0 up to, never including, 1. */
  next(): number
  /** A whole number between `min` and `max`, both included. */
  integer(min: number, max: number): number
  pick<T>(list: readonly T[]): T
  /** Picks by weight: `[[3, 'often'], [1, 'seldom']]`. */
  weighted<T>(choices: readonly (readonly [weight: number, value: T])[]): T
  /** True with this probability. */
  chance(probability: number): boolean
}

/**
 * Makes a {@link Random} of the mulberry32 generator. It uses 32-bit integer arithmetic only, so no
 * platform's rounding of a logarithm or a power can change a row.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  function integer(min: number, max: number): number {
    return min + Math.floor(next() * (max - min + 1))
  }

  function pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('There is nothing to pick from.')
    return list[integer(0, list.length - 1)] as T
  }

  function weighted<T>(choices: readonly (readonly [number, T])[]): T {
    const total = choices.reduce((sum, [weight]) => sum + weight, 0)
    let left = next() * total
    for (const [weight, value] of choices) {
      left -= weight
      if (left < 0) return value
    }
    throw new RangeError('There is nothing to pick from.')
  }

  return { next, integer, pick, weighted, chance: (probability) => next() < probability }
}
