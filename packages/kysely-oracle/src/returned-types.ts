import type oracledb from 'oracledb'
import type { ReturnedColumn } from './bound-values.js'
import { fetchTypeOf } from './fetch-types.js'

type OracleDb = typeof oracledb

/** How a returned value is bound, and what is made of what comes. */
export interface ReturnedBind {
  readonly definition: oracledb.BindDefinition
  readonly convert: (value: unknown) => Promise<unknown>
}

interface Described {
  readonly dbType: oracledb.DbType | undefined
  readonly size: number | undefined
}

const MAX_QUERIES = 500
/** What a VARCHAR2 holds in every database; more only where MAX_STRING_SIZE is EXTENDED. */
const VARCHAR_BYTES = 4_000

/**
 * The types of the columns that statements return. Bind variables must have them, and only the
 * database knows them, so it is asked once for each text.
 */
export class ReturnedTypes {
  readonly #db: OracleDb
  readonly #queries = new Map<string, readonly Described[]>()

  constructor(db: OracleDb) {
    this.#db = db
  }

  async bindsOf(
    columns: readonly ReturnedColumn[],
    connection: oracledb.Connection,
  ): Promise<readonly ReturnedBind[]> {
    const binds: ReturnedBind[] = []
    for (const { type } of columns) {
      const described =
        'dbType' in type
          ? { dbType: type.dbType, size: type.maxSize }
          : (await this.#describe(type.query, connection))[type.position]
      binds.push(toBind(described, this.#db))
    }
    return binds
  }

  async #describe(query: string, connection: oracledb.Connection): Promise<readonly Described[]> {
    const known = this.#queries.get(query)
    if (known !== undefined) return known
    const { metaData = [] } = await connection.getStatementInfo(query)
    const described = metaData.map(({ dbType, byteSize }) => ({ dbType, size: byteSize }))
    const [oldest] = this.#queries.keys()
    if (this.#queries.size >= MAX_QUERIES && oldest !== undefined) this.#queries.delete(oldest)
    this.#queries.set(query, described)
    return described
  }
}

/** Numbers and dates come as the text that Oracle prints, in the formats of the session: exactly. */
function toBind(described: Described | undefined, db: OracleDb): ReturnedBind {
  const dbType = described?.dbType
  const bind = (type: oracledb.DbType, convert = asIs, maxSize?: number): ReturnedBind => ({
    definition: { dir: db.BIND_OUT, type, ...(maxSize === undefined ? {} : { maxSize }) },
    convert,
  })
  switch (dbType) {
    case db.DB_TYPE_CLOB:
    case db.DB_TYPE_NCLOB:
    case db.DB_TYPE_BLOB:
      return bind(dbType, readLob)
    case db.DB_TYPE_JSON:
      return bind(dbType, toJsonText)
    case db.DB_TYPE_RAW:
      return bind(dbType, asIs, described?.size ?? VARCHAR_BYTES)
    case db.DB_TYPE_BINARY_DOUBLE:
    case db.DB_TYPE_BINARY_FLOAT:
    case db.DB_TYPE_BOOLEAN:
    case db.DB_TYPE_ROWID:
    case db.DB_TYPE_UROWID:
      return bind(dbType)
    case db.DB_TYPE_INTERVAL_YM:
    case db.DB_TYPE_INTERVAL_DS:
      return bind(dbType, converterOf(dbType, db))
    case db.DB_TYPE_NUMBER:
      return bind(db.DB_TYPE_VARCHAR, converterOf(dbType, db), VARCHAR_BYTES)
    case db.DB_TYPE_TIMESTAMP_TZ:
    case db.DB_TYPE_TIMESTAMP_LTZ:
      return bind(db.DB_TYPE_VARCHAR, toInstantText, VARCHAR_BYTES)
    default:
      return bind(db.DB_TYPE_VARCHAR, asIs, Math.max(described?.size ?? 0, VARCHAR_BYTES))
  }
}

function converterOf(dbType: oracledb.DbType, db: OracleDb): (value: unknown) => Promise<unknown> {
  const convert = fetchTypeOf(dbType, db).convert as (value: unknown) => unknown
  return (value) => Promise.resolve(convert(value))
}

function asIs(value: unknown): Promise<unknown> {
  return Promise.resolve(value)
}

function readLob(value: unknown): Promise<unknown> {
  return value === null ? asIs(null) : (value as oracledb.Lob).getData()
}

function toJsonText(value: unknown): Promise<unknown> {
  return asIs(value === null ? null : JSON.stringify(value))
}

/** `2024-02-29T10:34:56.789+00:00`, of whatever zone, in UTC. */
function toInstantText(value: unknown): Promise<unknown> {
  return asIs(value === null ? null : new Date(String(value)).toISOString())
}
