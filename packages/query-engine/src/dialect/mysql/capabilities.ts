import type { Capabilities } from '../dialect.js'

/** @see https://dev.mysql.com/doc/refman/8.0/en/identifier-length.html */
export const capabilities: Capabilities = {
  maxParameters: 65_535,
  maxRows: 5_000,
  maxNameBytes: 256,
  maxListItems: null,
  rowValues: true,
  insertReturning: false,
  updateReturning: false,
  deleteReturning: false,
  // Rows of one statement either all have a number of their own or all are given one.
  defaultKeyword: false,
  namesForeignKeys: true,
  // https://dev.mysql.com/doc/refman/8.0/en/ansi-diff-foreign-keys.html
  checksEachRow: true,
  // A list that is cut is no JSON, and the cast of it an error: nothing is cut in silence.
  uncutLength: null,
  seeksRows: false,
  derivedSeesOuter: true,
  aggregatesSubqueries: true,
  selectsBeforeSort: false,
  scansNullsApart: false,
}
