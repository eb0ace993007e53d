import { sql } from 'kysely'
import type { JsonForm, JsonPath } from '../../resolve/resolved.js'
import type { SpatialTest, Sql, ValueForm } from '../dialect.js'
import { spatialTest } from '../mariadb/functions.js'

/** Keys are quoted, so that one made of digits is no index. */
function pathText(path: JsonPath): string {
  return `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step}"`)).join('')}`
}

/** @see https://dev.mysql.com/doc/refman/8.0/en/json-attribute-functions.html#function_json-type */
export function jsonPath(x: Sql, path: JsonPath, form: JsonForm): Sql {
  const value = sql`json_extract(${x}, ${pathText(path)})`
  switch (form) {
    case 'json':
      return value
    case 'number':
      return sql`case when json_type(${value}) in ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') then cast(${value} as double) end`
    case 'text':
      return sql`case when json_type(${value}) <> 'NULL' then json_unquote(${value}) end`
  }
}

/**
 * A document has no spatial reference system of its own: it takes that of the column.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/spatial-geojson-functions.html
 * @see https://dev.mysql.com/doc/refman/8.0/en/spatial-relation-functions.html
 */
export function spatial(_form: ValueForm, x: Sql, geometry: Sql, test: SpatialTest): Sql {
  return spatialTest(x, sql`ST_SRID(ST_GeomFromGeoJSON(${geometry}), ST_SRID(${x}))`, test)
}
