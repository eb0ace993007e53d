/** The types that a field has on the wire: those of columns, and what has no column. */
export const FIELD_TYPES = [
  'alias',
  'bigInteger',
  'binary',
  'boolean',
  'csv',
  'date',
  'dateTime',
  'decimal',
  'float',
  'geometry',
  'geometry.LineString',
  'geometry.MultiLineString',
  'geometry.MultiPoint',
  'geometry.MultiPolygon',
  'geometry.Point',
  'geometry.Polygon',
  'hash',
  'integer',
  'json',
  'string',
  'text',
  'time',
  'timestamp',
  'unknown',
  'uuid',
] as const

export type FieldType = (typeof FIELD_TYPES)[number]

/** What a field is to its collection: a plain value, one of the kinds of links, or a part of the form. */
export const LOCAL_TYPES = [
  'standard',
  'file',
  'files',
  'm2o',
  'o2m',
  'm2m',
  'm2a',
  'presentation',
  'translations',
  'group',
] as const

export type LocalType = (typeof LOCAL_TYPES)[number]

export const INTEGERS: readonly FieldType[] = ['integer', 'bigInteger']
export const NUMBERS: readonly FieldType[] = [...INTEGERS, 'float', 'decimal']
export const DATES: readonly FieldType[] = ['dateTime', 'date', 'time', 'timestamp']
export const GEOMETRIES: readonly FieldType[] = FIELD_TYPES.filter((type) =>
  type.startsWith('geometry'),
)
/** The types that a key which another row names can have. */
export const KEYS: readonly FieldType[] = ['uuid', 'string', 'text', 'integer', 'bigInteger']
