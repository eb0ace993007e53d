import type { Column } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { Dialect, Sql } from '../dialect.js'
import { capabilities } from './capabilities.js'
import { cursor } from './cursor.js'
import { isConnectionLost, isRetryable, isStaleSchema, mapError } from './errors.js'
import { estimates } from './estimates.js'
import { aggregate, datePart, spatial, listLength, jsonPath, match } from './functions.js'
import { jsonInput } from './json-input.js'
import { FOR_UPDATE, rowNumber, standard } from '../standard.js'
import {
  jsonArray,
  jsonObject,
  jsonRows,
  jsonText,
  page,
  returnedJson,
  toOne,
} from './structure.js'
import { comparable, decode, encode, finish, isJson, parameter, toParameter } from './values.js'
import { advanceSequence, insert, insertLinked, updateEach, writeValue } from './writes.js'

/** PostgreSQL 13 or later. */
export const postgres: Dialect = {
  ...standard,
  name: 'postgres',
  capabilities,
  encode,
  isJson,
  jsonAsText: (x) => sql`(${x})::text`,
  finish,
  decode,
  toParameter,
  comparable,
  exactText: () => null,
  parameter,
  sortable: comparable,
  // Ascending has NULLs last and descending has them first by default.
  order: (x, descending) => (descending ? sql`${x} desc` : x),
  cursor,
  estimates,
  datePart,
  jsonPath,
  listLength,
  match,
  keyFromText,
  toText: (x) => sql`(${x})::text`,
  concat: (parts) => sql`(${sql.join(parts, sql` || `)})`,
  spatial,
  aggregate,
  jsonRows,
  jsonText,
  jsonObject,
  jsonArray,
  toOne,
  page,
  rowNumber,
  writeValue,
  insert,
  insertLinked,
  updateEach,
  returnedJson,
  jsonInput,
  lock: FOR_UPDATE,
  advanceSequence,
  mapError,
  isStaleSchema,
  isRetryable,
  isConnectionLost,
}

/** A cast would fail the whole read on text that is no key; this way it finds nothing, and an index is used. */
function keyFromText(column: Column, text: Sql): Sql {
  if (column.type === 'integer' || column.type === 'bigInteger') {
    return sql`case when ${text}::text ~ '^-?[0-9]{1,18}$' then ${text}::text::bigint end`
  }
  if (column.type === 'uuid') {
    return sql`case when ${text}::text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${text}::text::uuid end`
  }
  return column.type === 'string' || column.type === 'text'
    ? sql`${text}::text`
    : sql`${text}::text::${sql.raw(column.nativeType)}`
}
