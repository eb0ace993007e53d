import { describe, expect, it } from 'vitest'
import { fromWkt, toWkt } from './wkt.js'

describe('well-known text', () => {
  it.each([
    ['POINT (1 2)', { type: 'Point', coordinates: [1, 2] }],
    ['POINT (1 2 3)', { type: 'Point', coordinates: [1, 2, 3] }],
    ['POINT (-1.5 1E+20)', { type: 'Point', coordinates: [-1.5, 1e20] }],
    ['POINT EMPTY', { type: 'Point', coordinates: [] }],
    [
      'LINESTRING (0 0, 1 1)',
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    [
      'POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [0, 0],
          ],
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 1],
          ],
        ],
      },
    ],
    [
      'MULTILINESTRING ((0 0, 1 1))',
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
        ],
      },
    ],
    [
      'MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))',
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        ],
      },
    ],
    ['LINESTRING EMPTY', { type: 'LineString', coordinates: [] }],
    [
      'GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))',
      {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [1, 2] },
          {
            type: 'LineString',
            coordinates: [
              [0, 0],
              [1, 1],
            ],
          },
        ],
      },
    ],
    ['GEOMETRYCOLLECTION EMPTY', { type: 'GeometryCollection', geometries: [] }],
  ])('%s is GeoJSON, and back', (text, json) => {
    expect(fromWkt(text)).toEqual(json)
    expect(fromWkt(toWkt(json))).toEqual(json)
  })

  it('has each point of several in brackets', () => {
    const json = {
      type: 'MultiPoint',
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    }
    expect(fromWkt('MULTIPOINT ((0 0), (1 1))')).toEqual(json)
    expect(fromWkt(toWkt(json))).toEqual(json)
  })

  it('leaves alone what GeoJSON has no words for', () => {
    expect(fromWkt('CIRCULARSTRING (0 0, 1 1, 2 0)')).toBe('CIRCULARSTRING (0 0, 1 1, 2 0)')
    expect(toWkt({ type: 'Circle' })).toBe('{"type":"Circle"}')
    expect(toWkt({ type: 'Point', coordinates: ['1); drop table x', 2] })).toBe('POINT (NaN 2)')
  })
})
