import type {
  Column,
  ColumnDefault,
  ColumnType,
  DialectName,
} from '@relvar/schema-introspect/model'
import { defaultSql } from '../change/ddl/default-sql.js'
import type { DefaultDraft } from '../change/schema-change.js'
import type { DefaultKind, SnapshotColumn } from './snapshot.js'

type SnapshotDefault = Pick<SnapshotColumn, 'default_value' | 'default_kind'>

/** How a function is written in a snapshot, whatever the vendor calls it. */
const NOW = 'CURRENT_TIMESTAMP'
const UUID = 'gen_random_uuid()'

const MOMENTS: ReadonlySet<ColumnType> = new Set(['date', 'dateTime', 'time', 'timestamp'])
const UUIDS: ReadonlySet<ColumnType> = new Set(['uuid', 'string', 'text'])

/** What the vendors print of the present moment, and what people write for it. */
const NOW_FORMS =
  /^(?:current_timestamp|now|getdate|getutcdate|sysdatetime|sysutcdatetime|sysdatetimeoffset|systimestamp|sysdate|localtimestamp|current_date|curdate|current_time|curtime|localtime|statement_timestamp|transaction_timestamp)(?:\(\d?\))?$/i

const UUID_FORMS = /^(?:gen_random_uuid|uuid|uuid_generate_v4|newid|random_uuid)\(\)$/i

/** A column's default as a snapshot has it. */
export function snapshotDefault(dialect: DialectName, column: Column): SnapshotDefault {
  const { default: value } = column
  if (value === null) return { default_value: null }
  if (value.kind === 'literal') return { default_value: value.value }
  const kind = kindOf(dialect, column, value.sql)
  if (kind === 'now') return { default_value: NOW, default_kind: kind }
  if (kind === 'uuid') return { default_value: UUID, default_kind: kind }
  return { default_value: value.sql, default_kind: kind }
}

function kindOf(dialect: DialectName, column: Column, sql: string): DefaultKind {
  const text = bareCall(sql)
  if (MOMENTS.has(column.type) && NOW_FORMS.test(text)) return 'now'
  if (!UUIDS.has(column.type)) return 'expression'
  const own = bareCall(defaultSql(dialect, column, { kind: 'uuid' }))
  return UUID_FORMS.test(text) || text === own ? 'uuid' : 'expression'
}

/** Without blanks, the parentheses around it, and the cast that PostgreSQL puts behind it. */
function bareCall(sql: string): string {
  const text = sql.replaceAll(/\s+/g, '').replace(/::[a-z]+$/i, '')
  const inner = /^\(((?:[^()]|\([^()]*\))*)\)$/.exec(text)?.[1]
  return inner === undefined ? text : bareCall(inner)
}

/**
 * A snapshot's default as a draft. Snapshots that say no kind mean functions by the words that the wire
 * has for them.
 */
export function defaultDraft(
  type: ColumnType,
  { default_value: value, default_kind: kind }: SnapshotDefault,
): DefaultDraft | null {
  if (value === null) return null
  if (kind === 'now' || kind === 'uuid') return { kind }
  if (kind === 'expression') return { kind, sql: String(value) }
  if (typeof value === 'string') {
    if (MOMENTS.has(type) && NOW_FORMS.test(value)) return { kind: 'now' }
    if (UUIDS.has(type) && value.toLowerCase() === UUID) return { kind: 'uuid' }
  }
  return { kind: 'literal', value }
}

/** Whether two defaults of columns of one vendor give the same value. */
export function isSameDefault(dialect: DialectName, left: Column, right: Column): boolean {
  const [a, b] = [left.default, right.default]
  if (a === null || b === null) return isNothing(a) && isNothing(b)
  if (a.kind !== b.kind) return false
  if (a.kind === 'literal' && b.kind === 'literal') return isSameLiteral(a.value, b.value)
  const [one, other] = [snapshotDefault(dialect, left), snapshotDefault(dialect, right)]
  return (
    one.default_kind === other.default_kind &&
    bareCall(String(one.default_value)) === bareCall(String(other.default_value))
  )
}

function isNothing(value: ColumnDefault | null): boolean {
  return value === null || (value.kind === 'literal' && value.value === null)
}

/** A number is the same with more zeros behind the point, and a boolean may be a digit. */
function isSameLiteral(left: unknown, right: unknown): boolean {
  const [a, b] = [left, right].map((each) =>
    String(typeof each === 'boolean' ? Number(each) : each),
  )
  if (a === b) return true
  const isNumber = [left, right].some((each) => typeof each !== 'string')
  return isNumber && a !== '' && b !== '' && Number(a) === Number(b)
}
