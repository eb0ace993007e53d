/**
 * GeoJSON of well-known text and back: SQL Server speaks the latter only.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/spatial/spatial-data-types-overview
 */

interface Geometry {
  readonly type: string
  readonly coordinates?: unknown
  readonly geometries?: readonly Geometry[]
}

const TYPES: Readonly<Record<string, string>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
}

/** Text that GeoJSON has no words for (curves, FULLGLOBE) stays as it is. */
export function fromWkt(value: unknown): unknown {
  return typeof value === 'string' ? (geometryOf(value.trim()) ?? value) : value
}

function geometryOf(text: string): Geometry | null {
  const [, tag = '', rest = ''] = /^([A-Z]+)\s*(.*)$/s.exec(text) ?? []
  if (tag === 'GEOMETRYCOLLECTION') {
    const geometries = membersOf(rest).map(geometryOf)
    return geometries.includes(null)
      ? null
      : { type: 'GeometryCollection', geometries: geometries as Geometry[] }
  }
  const type = TYPES[tag]
  if (type === undefined) return null
  const coordinates = rest === 'EMPTY' ? [] : coordinatesOf(rest)
  if (tag === 'POINT') return { type, coordinates: (coordinates as unknown[])[0] ?? [] }
  return { type, coordinates: tag === 'MULTIPOINT' ? pointsOf(coordinates) : coordinates }
}

/** MULTIPOINT may write each of its points in brackets. */
function pointsOf(coordinates: unknown): readonly unknown[] {
  return (coordinates as readonly (readonly unknown[])[]).map((each) =>
    Array.isArray(each[0]) ? (each[0] as readonly unknown[]) : each,
  )
}

/** `((0 0, 1 1))` is JSON but for its brackets and spaces. */
function coordinatesOf(text: string): unknown {
  const json = text
    .replaceAll(
      /[^(),]*\d[^(),]*/g,
      (point) => `[${point.trim().split(/\s+/).filter(isNumber).join(',')}]`,
    )
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  return JSON.parse(json)
}

/** A measure without a height is written with the word NULL. */
function isNumber(text: string): boolean {
  return text !== 'NULL'
}

/** The texts between the commas that are in no brackets. */
function membersOf(text: string): readonly string[] {
  const inner = text.replace(/^\(/, '').replace(/\)$/, '')
  const members: string[] = []
  let depth = 0
  let start = 0
  for (const [index, character] of [...inner].entries()) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character !== ',' || depth > 0) continue
    members.push(inner.slice(start, index).trim())
    start = index + 1
  }
  return text === 'EMPTY' ? [] : [...members, inner.slice(start).trim()]
}

/** What is no GeoJSON is handed over as it is, and refused by the database. */
export function toWkt(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return textOf(value as Geometry) ?? JSON.stringify(value)
}

function textOf({ type, coordinates, geometries }: Geometry): string | null {
  if (type === 'GeometryCollection') {
    const members = (geometries ?? []).map(textOf)
    return members.includes(null) ? null : `GEOMETRYCOLLECTION ${listed(members.join(', '))}`
  }
  const tag = Object.keys(TYPES).find((each) => TYPES[each] === type)
  if (tag === undefined || !Array.isArray(coordinates)) return null
  return `${tag} ${tag === 'POINT' ? listed(pointOf(coordinates)) : listed(listOf(coordinates))}`
}

function listOf(coordinates: readonly unknown[]): string {
  const parts = coordinates.map((each) => {
    const list = each as readonly unknown[]
    return Array.isArray(list[0]) ? listed(listOf(list)) : pointOf(list)
  })
  return parts.join(', ')
}

function pointOf(coordinates: readonly unknown[]): string {
  return coordinates.map(Number).join(' ')
}

function listed(text: string): string {
  return text === '' ? 'EMPTY' : `(${text})`
}
