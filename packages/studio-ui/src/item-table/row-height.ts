import type { Density } from './item-table.js'

const HEIGHTS: Readonly<Record<Density, number>> = { compact: 28, cozy: 36, comfortable: 52 }

/** Browsers draw nothing that is taller than about 17,800,000 pixels. */
const TALLEST = 16_000_000

/** In pixels. */
export function rowHeight(density: Density = 'cozy'): number {
  return HEIGHTS[density]
}

/** How many rows can be scrolled to; those after them stand on pages. */
export function rowsWithinReach(density?: Density): number {
  return Math.floor(TALLEST / rowHeight(density))
}
