import type { TableId } from '@relvar/schema-introspect/model'
import type { EngineCore } from '../engine.js'
import type { Notes } from './notes.js'

/** What leads to the user's database, and what to ours. */
export interface Pair {
  readonly user: EngineCore
  readonly own: EngineCore
  /** null where changes are not noted. */
  readonly notes: Notes | null
}

export type SideName = 'user' | 'own'

/** In which of the two a table lies. What is in neither is the user's: that engine says so. */
export function sideOf({ own }: Pair, table: TableId): SideName {
  return isOwn(own, table) ? 'own' : 'user'
}

/** Whether a table lies in our database: our schema may have the user's beside it, as elsewhere. */
export function isOwn({ schema: { tables } }: EngineCore, table: TableId): boolean {
  return Object.hasOwn(tables, table) && tables[table]?.traits.elsewhere !== true
}
