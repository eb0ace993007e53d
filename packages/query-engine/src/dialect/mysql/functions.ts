import { sql } from 'kysely'
import type { JsonForm, JsonPath } from '../../resolve/resolved.js'
import type { SpatialTest, Sql, ValueForm } from '../dialect.js'
import { jsonExtract, spatialTest } from '../mariadb/functions.js'

/**
 * @see https://dev.mysql.com/doc/refman/8.0/en/json-attribute-functions.html#function_json-type
 * @see https://dev.mysql.com/doc/refman/8.0/en/json.html#json-path-syntax
 */
export function jsonPath(x: Sql, path: JsonPath, form: JsonForm): Sql {
  const value = jsonExtract(x, path)
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
