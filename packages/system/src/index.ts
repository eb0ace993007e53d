/** Relvar's own tables: declared as data by modules, made beside a user's data, served by the same engine. */

export { openSystem, tablesOf } from './open-system.js'
export type { System, SystemOptions } from './open-system.js'
export { findSystem, removeSystem } from './remove-system.js'
export type { RemovedSystem } from './remove-system.js'
export { changeMark, markPlace, readMark, readMarks } from './mark.js'
export type { MarkedPart, Marks } from './mark.js'
export { systemModule } from './system-module.js'
export { notesTable, readUnconfirmed } from './unconfirmed.js'
export type { Unconfirmed } from './unconfirmed.js'
export { addSystemTables } from './model/add-system-tables.js'
export { systemModel } from './model/system-model.js'
export type { SystemModelOptions } from './model/system-model.js'
export {
  NewerSystemTablesError,
  SharedNamespaceError,
  SystemNamespaceError,
  SystemNameTakenError,
} from './errors.js'
export type { Database } from './database.js'
