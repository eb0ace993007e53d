import type oracledb from 'oracledb'

type OracleDb = typeof oracledb

/** What node-oracledb can bind, made from what JavaScript callers pass. */
export function toOracleValue(value: unknown, db: OracleDb): oracledb.BindParameter {
  return { dir: db.BIND_IN, ...typedValue(value, db) }
}

interface TypedValue {
  readonly type: oracledb.DbType
  readonly val: string | number | bigint | Date | Buffer | null
}

function typedValue(value: unknown, db: OracleDb): TypedValue {
  switch (typeof value) {
    case 'undefined':
      return { type: db.DB_TYPE_VARCHAR, val: null }
    case 'boolean':
      return { type: db.DB_TYPE_NUMBER, val: value ? 1 : 0 }
    case 'number':
      return typedNumber(value, db)
    case 'bigint':
      return { type: db.DB_TYPE_NUMBER, val: value }
    case 'string':
      return { type: db.DB_TYPE_VARCHAR, val: value }
    case 'object':
      return typedObject(value, db)
    default:
      throw new TypeError(`A ${typeof value} cannot be a parameter of a statement.`)
  }
}

/** What NUMBER ends before: it has no infinity either. The binary types have all that a double has. */
const TOO_LARGE = 1e126
const TOO_SMALL = 1e-130

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html (NUMBER) */
function typedNumber(value: number, db: OracleDb): TypedValue {
  const size = Math.abs(value)
  const fits = size === 0 || (size >= TOO_SMALL && size < TOO_LARGE)
  return { type: fits ? db.DB_TYPE_NUMBER : db.DB_TYPE_BINARY_DOUBLE, val: value }
}

function typedObject(value: object | null, db: OracleDb): TypedValue {
  if (value === null) return { type: db.DB_TYPE_VARCHAR, val: null }
  // With its zone: the driver writes a plain TIMESTAMP in the zone of this process.
  if (value instanceof Date) return { type: db.DB_TYPE_TIMESTAMP_TZ, val: value }
  if (Buffer.isBuffer(value)) return { type: db.DB_TYPE_RAW, val: value }
  if (value instanceof Uint8Array) {
    const { buffer, byteOffset, byteLength } = value
    return { type: db.DB_TYPE_RAW, val: Buffer.from(buffer, byteOffset, byteLength) }
  }
  return { type: db.DB_TYPE_VARCHAR, val: JSON.stringify(value) }
}

/** The values of one column of several rows, as `executeMany` wants them: all of one type. */
export interface ColumnBinds {
  readonly definition: oracledb.BindDefinition
  readonly values: readonly unknown[]
}

export function toColumnBinds(values: readonly unknown[], db: OracleDb): ColumnBinds {
  const typed = values.map((value) => typedValue(value, db))
  const types = new Set(typed.filter(({ val }) => val !== null).map(({ type }) => type))
  const [first] = types
  if (types.size > 1) return textBinds(typed, db)
  const type = first ?? db.DB_TYPE_VARCHAR
  return {
    definition: { dir: db.BIND_IN, type, ...maxSize(type, typed, db) },
    values: typed.map(({ val }) => val),
  }
}

/** Numbers among texts, say. Oracle reads either as what the column is. */
function textBinds(typed: readonly TypedValue[], db: OracleDb): ColumnBinds {
  const values = typed.map(({ type, val }) => {
    if (val === null || typeof val === 'string') return { type, val }
    if (typeof val === 'number' || typeof val === 'bigint') return { type, val: String(val) }
    throw new TypeError('One column of several rows holds values of types that do not mix.')
  })
  const type = db.DB_TYPE_VARCHAR
  return {
    definition: { dir: db.BIND_IN, type, ...maxSize(type, values, db) },
    values: values.map(({ val }) => val),
  }
}

/** In bytes; it counts for texts and binaries alone, where it is required. */
function maxSize(
  type: oracledb.DbType,
  typed: readonly TypedValue[],
  db: OracleDb,
): { readonly maxSize?: number } {
  if (type !== db.DB_TYPE_VARCHAR && type !== db.DB_TYPE_RAW) return {}
  const sizes = typed.map(({ val }) =>
    typeof val === 'string' || Buffer.isBuffer(val) ? Buffer.byteLength(val) : 0,
  )
  return { maxSize: Math.max(1, ...sizes) }
}
