import { describe, expect, it } from 'vitest'
import { toGeometry } from './geojson.js'
import { ValueError } from './value.js'

const SQUARE = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 0],
]

const positions = (count: number): readonly (readonly number[])[] =>
  Array.from({ length: count }, (_, index) => [index, 0])

const nested = (levels: number): object =>
  levels === 0
    ? { type: 'Point', coordinates: [0, 0] }
    : { type: 'GeometryCollection', geometries: [nested(levels - 1)] }

describe('toGeometry', () => {
  it.each([
    { type: 'Point', coordinates: [1.5, -2] },
    { type: 'MultiPoint', coordinates: [[0, 0]] },
    { type: 'LineString', coordinates: positions(2) },
    { type: 'MultiLineString', coordinates: [positions(2), positions(3)] },
    { type: 'Polygon', coordinates: [SQUARE, SQUARE] },
    { type: 'MultiPolygon', coordinates: [[SQUARE]] },
    { type: 'LineString', coordinates: positions(10_000) },
    nested(4),
  ])('takes geometries, as objects and as text', (geometry) => {
    expect(toGeometry(geometry)).toEqual(geometry)
    expect(toGeometry(JSON.stringify(geometry))).toEqual(geometry)
  })

  it('leaves out heights, and what else there is', () => {
    const given = { type: 'Point', coordinates: [1, 2, 3], crs: { type: 'name' }, bbox: [0] }
    expect(toGeometry(given)).toEqual({ type: 'Point', coordinates: [1, 2] })
  })

  it.each([
    ['nothing', null],
    ['a number', 1],
    ['a list', [1, 2]],
    ['text', 'POINT(1 2)'],
    ['text of no end', '{"type":"Point","coordinates":[1,'],
    ['a feature', { type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }],
    ['another type', { type: 'Circle', coordinates: [1, 2] }],
    ['a name that every object has', { type: 'constructor', coordinates: [1, 2] }],
    ['a prototype', { type: '__proto__', coordinates: [1, 2] }],
    ['no coordinates', { type: 'Point' }],
    ['an empty point', { type: 'Point', coordinates: [] }],
    ['half a point', { type: 'Point', coordinates: [1] }],
    ['too many numbers', { type: 'Point', coordinates: [1, 2, 3, 4, 5] }],
    ['numbers as text', { type: 'Point', coordinates: ['1', '2'] }],
    ['what is no number', { type: 'Point', coordinates: [Number.NaN, 1] }],
    ['an endless number', '{"type":"Point","coordinates":[1e999,1]}'],
    ['a line of one', { type: 'LineString', coordinates: [[1, 2]] }],
    ['an open ring', { type: 'Polygon', coordinates: [[...SQUARE.slice(0, 3), [9, 9]]] }],
    ['a ring of three', { type: 'Polygon', coordinates: [[SQUARE[0], SQUARE[1], SQUARE[0]]] }],
    ['an empty polygon', { type: 'Polygon', coordinates: [] }],
    ['an empty collection', { type: 'GeometryCollection', geometries: [] }],
    ['a collection of no geometry', { type: 'GeometryCollection', geometries: [1] }],
    ['collections without end', nested(5)],
    ['collections as text, deeper than a stack', '['.repeat(200_000)],
    ['too many positions', { type: 'LineString', coordinates: positions(10_001) }],
    [
      'too many positions in all',
      { type: 'MultiLineString', coordinates: [positions(6_000), positions(6_000)] },
    ],
  ])('refuses %s', (_, given) => {
    expect(() => toGeometry(given)).toThrow(ValueError)
  })
})
