import type { Column } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, name } from '../../compile/build.js'
import type { JsonInput, Sql } from '../dialect.js'

/**
 * The types whose text says all; a record is made of them as parameters are. Lengths are left to the
 * column: a cast to `varchar(5)` would cut, where an assignment fails.
 */
const RECORD_TYPES: readonly (readonly [native: RegExp, record: string | null])[] = [
  [/^(?:character varying|varchar|character\(|character$|text$)/, 'text'],
  [/^numeric/, 'numeric'],
  [/^jsonb?$/, 'text'],
  [/^(?:smallint|integer|bigint|real|double precision|boolean|uuid|date)$/, null],
  [/^(?:time|timestamp)(?:\(\d\))? with(?:out)? time zone$/, null],
]

/** @see https://www.postgresql.org/docs/current/functions-json.html */
export const jsonInput: JsonInput = {
  takes: ({ type, nativeType }) => type !== 'csv' && recordType(nativeType) !== null,
  member: (value) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : undefined,
  select(columns, text) {
    const types = columns.map(({ nativeType }, index) => {
      const type = sql.raw(recordType(nativeType) ?? 'text')
      return sql`${name(`c${index}`)} ${type}`
    })
    const from = sql`json_to_recordset(${text}) as r(${commaList(types)})`
    return sql`select ${commaList(columns.map(value))} from ${from}`
  },
}

function recordType(nativeType: string): string | null {
  const [, type] = RECORD_TYPES.find(([native]) => native.test(nativeType)) ?? []
  return type === undefined ? null : (type ?? nativeType)
}

/** JSON comes as text within JSON: as itself it would lose its own spelling. */
function value({ type, nativeType }: Column, index: number): Sql {
  const reference = columnRef('r', `c${index}`)
  return type === 'json' ? sql`${reference}::${sql.raw(nativeType)}` : reference
}
