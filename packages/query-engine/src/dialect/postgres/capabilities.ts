import type { Capabilities } from '../dialect.js'

/** @see https://www.postgresql.org/docs/current/limits.html */
export const capabilities: Capabilities = {
  maxParameters: 65_535,
  maxRows: 10_000,
  maxNameBytes: 1_000,
  maxListItems: null,
  rowValues: true,
  insertReturning: true,
  updateReturning: true,
  deleteReturning: true,
  defaultKeyword: true,
  namesForeignKeys: true,
  checksEachRow: false,
  uncutLength: null,
  seeksRows: true,
  derivedSeesOuter: true,
  aggregatesSubqueries: true,
  selectsBeforeSort: true,
  scansNullsApart: false,
}
