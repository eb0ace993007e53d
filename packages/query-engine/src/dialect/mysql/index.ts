import type { Dialect } from '../dialect.js'
import { aggregate, datePart, listLength, match } from '../mariadb/functions.js'
import { mariadb } from '../mariadb/index.js'
import { capabilities } from './capabilities.js'
import { isConnectionLost, isRetryable, isStaleSchema, mapError } from './errors.js'
import { spatial, jsonPath } from './functions.js'
import { jsonArray, jsonRows, toOne } from './structure.js'
import { decode, encode, exactText, isJson } from './values.js'
import { numberingStep, updateEach } from './writes.js'

/**
 * MySQL 8.0.17 or later: derived tables that see outer rows (8.0.14), text compared without padding
 * (utf8mb4_0900_bin). What is not named here is worded as on MariaDB.
 */
export const mysql: Dialect = {
  ...mariadb,
  checkStatement: () => {},
  name: 'mysql',
  capabilities,
  encode,
  isJson,
  decode,
  exactText,
  datePart,
  jsonPath,
  listLength,
  match,
  spatial,
  aggregate,
  jsonRows,
  jsonArray,
  toOne,
  updateEach,
  insertLinked: null,
  numberingStep,
  returnedJson: null,
  jsonInput: null,
  mapError,
  isStaleSchema,
  isRetryable,
  isConnectionLost,
}
