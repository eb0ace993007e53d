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
import { checkStatement } from './memory.js'
import { page } from './page.js'
import { jsonArray, jsonObject, jsonRows, returnedJson, toOne } from './structure.js'
import { comparable, decode, encode, exactText, isJson, parameter, toParameter } from './values.js'
import { advanceSequence, insert, insertLinked, updateEach, writeValue } from './writes.js'

/** MariaDB 10.6 or later: JSON functions, INSERT ... RETURNING, window functions. */
export const mariadb: Dialect = {
  ...standard,
  name: 'mariadb',
  capabilities,
  encode,
  isJson,
  jsonAsText: (x) => x,
  finish: () => null,
  decode,
  toParameter,
  comparable,
  exactText,
  parameter,
  // NULLs sort lowest here; the wire has them highest.
  order: (x, descending, nullable) => {
    if (!nullable) return descending ? sql`${x} desc` : x
    return descending ? sql`${x} is not null, ${x} desc` : sql`${x} is null, ${x}`
  },
  cursor,
  estimates,
  datePart,
  jsonPath,
  listLength,
  match,
  keyFromText: (column: Column, text: Sql) => {
    const whole = column.type === 'integer' || column.type === 'bigInteger'
    return whole ? sql`if(${text} regexp '^-?[0-9]{1,18}$', cast(${text} as signed), null)` : text
  },
  toText: (x) => sql`cast(${x} as char)`,
  concat: (parts) => sql`concat(${sql.join(parts)})`,
  spatial,
  aggregate,
  jsonRows,
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
  checkStatement,
  mapError,
  isStaleSchema,
  isRetryable,
  isConnectionLost,
}
