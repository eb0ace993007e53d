import { sql } from 'kysely'
import type { Dialect } from '../dialect.js'
import { standard } from '../standard.js'
import { capabilities } from './capabilities.js'
import { cursor } from './cursor.js'
import { isConnectionLost, isRetryable, isStaleSchema, mapError } from './errors.js'
import { estimates } from './estimates.js'
import {
  aggregate,
  count,
  datePart,
  listLength,
  jsonPath,
  keyFromText,
  match,
  spatial,
} from './functions.js'
import { jsonArray, jsonObject, jsonRows, page, rowNumber, toOne } from './structure.js'
import {
  comparable,
  decode,
  encode,
  exactText,
  finish,
  isJson,
  parameter,
  toParameter,
} from './values.js'
import {
  advanceSequence,
  deleteRows,
  insert,
  lock,
  updateEach,
  updateRows,
  writeValue,
} from './writes.js'

/** SQL Server 2017 or later: FOR JSON, OPENJSON, STRING_AGG, paths of JSON that are parameters. */
export const mssql: Dialect = {
  ...standard,
  numberAsBoolean: (x) => sql`cast(${x} as bit)`,
  name: 'mssql',
  capabilities,
  encode,
  isJson,
  jsonAsText: (x) => x,
  finish,
  decode,
  toParameter,
  comparable,
  exactText,
  parameter,
  sortable: comparable,
  // NULLs sort lowest here; the wire has them highest.
  order: (x, descending, nullable) => {
    const direction = descending ? sql`${x} desc` : x
    if (!nullable) return direction
    return descending
      ? sql`case when ${x} is null then 0 else 1 end, ${direction}`
      : sql`case when ${x} is null then 1 else 0 end, ${direction}`
  },
  cursor,
  estimates,
  datePart,
  jsonPath,
  listLength,
  match,
  keyFromText,
  toText: (x) => sql`cast(${x} as nvarchar(max))`,
  // A text of spaces equals an empty one.
  isEmpty: (text, negated) =>
    negated ? sql`datalength(${text}) > 0` : sql`(${text} is null or datalength(${text}) = 0)`,
  concat: (parts) => sql`concat(${sql.join(parts)})`,
  spatial,
  aggregate,
  countRows: sql`count_big(*)`,
  count,
  jsonRows,
  jsonObject,
  jsonArray,
  toOne,
  page,
  rowNumber,
  writeValue,
  insert,
  update: updateRows,
  updateEach,
  delete: deleteRows,
  lock,
  advanceSequence,
  mapError,
  isStaleSchema,
  isRetryable,
  isConnectionLost,
}
