import type { Options } from '../../schema/studio-field.js'

/** How large cards can be. */
export const CARD_SIZES = [2, 3, 4, 5, 6] as const

export type CardSize = (typeof CARD_SIZES)[number]

/** The size that the catalogue has for cards whose size nobody chose. */
const USUAL: CardSize = 4

export function cardSize({ size }: Options): CardSize {
  return CARD_SIZES.find((each) => each === size) ?? USUAL
}

/** Pixels that a card is at least wide, where there is so much room. */
export function widthOf(size: CardSize): number {
  return 60 + size * 50
}
