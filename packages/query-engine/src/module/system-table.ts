import type { ColumnTraits, RelationshipTraits, TableTraits } from '@relvar/schema-introspect/model'

/** The types that columns of system tables have: those that every vendor keeps alike. */
export type SystemColumnType =
  | 'boolean'
  | 'csv'
  | 'hash'
  | 'integer'
  | 'json'
  | 'string'
  | 'text'
  | 'timestamp'
  | 'uuid'

export interface SystemColumn {
  readonly type: SystemColumnType
  /** Characters of a `string`. 255 unless told. */
  readonly length?: number
  /** true: a value is needed. Key columns always need one. */
  readonly required?: boolean
  readonly default?: string | number | boolean
  /** Numbered by the database; for an integer key. */
  readonly numbered?: boolean
  /** A link to a row of another system table, by its key. Declared, not a foreign key of the database. */
  readonly references?: SystemReference
  readonly traits?: ColumnTraits
}

export interface SystemReference {
  /** The other table, without the prefix: `users`. */
  readonly table: string
  /** What the engine does with this row when the other goes; nothing unless told, for books that outlive what they tell of. */
  readonly onDelete?: NonNullable<RelationshipTraits['onDelete']>
}

/** The rows of another system table that link here, under a name of their own. */
export interface SystemList {
  readonly table: string
  /** The linking column of that table. */
  readonly through: string
  readonly traits?: RelationshipTraits
}

/** One of our own tables, as data: its DDL on every vendor and its part of the schema model follow from it. */
export interface SystemTable {
  /** Without the prefix: `users`. */
  readonly name: string
  readonly columns: Readonly<Record<string, SystemColumn>>
  /** `['id']` unless told. */
  readonly primaryKey?: readonly string[]
  readonly uniques?: readonly (readonly string[])[]
  readonly indexes?: readonly (readonly string[])[]
  readonly lists?: Readonly<Record<string, SystemList>>
  readonly traits?: TableTraits
}
