import type pg from 'pg'

/** What makes values of what the server sends, by the number of their type. */
export type TypeParsers = NonNullable<pg.ClientConfig['types']>

// pg-types has one overload for each format, and an enum of the types that every server has.
type AnyParser = (oid: number, format?: string) => unknown

const TEXT_ARRAY = 1009

/**
 * Types that stay text: `pg` would make numbers that are not exact, Dates that lose microseconds
 * and infinity, and objects of JSON whose text somebody may want as it is.
 */
const AS_TEXT: ReadonlySet<number> = new Set([
  20, // int8
  1700, // numeric
  1082, // date
  1083, // time
  1266, // timetz
  1114, // timestamp
  1184, // timestamptz
  1186, // interval
  114, // json
  3802, // jsonb
])

/** Arrays of these, as arrays of text. */
const AS_TEXT_ARRAY: ReadonlySet<number> = new Set([
  1016, 1231, 1182, 1183, 1270, 1115, 1185, 1187, 199, 3807,
])

/** Parsers for this connection alone; `pg`'s own settings are global and belong to the application. */
export function typeParsers(base: typeof pg.types): TypeParsers {
  const asText = (text: string): string => text
  const parserOf = base.getTypeParser as AnyParser
  const getTypeParser = (oid: number, format?: string): unknown => {
    if (format === 'binary') return parserOf(oid, format)
    if (AS_TEXT.has(oid)) return asText
    return parserOf(AS_TEXT_ARRAY.has(oid) ? TEXT_ARRAY : oid, format)
  }
  return { getTypeParser: getTypeParser as TypeParsers['getTypeParser'] }
}

/** What makes a value of the text of a type. */
export function textParser({ getTypeParser }: TypeParsers, oid: number): (text: string) => unknown {
  return (getTypeParser as AnyParser)(oid, 'text') as (text: string) => unknown
}
