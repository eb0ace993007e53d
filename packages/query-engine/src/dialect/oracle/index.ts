import { sql } from 'kysely'
import type { Dialect } from '../dialect.js'
import { FOR_UPDATE, standard } from '../standard.js'
import { capabilities } from './capabilities.js'
import { cursor } from './cursor.js'
import { isConnectionLost, isRetryable, isStaleSchema, mapError } from './errors.js'
import { estimates } from './estimates.js'
import {
  aggregate,
  datePart,
  spatial,
  listLength,
  jsonPath,
  keyFromText,
  match,
} from './functions.js'
import {
  columnAs,
  derivedAs,
  jsonArray,
  jsonObject,
  jsonRows,
  page,
  rowNumber,
  tableAs,
  toOne,
  withCounts,
} from './structure.js'
import {
  comparable,
  decode,
  encode,
  finish,
  isJson,
  parameter,
  sortable,
  toParameter,
  toText,
} from './values.js'
import { advanceSequence, insert, insertsTogether, updateEach, writeValue } from './writes.js'

/**
 * Oracle 19c or later, in a session with the settings of `kysely-oracle`: dates and numbers are read
 * and written as ISO 8601 and with a point.
 */
export const oracle: Dialect = {
  ...standard,
  numberAsBoolean: (x) => sql`case when ${x} = 0 then 0 when ${x} is not null then 1 end`,
  name: 'oracle',
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
  keyFromText,
  toText,
  // There is no empty text: it is NULL.
  isEmpty: (text, negated) => (negated ? sql`${text} is not null` : sql`${text} is null`),
  concat: (parts) => sql`(${sql.join(parts, sql` || `)})`,
  spatial,
  aggregate,
  jsonRows,
  jsonObject,
  jsonArray,
  toOne,
  page,
  rowNumber,
  withCounts,
  tableAs,
  derivedAs,
  columnAs,
  writeValue,
  insert,
  insertsTogether,
  updateEach,
  lock: FOR_UPDATE,
  advanceSequence,
  mapError,
  isStaleSchema,
  isRetryable,
  isConnectionLost,
}
