import type { Column, ColumnType } from '../../model/schema-model.js'

export interface TypeRow {
  /** `TIMESTAMP(6) WITH TIME ZONE` and intervals have their digits in it. */
  readonly data_type: string
  /** In bytes. */
  readonly data_length: number
  readonly char_length: number | null
  /** B(ytes) or C(haracters): what the length was declared in. */
  readonly char_used: 'B' | 'C' | null
  readonly precision: number | null
  readonly scale: number | null
}

type OracleType = Pick<Column, 'type' | 'nativeType' | 'length' | 'precision' | 'scale'>

const NAMED: Readonly<Record<string, ColumnType>> = {
  float: 'float',
  binary_float: 'float',
  binary_double: 'float',
  char: 'string',
  varchar2: 'string',
  nvarchar2: 'string',
  nchar: 'text',
  clob: 'text',
  nclob: 'text',
  long: 'text',
  date: 'date',
  timestamp: 'dateTime',
  'timestamp with time zone': 'timestamp',
  'timestamp with local time zone': 'timestamp',
  'interval year to month': 'string',
  'interval day to second': 'string',
  raw: 'binary',
  'long raw': 'binary',
  blob: 'binary',
  json: 'json',
  boolean: 'boolean',
  sdo_geometry: 'geometry',
}

const TEXTS: ReadonlySet<string> = new Set(['char', 'varchar2', 'nchar', 'nvarchar2'])
/** Decimal digits that a double holds, whatever they are. */
const EXACT_DIGITS = 15

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html */
export function toColumnType(row: TypeRow): OracleType {
  const nativeName = row.data_type.toLowerCase()
  const name = nativeName.replaceAll(/\(\d+\)/g, '')
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
  const type = name === 'number' ? numberType(row) : (named ?? 'unknown')
  const length = toLength(row, name)
  const numeric = name === 'number' || name === 'float'
  return {
    type,
    nativeType: `${nativeName}${toArguments(row, name)}`,
    length,
    precision: numeric ? row.precision : null,
    scale: numeric ? row.scale : null,
  }
}

/**
 * NUMBER without digits holds any number, fractions too. INTEGER is NUMBER(*,0): people mean small
 * numbers by it.
 */
function numberType({ precision, scale }: TypeRow): ColumnType {
  if (scale === null || scale > 0) return 'decimal'
  return precision === null || precision - Math.min(scale, 0) <= EXACT_DIGITS
    ? 'integer'
    : 'bigInteger'
}

function toLength({ char_length, data_length }: TypeRow, name: string): number | null {
  if (TEXTS.has(name)) return char_length
  return name === 'raw' ? data_length : null
}

function toArguments(row: TypeRow, name: string): string {
  if (name === 'raw') return `(${row.data_length})`
  if (TEXTS.has(name))
    return `(${row.char_length ?? row.data_length}${row.char_used === 'C' ? ' char' : ''})`
  if (name === 'float') return row.precision === null ? '' : `(${row.precision})`
  if (name !== 'number' || row.scale === null) return ''
  const scale = row.scale === 0 ? '' : `,${row.scale}`
  return row.precision === null ? `(*,${row.scale})` : `(${row.precision}${scale})`
}
