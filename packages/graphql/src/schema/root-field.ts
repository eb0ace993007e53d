import type { Actor } from '@relvar/query-engine'
import type { Row } from '@relvar/query-engine/query'
import type { Action, TableId } from '@relvar/schema-introspect/model'

/** What a root field does. */
export type RootKind =
  | 'list'
  | 'one'
  | 'singleton'
  | 'aggregate'
  | 'connection'
  | 'empty'
  | 'create-one'
  | 'create-many'
  | 'update-one'
  | 'update-many'
  | 'update-each'
  | 'update-singleton'
  | 'delete-one'
  | 'delete-many'

/** A root field that the engine answers. */
export interface RootField {
  readonly kind: RootKind
  readonly table: TableId
  readonly implicit?: RootCollection['implicit']
}

/** Which of the usual root fields a collection has, beyond what rights and tables allow. */
export interface RootCollection {
  readonly table: TableId
  /** `users` for `relvar_users`, in the system scope. */
  readonly name: string
  readonly actions: readonly Action[]
  /** Rows that no table holds, and that stand at the end of its list; they have no key. */
  readonly implicit?: (actor: Actor) => readonly Row[]
}
