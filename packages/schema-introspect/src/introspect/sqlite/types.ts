import type { ColumnType } from '../../model/schema-model.js'

export interface DeclaredType {
  readonly type: ColumnType
  readonly length: number | null
  readonly precision: number | null
  readonly scale: number | null
}

const NAMED: Readonly<Record<string, ColumnType>> = {
  bool: 'boolean',
  boolean: 'boolean',
  bit: 'boolean',
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  integer: 'integer',
  int2: 'integer',
  int4: 'integer',
  year: 'integer',
  bigint: 'bigInteger',
  int8: 'bigInteger',
  'unsigned big int': 'bigInteger',
  'big int': 'bigInteger',
  numeric: 'decimal',
  number: 'decimal',
  decimal: 'decimal',
  dec: 'decimal',
  real: 'float',
  float: 'float',
  double: 'float',
  'double precision': 'float',
  money: 'decimal',
  varchar: 'string',
  nvarchar: 'string',
  char: 'string',
  character: 'string',
  'character varying': 'string',
  'varying character': 'string',
  'native character': 'string',
  nchar: 'string',
  text: 'text',
  clob: 'text',
  date: 'date',
  datetime: 'dateTime',
  'timestamp without time zone': 'dateTime',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  'timestamp with time zone': 'timestamp',
  time: 'time',
  json: 'json',
  jsonb: 'json',
  uuid: 'uuid',
  blob: 'binary',
  binary: 'binary',
  varbinary: 'binary',
  bytea: 'binary',
  geometry: 'geometry',
}

/** SQLite's own rules for a type it does not know, in their order. Numeric affinity says too little. */
const AFFINITY: readonly (readonly [RegExp, ColumnType])[] = [
  [/int/, 'integer'],
  [/char|clob|text/, 'text'],
  [/blob/, 'binary'],
  [/real|floa|doub/, 'float'],
]

/**
 * SQLite keeps the declared type as it was written and lets any value in. The declaration is what
 * people meant, so it decides.
 */
export function parseDeclaredType(declared: string): DeclaredType {
  const text = declared.trim().toLowerCase()
  const [, base = '', first, second] =
    /^([^(]*?)\s*(?:\(\s*([+-]?\d+)\s*(?:,\s*([+-]?\d+)\s*)?\).*)?$/s.exec(text) ?? []
  const name = base.replace(/\s+/g, ' ')
  const type = named(name, first) ?? byAffinity(name)
  const size = first === undefined ? null : Number(first)
  return {
    type: type === 'string' && size === null && name !== 'char' ? 'text' : type,
    length: type === 'string' || type === 'text' || type === 'binary' ? size : null,
    precision: isExact(type) ? size : null,
    scale: isExact(type) && size !== null ? Number(second ?? 0) : null,
  }
}

function named(name: string, size: string | undefined): ColumnType | undefined {
  if (name === 'tinyint' && size === '1') return 'boolean'
  return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
}

function byAffinity(name: string): ColumnType {
  return AFFINITY.find(([pattern]) => pattern.test(name))?.[1] ?? 'unknown'
}

function isExact(type: ColumnType): boolean {
  return type === 'decimal'
}
