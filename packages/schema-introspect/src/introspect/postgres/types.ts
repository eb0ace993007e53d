import type { ColumnType } from '../../model/schema-model.js'

export interface PostgresType {
  readonly type: ColumnType
  readonly elementType: ColumnType | null
  readonly length: number | null
  readonly precision: number | null
  readonly scale: number | null
}

/** What the catalogue says of a type; of a domain, what it says of the type beneath. */
export interface TypeRow {
  /** `pg_type.typname` of the base type, of an array's element. */
  readonly type_name: string
  /** `pg_type.typtype` of the base type: `b`ase, `e`num, `c`omposite, `r`ange ... */
  readonly type_kind: string
  readonly is_array: boolean
  /** `atttypmod`: length and precision as PostgreSQL packs them, -1 for none. */
  readonly modifier: number
}

const NAMED: Readonly<Record<string, ColumnType>> = {
  bool: 'boolean',
  int2: 'integer',
  int4: 'integer',
  int8: 'bigInteger',
  numeric: 'decimal',
  float4: 'float',
  float8: 'float',
  money: 'decimal',
  varchar: 'string',
  bpchar: 'string',
  char: 'string',
  name: 'string',
  interval: 'string',
  text: 'text',
  citext: 'text',
  date: 'date',
  timestamp: 'dateTime',
  timestamptz: 'timestamp',
  time: 'time',
  json: 'json',
  jsonb: 'json',
  uuid: 'uuid',
  bytea: 'binary',
  geometry: 'geometry',
  geography: 'geometry',
}

const WITH_LENGTH: ReadonlySet<string> = new Set(['varchar', 'bpchar'])
const HEADER = 4
/** Binary digits of the numbers that have no decimal precision. */
const BITS: Readonly<Record<string, readonly [precision: number, scale: number | null]>> = {
  int2: [16, 0],
  int4: [32, 0],
  int8: [64, 0],
  float4: [24, null],
  float8: [53, null],
}

export function toColumnType(row: TypeRow): PostgresType {
  const type = named(row)
  if (row.is_array) return { type: 'array', elementType: type, ...NO_SIZE }
  const length = WITH_LENGTH.has(row.type_name) && row.modifier >= 0 ? row.modifier - HEADER : null
  // A varchar without a length is as long as a text.
  const text = row.type_name === 'varchar' && length === null
  return { type: text ? 'text' : type, elementType: null, ...NO_SIZE, length, ...digits(row) }
}

const NO_SIZE = { length: null, precision: null, scale: null }

function named({ type_name, type_kind }: TypeRow): ColumnType {
  if (type_kind === 'e') return 'string'
  return Object.hasOwn(NAMED, type_name) ? (NAMED[type_name] ?? 'unknown') : 'unknown'
}

function digits({ type_name, modifier }: TypeRow): Pick<PostgresType, 'precision' | 'scale'> {
  if (type_name === 'numeric' && modifier >= 0) {
    const packed = modifier - HEADER
    // The scale has 11 bits and a sign.
    return { precision: packed >> 16, scale: ((packed & 0x7ff) ^ 1024) - 1024 }
  }
  const [precision, scale] = (Object.hasOwn(BITS, type_name) && BITS[type_name]) || [null, null]
  return { precision, scale }
}
