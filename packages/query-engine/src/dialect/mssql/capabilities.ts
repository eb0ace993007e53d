import type { Capabilities } from '../dialect.js'

/**
 * Of 2,100 parameters, two are the statement and the list of the others (sp_executesql).
 *
 * @see https://learn.microsoft.com/en-us/sql/sql-server/maximum-capacity-specifications-for-sql-server
 * @see https://learn.microsoft.com/en-us/sql/t-sql/queries/table-value-constructor-transact-sql (1,000 rows)
 */
export const capabilities: Capabilities = {
  maxParameters: 2_098,
  maxRows: 1_000,
  // Names of 128 characters at the most; longer ones become keys of JSON in another way.
  maxNameBytes: 1_000,
  maxListItems: null,
  rowValues: false,
  insertReturning: true,
  updateReturning: true,
  deleteReturning: true,
  // MERGE has none, and an identity column takes no DEFAULT beside values of its own.
  defaultKeyword: false,
  namesForeignKeys: true,
  checksEachRow: false,
  uncutLength: null,
  seeksRows: false,
  derivedSeesOuter: true,
  // Msg 130.
  aggregatesSubqueries: false,
  selectsBeforeSort: false,
  scansNullsApart: false,
}
