import { isPlainObject } from './plain.js'
import { ValueError } from './value.js'

/** Longitude and latitude, or x and y. */
export type Position = readonly [number, number]

type Coordinates = Position | readonly Coordinates[]

/** A geometry of RFC 7946 in two dimensions, without members that say something else. */
export type Geometry =
  | { readonly type: Shape; readonly coordinates: Coordinates }
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly Geometry[] }

type Shape = 'Point' | 'MultiPoint' | 'LineString' | 'MultiLineString' | 'Polygon' | 'MultiPolygon'

/** Positions of one geometry at the most: databases take many times their number in steps. */
const MAX_POSITIONS = 10_000
/** Collections within collections, which RFC 7946 advises against. */
const MAX_COLLECTIONS = 4
/** Positions of a line, and of a ring, at the least. */
const LINE = 2
const RING = 4

/** What is counted while a geometry is read. */
interface Count {
  positions: number
}

/**
 * Reads a geometry that others wrote, as an object or as JSON text. Heights are left out, as the
 * databases compare in two dimensions, and so is a `crs`: the column's own holds.
 *
 * @example
 * toGeometry('{"type":"Point","coordinates":[2.35,48.85]}')   // { type: 'Point', coordinates: [2.35, 48.85] }
 *
 * @throws ValueError for what is no geometry, is empty, or has too many positions
 * @see https://www.rfc-editor.org/rfc/rfc7946#section-3.1
 */
export function toGeometry(value: unknown): Geometry {
  return geometryOf(typeof value === 'string' ? parsed(value) : value, { positions: 0 }, 1)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw noGeometry()
  }
}

function geometryOf(value: unknown, count: Count, level: number): Geometry {
  if (!isPlainObject(value)) throw noGeometry()
  const { type, coordinates, geometries } = value
  if (type === 'GeometryCollection') {
    if (level > MAX_COLLECTIONS)
      throw new ValueError(`collections are nested deeper than ${MAX_COLLECTIONS} levels`)
    return {
      type,
      geometries: filled(geometries).map((each) => geometryOf(each, count, level + 1)),
    }
  }
  const read =
    typeof type === 'string' && Object.hasOwn(SHAPES, type) ? SHAPES[type as Shape] : null
  if (read === null) throw noGeometry()
  return { type: type as Shape, coordinates: read(coordinates, count) }
}

type Reader = (value: unknown, count: Count) => Coordinates

const SHAPES: Readonly<Record<Shape, Reader>> = {
  Point: position,
  MultiPoint: (value, count) => listOf(value, count, position),
  LineString: line,
  MultiLineString: (value, count) => listOf(value, count, line),
  Polygon: polygon,
  MultiPolygon: (value, count) => listOf(value, count, polygon),
}

function position(value: unknown, count: Count): Position {
  count.positions++
  if (count.positions > MAX_POSITIONS)
    throw new ValueError(`a geometry has at most ${MAX_POSITIONS} positions`)
  const [x, y, ...heights] = Array.isArray(value) ? (value as readonly unknown[]) : []
  if (!isNumber(x) || !isNumber(y) || heights.length > 2 || !heights.every(isNumber))
    throw new ValueError('a position is a list of two or three numbers')
  return [x, y]
}

function line(value: unknown, count: Count): Coordinates {
  const positions = listOf(value, count, position)
  if (positions.length < LINE) throw new ValueError('a line has two positions or more')
  return positions
}

function polygon(value: unknown, count: Count): Coordinates {
  return listOf(value, count, ring)
}

function ring(value: unknown, count: Count): Coordinates {
  const positions = listOf(value, count, position)
  const [first] = positions
  const last = positions.at(-1)
  if (positions.length < RING || first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    throw new ValueError('a ring of a polygon has four positions or more and ends where it begins')
  return positions
}

function listOf<T>(
  value: unknown,
  count: Count,
  read: (value: unknown, count: Count) => T,
): readonly T[] {
  return filled(value).map((each) => read(each, count))
}

function filled(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw noGeometry()
  return value
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function noGeometry(): ValueError {
  return new ValueError('what is given is no GeoJSON geometry, or an empty one')
}
