import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import type { Filter } from '../../src/index.js'
import { InvalidQueryError } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** A square at 0..2, a point at 5,5, a line from 10,10 to 20,20, a triangle below the other half of its box, and nothing. */
const PLACES = [
  `create table places (id integer not null primary key, area geometry)`,
  `insert into places (id, area) values
    (1, ST_GeomFromText('POLYGON((0 0,2 0,2 2,0 2,0 0))')),
    (2, ST_GeomFromText('POINT(5 5)')),
    (3, ST_GeomFromText('LINESTRING(10 10,20 20)')),
    (4, ST_GeomFromText('POLYGON((30 30,40 30,30 40,30 30))')),
    (5, null)`,
]

const point = (x: number, y: number): object => ({ type: 'Point', coordinates: [x, y] })
const box = (from: number, to: number): object => ({
  type: 'Polygon',
  coordinates: [
    [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
      [from, from],
    ],
  ],
})

/** The vendors whose databases have geometry without an extension and read its text alike. */
const VENDORS = SUPPORTED.filter(({ name }) => name === 'mariadb' || name === 'mysql')

skipFileWithout(VENDORS, 'DIALECTS leaves out MariaDB and MySQL')

describe.each(VENDORS)('geometry on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const places = useFixture(dialect, () => PLACES)

  test.each([
    ['a point within', { _intersects: point(1, 1) }, [1]],
    ['a point at the edge', { _intersects: point(2, 1) }, [1]],
    ['JSON text', { _intersects: JSON.stringify(point(5, 5)) }, [2]],
    [
      'a height, which does not count',
      { _intersects: { ...point(5, 5), coordinates: [5, 5, 9] } },
      [2],
    ],
    ['an area over two', { _intersects: box(1, 6) }, [1, 2]],
    ['what is beside the shape but within its box', { _intersects: point(39, 39) }, []],
    ['its box', { _intersects_bbox: point(39, 39) }, [4]],
    ['the box of a line', { _intersects_bbox: point(12, 18) }, [3]],
    ['all others, but not nothing', { _nintersects: box(1, 6) }, [3, 4]],
    ['all other boxes', { _nintersects_bbox: point(39, 39) }, [1, 2, 3]],
    ['the same point', { _eq: point(5, 5) }, [2]],
    [
      'the same points in another order',
      {
        _eq: {
          type: 'LineString',
          coordinates: [
            [20, 20],
            [10, 10],
          ],
        },
      },
      [3],
    ],
    ['any but that', { _neq: point(5, 5) }, [1, 3, 4]],
    [
      'several shapes',
      {
        _intersects: {
          type: 'MultiPoint',
          coordinates: [
            [5, 5],
            [10, 10],
          ],
        },
      },
      [2, 3],
    ],
    ['nothing', { _null: true }, [5]],
  ] as readonly (readonly [string, Filter, readonly number[]])[])(
    'is found by %s',
    async (_, filter, ids) => {
      expect(await places.ids('places', { area: filter })).toEqual(ids)
    },
  )

  test.each([
    ['text that is SQL', "POINT(1 1)') or 1=1 --"],
    ['a number', 1],
    ['a list', [1, 2]],
    ['a line of one position', { type: 'LineString', coordinates: [[1, 1]] }],
    [
      'an open ring',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [5, 5],
          ],
        ],
      },
    ],
    ['numbers that are text', { type: 'Point', coordinates: ['1', '1'] }],
  ])('is not compared with %s', async (_, value) => {
    for (const operator of ['_intersects', '_nintersects_bbox', '_eq']) {
      const reading = places.session.read('places', { filter: { area: { [operator]: value } } })
      await expect(reading, operator).rejects.toThrow(InvalidQueryError)
    }
  })

  test('is compared with as many positions as are allowed, and huge numbers', async () => {
    const coordinates = Array.from({ length: 10_000 }, (_, index) => [index / 1_000, -5])
    const line = { type: 'LineString', coordinates }
    expect(await places.ids('places', { area: { _intersects: line } })).toEqual([])
    expect(await places.ids('places', { area: { _intersects: point(1e300, -1e300) } })).toEqual([])
  })

  test('crosses itself without failing', async () => {
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
      ],
    }
    expect(await places.ids('places', { area: { _intersects: bow } })).toEqual([1])
  })
})
