import type { Density } from './item-table.js'

const HEIGHTS: Readonly<Record<Density, number>> = { compact: 28, cozy: 36, comfortable: 52 }

/** In pixels. */
export function rowHeight(density: Density = 'cozy'): number {
  return HEIGHTS[density]
}
