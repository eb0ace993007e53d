import type { Capabilities } from '../dialect.js'

/** @see https://mariadb.com/kb/en/identifier-names/ */
export const capabilities: Capabilities = {
  maxParameters: 65_535,
  maxRows: 5_000,
  maxNameBytes: 256,
  updateReturning: false,
  deleteReturning: true,
  defaultKeyword: true,
  rowLocks: true,
  namesForeignKeys: true,
  derivedSeesOuter: false,
}
