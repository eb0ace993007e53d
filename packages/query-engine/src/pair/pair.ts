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
  return Object.hasOwn(own.schema.tables, table) ? 'own' : 'user'
}
