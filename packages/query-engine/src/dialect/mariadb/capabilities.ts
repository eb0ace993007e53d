import type { Capabilities } from '../dialect.js'

/** @see https://mariadb.com/kb/en/identifier-names/ */
export const capabilities: Capabilities = {
  maxParameters: 65_535,
  maxRows: 5_000,
  maxNameBytes: 256,
  maxListItems: null,
  rowValues: true,
  insertReturning: true,
  updateReturning: false,
  deleteReturning: true,
  defaultKeyword: true,
  namesForeignKeys: true,
  checksEachRow: true,
  // JSON_ARRAYAGG cuts at max_allowed_packet, in silence; 1 MiB is the least that servers are set to.
  uncutLength: 1_048_576,
  seeksRows: false,
  derivedSeesOuter: false,
  aggregatesSubqueries: true,
  selectsBeforeSort: false,
  scansNullsApart: false,
}
