import type { DialectName } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import type { Filter } from '../../src/index.js'
import { InvalidQueryError } from '../../src/index.js'
import { drySession } from '../support/dry.js'

const POINT = { type: 'Point', coordinates: [1, 2] }

function explained(
  vendor: DialectName,
  filter: Filter,
): { readonly where: string; readonly parameters: readonly unknown[] } {
  const { sql, parameters } = drySession(vendor).session.explain('place', {
    fields: ['id'],
    filter,
    limit: 1,
  })
  const [, where = ''] = /where (.*?) order by/.exec(sql.replaceAll('`', '"')) ?? []
  return {
    where,
    parameters: parameters.filter((each) => typeof each !== 'number' && each !== 'id'),
  }
}

const DOCUMENT = JSON.stringify(POINT)

/** What is sent for each test, and the one parameter of it. */
const EXPECTED: Readonly<
  Record<Exclude<DialectName, 'sqlite'>, readonly [string, string, string, parameter: string]>
> = {
  // https://postgis.net/docs/ST_Intersects.html
  postgres: [
    'ST_Intersects("t0"."area", ST_SetSRID(ST_GeomFromGeoJSON($1::text), ST_SRID("t0"."area")))',
    '"t0"."area" && ST_SetSRID(ST_GeomFromGeoJSON($1::text), ST_SRID("t0"."area"))',
    'ST_Equals("t0"."area", ST_SetSRID(ST_GeomFromGeoJSON($1::text), ST_SRID("t0"."area")))',
    DOCUMENT,
  ],
  // https://www.cockroachlabs.com/docs/stable/functions-and-operators#spatial-functions
  cockroachdb: [
    'ST_Intersects("t0"."area", ST_SetSRID(ST_GeomFromGeoJSON($1::text), ST_SRID("t0"."area")))',
    '"t0"."area" && ST_SetSRID(ST_GeomFromGeoJSON($1::text), ST_SRID("t0"."area"))',
    'ST_Equals("t0"."area", ST_SetSRID(ST_GeomFromGeoJSON($1::text), ST_SRID("t0"."area")))',
    DOCUMENT,
  ],
  // https://mariadb.com/kb/en/geometry-relations/
  mariadb: [
    'ST_Intersects("t0"."area", ST_GeomFromGeoJSON(?))',
    'MBRIntersects("t0"."area", ST_GeomFromGeoJSON(?))',
    'ST_Equals("t0"."area", ST_GeomFromGeoJSON(?))',
    DOCUMENT,
  ],
  // https://dev.mysql.com/doc/refman/8.0/en/spatial-relation-functions.html
  mysql: [
    'ST_Intersects("t0"."area", ST_SRID(ST_GeomFromGeoJSON(?), ST_SRID("t0"."area")))',
    'MBRIntersects("t0"."area", ST_SRID(ST_GeomFromGeoJSON(?), ST_SRID("t0"."area")))',
    'ST_Equals("t0"."area", ST_SRID(ST_GeomFromGeoJSON(?), ST_SRID("t0"."area")))',
    DOCUMENT,
  ],
  // https://learn.microsoft.com/en-us/sql/t-sql/spatial-geometry/ogc-methods-on-geometry-instances
  mssql: [
    '("t0"."area").STIntersects(geometry::STGeomFromText(@1, coalesce(("t0"."area").STSrid, 0)).MakeValid()) = 1',
    '("t0"."area").STEnvelope().STIntersects(geometry::STGeomFromText(@1, coalesce(("t0"."area").STSrid, 0)).MakeValid().STEnvelope()) = 1',
    '("t0"."area").STEquals(geometry::STGeomFromText(@1, coalesce(("t0"."area").STSrid, 0)).MakeValid()) = 1',
    'POINT (1 2)',
  ],
  // https://docs.oracle.com/en/database/oracle/oracle-database/19/spatl/sdo_geom-relate.html
  oracle: [
    `sdo_geom.relate("t0"."area", 'anyinteract', sdo_util.from_geojson(:1), 0.005) = 'TRUE'`,
    `sdo_geom.relate(sdo_geom.sdo_mbr("t0"."area"), 'anyinteract', sdo_geom.sdo_mbr(sdo_util.from_geojson(:1)), 0.005) = 'TRUE'`,
    `sdo_geom.relate("t0"."area", 'equal', sdo_util.from_geojson(:1), 0.005) = 'EQUAL'`,
    DOCUMENT,
  ],
}

describe('statements for geometry', () => {
  const vendors = Object.keys(EXPECTED) as readonly (keyof typeof EXPECTED)[]

  it.each(vendors)('compare it on %s, with a parameter', (vendor) => {
    const [intersects, box, equals, parameter] = EXPECTED[vendor]
    const asked: readonly (readonly [Filter, string])[] = [
      [{ area: { _intersects: POINT } }, intersects],
      [{ area: { _nintersects: POINT } }, `not (${intersects})`],
      [{ area: { _intersects_bbox: JSON.stringify(POINT) } }, box],
      [{ area: { _nintersects_bbox: POINT } }, `not (${box})`],
      [{ area: { _eq: POINT } }, equals],
      [{ area: { _neq: POINT } }, `not (${equals})`],
    ]
    for (const [filter, where] of asked) {
      expect(explained(vendor, filter)).toEqual({ where, parameters: [parameter] })
    }
  })

  it('compare places of the globe as such', () => {
    const where = (vendor: DialectName, filter: Filter) => explained(vendor, filter).where
    expect(where('postgres', { spot: { _intersects: POINT } })).toBe(
      'ST_Intersects("t0"."spot", ST_GeomFromGeoJSON($1::text)::geography)',
    )
    expect(where('postgres', { spot: { _eq: POINT } })).toBe(
      'ST_Equals("t0"."spot"::geometry, ST_GeomFromGeoJSON($1::text))',
    )
    expect(where('mssql', { spot: { _intersects: POINT } })).toBe(
      '("t0"."spot").STIntersects(geography::STGeomFromText(@1, coalesce(("t0"."spot").STSrid, 4326)).MakeValid()) = 1',
    )
    expect(() => where('mssql', { spot: { _intersects_bbox: POINT } })).toThrow(InvalidQueryError)
  })

  it('are refused where the database compares no geometry', () => {
    expect(() => explained('sqlite', { area: { _intersects: POINT } })).toThrow(
      new InvalidQueryError('SQLite has no spatial operators.'),
    )
  })
})
