import type { Column, ColumnType } from '../../model/schema-model.js'

export interface TypeRow {
  readonly type_name: string
  /** In bytes; -1 for `max`. */
  readonly max_length: number
  readonly precision: number
  readonly scale: number
}

type MssqlType = Pick<Column, 'type' | 'nativeType' | 'length' | 'precision' | 'scale'>

/** `timestamp` is SQL Server's old word for rowversion: eight bytes, and no time. */
const NAMED: Readonly<Record<string, ColumnType>> = {
  bit: 'boolean',
  tinyint: 'integer',
  smallint: 'integer',
  int: 'integer',
  bigint: 'bigInteger',
  decimal: 'decimal',
  numeric: 'decimal',
  money: 'decimal',
  smallmoney: 'decimal',
  real: 'float',
  float: 'float',
  char: 'string',
  varchar: 'string',
  nvarchar: 'string',
  nchar: 'text',
  text: 'text',
  ntext: 'text',
  date: 'date',
  datetime: 'dateTime',
  datetime2: 'dateTime',
  smalldatetime: 'dateTime',
  datetimeoffset: 'timestamp',
  time: 'time',
  uniqueidentifier: 'uuid',
  binary: 'binary',
  varbinary: 'binary',
  image: 'binary',
  timestamp: 'binary',
  json: 'json',
  geometry: 'geometry',
  geography: 'geometry',
}

const SIZED: ReadonlySet<string> = new Set(['char', 'varchar', 'binary', 'varbinary'])
/** Two bytes for each character. */
const WIDE: ReadonlySet<string> = new Set(['nchar', 'nvarchar'])
const FRACTION: ReadonlySet<string> = new Set(['time', 'datetime2', 'datetimeoffset'])

/** @see https://learn.microsoft.com/en-us/sql/t-sql/data-types/data-types-transact-sql */
export function toColumnType(row: TypeRow): MssqlType {
  const named = Object.hasOwn(NAMED, row.type_name) ? NAMED[row.type_name] : undefined
  const type = named ?? 'unknown'
  const length = toLength(row)
  const unlimited = type === 'string' && length === null
  const numeric =
    type === 'integer' || type === 'bigInteger' || type === 'decimal' || type === 'float'
  return {
    type: unlimited ? 'text' : type,
    nativeType: `${row.type_name}${toArguments(row, length)}`,
    length,
    precision: numeric ? row.precision : null,
    // A float has none, and its 0 would say that it holds whole numbers.
    scale: numeric && row.type_name !== 'float' && row.type_name !== 'real' ? row.scale : null,
  }
}

function toLength({ type_name, max_length }: TypeRow): number | null {
  if (max_length < 0) return null
  if (WIDE.has(type_name)) return max_length / 2
  return SIZED.has(type_name) ? max_length : null
}

function toArguments(row: TypeRow, length: number | null): string {
  const { type_name, precision, scale } = row
  if (WIDE.has(type_name) || SIZED.has(type_name)) return `(${length ?? 'max'})`
  if (type_name === 'decimal' || type_name === 'numeric') return `(${precision},${scale})`
  return FRACTION.has(type_name) ? `(${scale})` : ''
}
