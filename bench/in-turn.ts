import type { Options } from './options.js'
import { median } from './report.js'

/** Requests per second of one side, measured for so many seconds. */
export type Rate = (seconds: number) => Promise<number>

export interface InTurn {
  readonly left: number
  readonly right: number
  /** The median of the rounds' ratios of right to left: what ran one after the other met the same machine. */
  readonly ratio: number
}

/** Measures two sides one after the other, several rounds, after each was warmed up. */
export async function measureInTurn(
  left: Rate,
  right: Rate,
  { rounds, seconds }: Pick<Options, 'rounds' | 'seconds'>,
): Promise<InTurn> {
  for (const side of [left, right]) await side(Math.min(2, seconds))
  const pairs: (readonly [number, number])[] = []
  for (let round = 0; round < rounds; round++) {
    pairs.push([await left(seconds), await right(seconds)])
  }
  return {
    left: median(pairs.map(([rate]) => rate)),
    right: median(pairs.map(([, rate]) => rate)),
    ratio: median(pairs.map(([one, other]) => other / one)),
  }
}
