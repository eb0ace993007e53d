import { describe, expect, it } from 'vitest'
import { atTop, drawnHeight, placeOf, scrolledTo, seenFrom, shiftOf } from './long-scroll.js'

const ROW = 36
const view = 800
const rows = 600_000 * ROW
const sizes = { rows, view }
const bottom = drawnHeight(rows) - view

describe('scrolling through more rows than browsers can draw', () => {
  it('leaves those alone that can be drawn', () => {
    const few = { rows: 400_000 * ROW, view }
    expect(drawnHeight(few.rows)).toBe(few.rows)
    expect(scrolledTo(atTop, 9_000_000, few)).toEqual({ part: 0, top: 9_000_000 })
    expect(shiftOf(0, few.rows)).toBe(0)
  })

  it('draws no more than browsers can', () => {
    expect(drawnHeight(rows)).toBeLessThan(17_800_000)
    expect(drawnHeight(1e12)).toBe(drawnHeight(rows))
  })

  it('reaches the first and the last row by the bar', () => {
    const end = scrolledTo(atTop, bottom, sizes)
    expect(seenFrom(end, rows)).toBe(rows - view)
    expect(seenFrom(scrolledTo(end, 0, sizes), rows)).toBe(0)
  })

  it('comes as far through the rows as the bar through what is drawn', () => {
    const half = seenFrom(scrolledTo(atTop, bottom / 2, sizes), rows)
    expect(Math.abs(half / rows - 0.5)).toBeLessThan(0.01)
  })

  it('passes no row when it goes by short ways, from the first to the last', () => {
    const step = 797
    let place = atTop
    let seen = 0
    while (seen < rows - view) {
      const wanted = Math.min(place.top + step, bottom)
      const next = scrolledTo(place, wanted, sizes)
      expect(seenFrom(next, rows) - seen).toBeLessThanOrEqual(step)
      expect(seenFrom(next, rows)).toBeGreaterThan(seen)
      place = next
      seen = seenFrom(next, rows)
    }
    expect(seen).toBe(rows - view)
    expect(place.top).toBe(bottom)
  })

  it('goes back by the same ways', () => {
    let place = scrolledTo(atTop, bottom, sizes)
    for (let steps = 0; seenFrom(place, rows) > 0; steps++) {
      expect(steps).toBeLessThan(rows / 600)
      const next = scrolledTo(place, Math.max(0, place.top - 700), sizes)
      expect(seenFrom(place, rows) - seenFrom(next, rows)).toBeLessThanOrEqual(700)
      place = next
    }
    expect(place).toEqual(atTop)
  })

  it('finds the place of any pixel', () => {
    for (const pixel of [0, 1, 12_345_678, rows - view])
      expect(seenFrom(placeOf(pixel, rows), rows)).toBe(pixel)
  })
})
