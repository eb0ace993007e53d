import { sql } from 'kysely'
import type { Dialect } from '../dialect.js'
import { postgres } from '../postgres/index.js'
import { rowNumber } from '../standard.js'
import { capabilities } from './capabilities.js'
import { isConnectionLost, isRetryable, isStaleSchema, mapError } from './errors.js'
import { estimates } from './estimates.js'
import { jsonArray, jsonRows, returnedJson, toOne } from './structure.js'
import { decode, encode } from './values.js'

/**
 * CockroachDB 23.2 or later (TO_CHAR of timestamps, PG_SEQUENCE_LAST_VALUE). What is not named here is
 * worded as on PostgreSQL; JSON is JSONB, so that the keys of objects come in the order of the alphabet.
 */
export const cockroachdb: Dialect = {
  ...postgres,
  name: 'cockroachdb',
  capabilities,
  encode,
  decode,
  estimates,
  // NULLs sort lowest here. https://www.cockroachlabs.com/docs/stable/order-by
  order: (x, descending, nullable) => {
    const direction = descending ? sql` desc` : sql``
    const nulls = descending ? sql` nulls first` : sql` nulls last`
    return sql`${x}${direction}${nullable ? nulls : sql``}`
  },
  jsonRows,
  // The order of a derived table is forgotten outside it.
  jsonText: null,
  jsonArray,
  toOne,
  rowNumber,
  returnedJson,
  // Nobody has run it there.
  insertLinked: null,
  jsonInput: null,
  mapError,
  isStaleSchema,
  isRetryable,
  isConnectionLost,
}
