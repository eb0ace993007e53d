import type { ColumnType } from '../../model/schema-model.js'

const NAMED: Readonly<Record<string, ColumnType>> = {
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  year: 'integer',
  bigint: 'bigInteger',
  decimal: 'decimal',
  float: 'float',
  double: 'float',
  bit: 'integer',
  char: 'string',
  varchar: 'string',
  enum: 'string',
  set: 'string',
  tinytext: 'text',
  text: 'text',
  mediumtext: 'text',
  longtext: 'text',
  date: 'date',
  datetime: 'dateTime',
  timestamp: 'timestamp',
  time: 'time',
  json: 'json',
  uuid: 'uuid',
  binary: 'binary',
  varbinary: 'binary',
  tinyblob: 'binary',
  blob: 'binary',
  mediumblob: 'binary',
  longblob: 'binary',
  geometry: 'geometry',
  point: 'geometry',
  linestring: 'geometry',
  polygon: 'geometry',
  multipoint: 'geometry',
  multilinestring: 'geometry',
  multipolygon: 'geometry',
  geometrycollection: 'geometry',
  geomcollection: 'geometry',
}

/** @param columnType the type with its arguments: `tinyint(1)`, `enum('a','b')` */
export function toColumnType(dataType: string, columnType: string): ColumnType {
  // The usual spelling of a boolean; the server itself turns `boolean` into it.
  if (columnType === 'tinyint(1)' || columnType === 'bit(1)') return 'boolean'
  if (bitsOf(columnType) > SAFE_BITS) return 'bigInteger'
  return Object.hasOwn(NAMED, dataType) ? (NAMED[dataType] ?? 'unknown') : 'unknown'
}

/** Bits of the whole numbers that a double holds exactly. */
const SAFE_BITS = 53

function bitsOf(columnType: string): number {
  return Number(/^bit\((\d+)\)/.exec(columnType)?.[1] ?? 0)
}
