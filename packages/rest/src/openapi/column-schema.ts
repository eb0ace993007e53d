import {
  type Column,
  type ColumnType,
  isSecret,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import type { JsonSchema } from './document.js'

/** Exact numbers leave as text and are taken as text or number. */
const typeSchemas: Readonly<Record<ColumnType, JsonSchema>> = {
  integer: { type: 'integer' },
  bigInteger: { type: ['string', 'integer'], format: 'int64' },
  decimal: { type: ['string', 'number'], format: 'decimal' },
  float: { type: 'number', format: 'float' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  dateTime: { type: 'string', format: 'date-time' },
  time: { type: 'string', format: 'time' },
  timestamp: { type: 'string', format: 'timestamp' },
  uuid: { type: 'string', format: 'uuid' },
  string: { type: 'string' },
  text: { type: 'string' },
  hash: { type: 'string' },
  binary: { type: 'string', contentEncoding: 'base64' },
  csv: { type: 'array', items: { type: 'string' } },
  geometry: { type: 'object', description: 'GeoJSON geometry' },
  array: { type: 'array' },
  json: {},
  unknown: {},
}

/** The schema of a column's values. */
export function columnSchema(column: Column, schema: SchemaModel): JsonSchema {
  const values = column.enum === null ? undefined : schema.enums[column.enum]?.values
  return {
    ...orNull(valueSchema(column, values), column.nullable),
    ...(column.comment !== null && { description: column.comment }),
    ...(column.default?.kind === 'literal' &&
      column.default.value !== null && { default: column.default.value }),
    ...(!column.actions.includes('create') &&
      !column.actions.includes('update') && { readOnly: true }),
  }
}

function valueSchema(column: Column, values: readonly string[] | undefined): JsonSchema {
  const base = typeSchemas[column.type]
  if (column.type === 'array')
    return { ...base, items: column.elementType === null ? {} : typeSchemas[column.elementType] }
  // Whatever it is, asterisks are read of it.
  if (column.traits.secret !== undefined) return withText(base)
  const isText = base['type'] === 'string' && base['format'] === undefined
  return {
    ...base,
    ...(values !== undefined && base['type'] === 'string' && { enum: values }),
    ...(isText &&
      column.type !== 'binary' &&
      // The length is that of what is kept of it.
      !isSecret(column) &&
      column.length !== null && { maxLength: column.length }),
  }
}

/** A schema of the same values and of texts; of which form they are counts no more. */
function withText({ type }: JsonSchema): JsonSchema {
  if (type === undefined) return {}
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  return { type: types.includes('string') ? type : [...types, 'string'] }
}

/** Adds null to a schema that says of which type a value is; one that does not allows it already. */
function orNull(schema: JsonSchema, nullable: boolean): JsonSchema {
  const { type, enum: values } = schema
  if (!nullable || type === undefined) return schema
  return {
    ...schema,
    type: [...(Array.isArray(type) ? type : [type]), 'null'],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  }
}
