import { expect, it } from 'vitest'
import { rowHeight, rowsWithinReach } from './row-height.js'

it('lets as many rows be scrolled to as browsers can draw', () => {
  expect(rowsWithinReach()).toBe(444_444)
  for (const density of ['compact', 'cozy', 'comfortable'] as const)
    expect(rowsWithinReach(density) * rowHeight(density)).toBeLessThan(17_800_000)
})
