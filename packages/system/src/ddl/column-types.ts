import type { SystemColumn, SystemColumnType } from '@relvar/query-engine'
import type { Column, DialectName } from '@relvar/schema-introspect/model'

/** A type as CREATE TABLE writes it, and as introspection would find it. */
export interface NativeType extends Pick<Column, 'nativeType' | 'length' | 'precision' | 'scale'> {
  readonly sql: string
}

type Types = Readonly<Record<SystemColumnType, (length: number) => NativeType>>

const DEFAULT_LENGTH = 255

/** The vendor's type for a column of ours. */
export function nativeTypeOf(dialect: DialectName, column: SystemColumn): NativeType {
  return TYPES[dialect][column.type](column.length ?? DEFAULT_LENGTH)
}

/** A type without arguments. */
function plain(sql: string, nativeType: string = sql): () => NativeType {
  return () => ({ sql, nativeType, length: null, precision: null, scale: null })
}

/** A type that is written with its length: `varchar(40)`. */
function sized(name: string, suffix = ''): (length: number) => NativeType {
  return (length) => {
    const sql = `${name}(${length}${suffix})`
    return { sql, nativeType: sql, length, precision: null, scale: null }
  }
}

/** Always of one length, whatever the column says. */
function fixed(name: string, length: number, suffix = ''): () => NativeType {
  return () => sized(name, suffix)(length)
}

const EXACT = ' collate Latin1_General_100_BIN2'

/** Letters are told apart by their case, as on all others, whatever the collation of the database is. */
function exact(type: (length: number) => NativeType): (length: number) => NativeType {
  return (length) => {
    const found = type(length)
    return { ...found, sql: `${found.sql}${EXACT}` }
  }
}

function number(sql: string, precision: number): () => NativeType {
  return () => ({ sql, nativeType: sql, length: null, precision, scale: 0 })
}

/** @see https://www.postgresql.org/docs/current/datatype.html */
const postgres: Types = {
  boolean: plain('boolean'),
  csv: plain('text'),
  hash: sized('character varying'),
  integer: plain('integer'),
  json: plain('json'),
  string: sized('character varying'),
  text: plain('text'),
  timestamp: plain('timestamp with time zone'),
  uuid: plain('uuid'),
}

/** @see https://www.cockroachlabs.com/docs/stable/data-types */
const cockroachdb: Types = { ...postgres, integer: plain('int4', 'integer'), json: plain('jsonb') }

/** @see https://mariadb.com/kb/en/data-types/ */
const mariadb: Types = {
  boolean: plain('boolean', 'tinyint(1)'),
  csv: plain('text'),
  hash: sized('varchar'),
  integer: plain('int', 'int(11)'),
  json: plain('json'),
  string: sized('varchar'),
  text: plain('text'),
  timestamp: plain('timestamp(3) null', 'timestamp(3)'),
  uuid: fixed('char', 36),
}

/** @see https://dev.mysql.com/doc/refman/8.4/en/data-types.html */
const mysql: Types = { ...mariadb, integer: plain('int') }

/**
 * @see https://learn.microsoft.com/en-us/sql/t-sql/data-types/data-types-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/collations/collation-and-unicode-support
 */
const mssql: Types = {
  boolean: plain('bit'),
  csv: exact(plain('nvarchar(max)')),
  hash: exact(sized('nvarchar')),
  integer: plain('int'),
  json: plain('nvarchar(max)'),
  string: exact(sized('nvarchar')),
  text: exact(plain('nvarchar(max)')),
  timestamp: plain('datetimeoffset(3)'),
  uuid: plain('uniqueidentifier'),
}

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html */
const oracle: Types = {
  boolean: number('number(1)', 1),
  csv: fixed('varchar2', 4000, ' char'),
  hash: sized('varchar2', ' char'),
  integer: number('number(10)', 10),
  json: plain('clob'),
  string: sized('varchar2', ' char'),
  text: plain('clob'),
  timestamp: plain('timestamp(3) with time zone'),
  uuid: fixed('varchar2', 36, ' char'),
}

/** Types whose affinity is text where the value is text: https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
const sqlite: Types = {
  boolean: plain('boolean'),
  csv: plain('text'),
  hash: sized('varchar'),
  integer: plain('integer'),
  json: plain('text'),
  string: sized('varchar'),
  text: plain('text'),
  timestamp: plain('timestamp'),
  uuid: fixed('char', 36),
}

const TYPES: Readonly<Record<DialectName, Types>> = {
  postgres,
  cockroachdb,
  mariadb,
  mysql,
  mssql,
  oracle,
  sqlite,
}
