import { describe, expect, it } from 'vitest'
import { type Box, type BoxLink, placeBoxes } from './diagram-places.js'

const boxes = (count: number): readonly Box[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    width: 220,
    height: 60 + (index % 12) * 20,
  }))

const link = (from: number, to: number): BoxLink => ({ from: `t${from}`, to: `t${to}` })

/** Boxes with their places, and those that stand on another. */
function placed(all: readonly Box[], links: readonly BoxLink[]) {
  const places = placeBoxes(all, links)
  const standing = all.map((box) => ({ ...box, ...(places.get(box.id) ?? { x: NaN, y: NaN }) }))
  const right = Math.max(...standing.map(({ x, width }) => x + width))
  const bottom = Math.max(...standing.map(({ y, height }) => y + height))
  const overlaps = standing.flatMap((a, index) =>
    standing
      .slice(index + 1)
      .filter((b) => !(a.x + a.width <= b.x || b.x + b.width <= a.x))
      .filter((b) => !(a.y + a.height <= b.y || b.y + b.height <= a.y))
      .map((b) => `${a.id} ${b.id}`),
  )
  return { places, overlaps, ratio: right / bottom, right, bottom }
}

describe('the places of tables in a picture', () => {
  it.each([
    ['a hub', 120, Array.from({ length: 119 }, (_, index) => link(index + 1, 0))],
    ['a chain', 40, Array.from({ length: 39 }, (_, index) => link(index + 1, index))],
    ['a circle', 5, Array.from({ length: 5 }, (_, index) => link(index, (index + 1) % 5))],
    ['many groups', 90, Array.from({ length: 45 }, (_, index) => link(index * 2, index * 2 + 1))],
    ['no links', 30, []],
    ['links to itself and to nobody', 3, [link(0, 0), link(1, 7)]],
  ])('leaves none on another: %s', (_, count, links) => {
    const { places, overlaps } = placed(boxes(count), links)
    expect(places.size).toBe(count)
    expect(overlaps).toEqual([])
  })

  it('puts the holder of a key left of what it points at', () => {
    const links = [link(0, 1), link(1, 2), link(0, 2), link(3, 2)]
    const { places } = placed(boxes(4), links)
    for (const { from, to } of links)
      expect(places.get(from)?.x).toBeLessThan(places.get(to)?.x ?? 0)
    // As near to it as it can be, and not in the first column.
    expect(places.get('t3')?.x).toBe(places.get('t1')?.x)
  })

  it('brings what is linked to about the same height', () => {
    const links = [link(0, 3), link(1, 5), link(2, 4)]
    const all = boxes(6).map((box) => ({ ...box, height: 100 }))
    const hub = { id: 'hub', width: 220, height: 100 }
    const ends = [3, 4, 5].map((to) => ({ from: `t${to}`, to: 'hub' }))
    const { places } = placed([...all, hub], [...links, ...ends])
    for (const { from, to } of links) expect(places.get(from)?.y).toBe(places.get(to)?.y)
  })

  it.each([
    ['one column that all point at', Array.from({ length: 499 }, (_, index) => link(index + 1, 0))],
    [
      'links to any',
      Array.from({ length: 700 }, (_, at) => link((at % 499) + 1, (at * 7919) % ((at % 499) + 1))),
    ],
  ])('draws 500 tables in the shape of a screen: %s', (_, links) => {
    const { overlaps, ratio } = placed(boxes(500), links)
    expect(overlaps).toEqual([])
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(4)
  })
})
