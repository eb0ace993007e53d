import type { Capabilities } from '../dialect.js'

/** @see https://www.sqlite.org/limits.html */
export const capabilities: Capabilities = {
  maxParameters: 32_766,
  maxRows: 5_000,
  maxNameBytes: 1_000,
  maxListItems: null,
  rowValues: true,
  insertReturning: true,
  updateReturning: true,
  deleteReturning: true,
  defaultKeyword: false,
  namesForeignKeys: false,
  // Only where a link says RESTRICT: https://www.sqlite.org/foreignkeys.html#fk_actions
  checksEachRow: true,
  uncutLength: null,
  seeksRows: true,
  derivedSeesOuter: true,
  aggregatesSubqueries: true,
  selectsBeforeSort: false,
  // https://www.sqlite.org/lang_select.html#the_order_by_clause
  scansNullsApart: true,
}
