import type { ColumnType, DialectName } from '@relvar/schema-introspect/model'
import type { ColumnDraft, DefaultDraft } from '../schema-change.js'
import { textLiteral, toText } from './sql.js'

type DefaultColumn = Pick<ColumnDraft, 'type'>

/** A default as it stands behind the word DEFAULT; `assertDefaultFits` has looked at it. */
export function defaultSql(
  dialect: DialectName,
  column: DefaultColumn,
  value: DefaultDraft,
): string {
  switch (value.kind) {
    case 'literal':
      return literalSql(dialect, column.type, value.value)
    case 'now':
      return NOW[dialect](column.type)
    case 'uuid':
      return UUID[dialect]
    case 'expression':
      return inParentheses(dialect, value.sql)
  }
}

type Literal = string | number | boolean | null

function literalSql(dialect: DialectName, type: ColumnType, value: Literal): string {
  if (value === null) return 'null'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return WORDS.has(dialect) ? String(value) : value ? '1' : '0'
  if (NUMBERS.has(type)) return value
  const text = toText(dialect, textLiteral(dialect, value))
  return needsExpression(dialect, type) ? `(${text})` : text
}

/** They write booleans as words. */
const WORDS: ReadonlySet<DialectName> = new Set(['postgres', 'cockroachdb', 'sqlite'])
/** Their literals were looked at by `assertDefaultFits`: a number as text is one that a double would change. */
const NUMBERS: ReadonlySet<ColumnType> = new Set(['integer', 'bigInteger', 'decimal', 'float'])

/** MySQL has literals for neither TEXT nor JSON: https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html */
function needsExpression(dialect: DialectName, type: ColumnType): boolean {
  return dialect === 'mysql' && ['text', 'csv', 'json', 'binary', 'geometry'].includes(type)
}

/** MySQL and SQLite take an expression in parentheses only; those of the standard stand bare. */
function inParentheses(dialect: DialectName, sql: string): string {
  const bare = /^(?:current_(?:timestamp|date|time)(?:\(\d?\))?|\(.*\))$/is.test(sql.trim())
  return (dialect === 'mysql' || dialect === 'sqlite') && !bare ? `(${sql})` : sql
}

type Now = (type: ColumnType) => string

const standardNow: Now = (type) =>
  type === 'date' ? 'current_date' : type === 'time' ? 'current_time' : 'current_timestamp'

/** Only moments have digits behind the second; DATE takes an expression alone. */
const mariadbNow: Now = (type) => {
  if (type === 'timestamp') return 'current_timestamp(3)'
  if (type === 'date') return '(curdate())'
  return type === 'time' ? '(curtime())' : 'current_timestamp'
}

const mssqlNow: Now = (type) =>
  type === 'timestamp' ? 'sysdatetimeoffset()' : type === 'dateTime' ? 'sysdatetime()' : 'getdate()'

const oracleNow: Now = (type) => (type === 'date' ? 'current_date' : 'current_timestamp')

const NOW: Readonly<Record<DialectName, Now>> = {
  postgres: standardNow,
  cockroachdb: standardNow,
  mariadb: mariadbNow,
  mysql: mariadbNow,
  mssql: mssqlNow,
  oracle: oracleNow,
  sqlite: standardNow,
}

/** RFC 9562 version 4, written by hand where the vendor makes none. */
const SQLITE_UUID =
  "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))"

const ORACLE_UUID =
  "lower(regexp_replace(rawtohex(sys_guid()), '(.{8})(.{4})(.{4})(.{4})(.{12})', '\\1-\\2-\\3-\\4-\\5'))"

const UUID: Readonly<Record<DialectName, string>> = {
  postgres: 'gen_random_uuid()',
  cockroachdb: 'gen_random_uuid()',
  mariadb: 'uuid()',
  mysql: '(uuid())',
  mssql: 'newid()',
  oracle: ORACLE_UUID,
  sqlite: SQLITE_UUID,
}
