import type { Capabilities } from '../dialect.js'

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/logical-database-limits.html */
export const capabilities: Capabilities = {
  maxParameters: 65_535,
  maxRows: 1_000,
  // Keys of JSON are texts here, not names of columns.
  maxNameBytes: 1_000,
  // ORA-01795
  maxListItems: 1_000,
  rowValues: true,
  insertReturning: true,
  updateReturning: false,
  deleteReturning: false,
  // Rows of one INSERT are runs of one statement, each with a value for every placeholder.
  defaultKeyword: false,
  namesForeignKeys: true,
  checksEachRow: false,
  uncutLength: null,
  seeksRows: false,
  derivedSeesOuter: true,
  aggregatesSubqueries: true,
  selectsBeforeSort: false,
  scansNullsApart: false,
}
