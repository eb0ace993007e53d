import {
  type Column,
  type EnumType,
  findTable,
  type SchemaModel,
  type Table,
} from '@relvar/schema-introspect/model'
import type { FieldType } from '../field-type.js'
import type { Json } from '../options-schema.js'
import { titleOf } from './words.js'

/**
 * The type that a column has as a field: lists of a vendor are JSON on the wire, and a shape of geometry
 * is told apart where the database does.
 *
 * @example
 * fieldTypeOf({ ...column, type: 'geometry', nativeType: 'geometry(point,4326)' }) // 'geometry.Point'
 */
export function fieldTypeOf({ type, nativeType }: Column): FieldType {
  if (type === 'array') return 'json'
  if (type !== 'geometry') return type
  const shape = SHAPES.find((each) => new RegExp(`\\b${each}\\b`, 'i').test(nativeType))
  return shape === undefined ? 'geometry' : `geometry.${shape}`
}

const SHAPES = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
] as const

/** The table that the column alone leads to, where it may be read. */
export function linkedTable(column: Column, table: Table, schema: SchemaModel): Table | undefined {
  const link = table.relationships.find(
    ({ cardinality, columns }) =>
      cardinality === 'many-to-one' && columns.length === 1 && columns[0]?.[0] === column.name,
  )
  return typeof link?.target === 'string' ? findTable(schema, link.target) : undefined
}

/** The values of the column's enum as choices; undefined where it has none. */
export function choicesOf(column: Column, schema: SchemaModel): readonly Json[] | undefined {
  if (column.enum === null) return undefined
  const values: EnumType['values'] = schema.enums[column.enum]?.values ?? []
  return values.map((value) => ({ text: titleOf(value), value }))
}

/** A value comes by itself, whatever a form holds: nobody has to write one. */
export function fillsItself({ default: initially, traits, generated }: Column): boolean {
  return generated !== null || traits.onCreate !== undefined || initially?.kind === 'expression'
}
