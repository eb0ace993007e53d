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
}

/** Which of the usual root fields a collection has, beyond what rights and tables allow. */
export interface RootCollection {
  readonly table: TableId
  /** `users` for `relvar_users`, in the system scope. */
  readonly name: string
  readonly actions: readonly Action[]
}
