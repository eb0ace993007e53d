import type { Column } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { Dialect, Sql } from '../dialect.js'
import { InvalidQueryError } from '../../errors.js'
import { capabilities } from './capabilities.js'
import { cursor } from './cursor.js'
import { isConnectionLost, isRetryable, isStaleSchema, mapError } from './errors.js'
import { estimates } from './estimates.js'
import { aggregate, datePart, listLength, jsonPath, match } from './functions.js'
import { jsonInput } from './json-input.js'
import { rowNumber, standard } from '../standard.js'
import { compareDates } from './stored-dates.js'
import { jsonArray, jsonObject, jsonRows, page, returnedJson, toOne } from './structure.js'
import {
  comparable,
  compareUntyped,
  decode,
  encode,
  finish,
  isJson,
  parameter,
  sortable,
  toParameter,
} from './values.js'
import { advanceSequence, insert, updateEach, writeValue } from './writes.js'

/** SQLite 3.46 or later: JSON functions, RETURNING, UPDATE FROM, NULLS LAST. */
export const sqlite: Dialect = {
  ...standard,
  name: 'sqlite',
  capabilities,
  encode,
  isJson,
  jsonAsText: (x) => x,
  finish,
  decode,
  toParameter,
  comparable,
  exactText: () => null,
  parameter,
  compareIndexed: compareDates,
  compareUntyped,
  // https://www.sqlite.org/optoverview.html: a unary plus disqualifies a term.
  withoutIndex: (condition) => sql`+(${condition})`,
  sortable,
  order: (x, descending, nullable) => {
    const direction = descending ? sql` desc` : sql``
    const nulls = descending ? sql` nulls first` : sql` nulls last`
    return sql`${x}${direction}${nullable ? nulls : sql``}`
  },
  cursor,
  estimates,
  datePart,
  jsonPath,
  listLength,
  match,
  keyFromText: (column: Column, text: Sql) => {
    const whole = column.type === 'integer' || column.type === 'bigInteger'
    return whole ? sql`cast(${text} as integer)` : text
  },
  toText: (x) => sql`cast(${x} as text)`,
  concat: (parts) => sql`(${sql.join(parts, sql` || `)})`,
  spatial: () => {
    throw new InvalidQueryError('SQLite has no spatial operators.')
  },
  aggregate,
  jsonRows,
  jsonObject,
  jsonArray,
  toOne,
  page,
  rowNumber,
  writeValue,
  insert,
  updateEach,
  returnedJson,
  jsonInput,
  lock: null,
  advanceSequence,
  mapError,
  isStaleSchema,
  isRetryable,
  isConnectionLost,
}
