import type { Action, TableKind } from '@relvar/schema-introspect/model'
import type { FieldSchema, FieldType } from '@relvar/data-model/catalogue'

/** An item: values by field. */
export type Item = Readonly<Record<string, unknown>>

type Said = Readonly<Record<string, unknown>>

/** A collection as `/collections` has it. */
export interface WireCollection {
  readonly collection: string
  /** null where nobody has said anything about it. */
  readonly meta: Said | null
  /** null of a folder. */
  readonly schema: {
    readonly schema: string
    readonly name: string
    readonly comment: string | null
    readonly kind: TableKind
    readonly primary_key: readonly string[]
    readonly actions: readonly Action[]
  } | null
}

/** A collection, and what it is called in the language of whoever looks. */
export interface NamedCollection extends WireCollection {
  readonly title: string
}

/** A field as `/fields/:collection` has it. */
export interface WireField {
  readonly collection: string
  readonly field: string
  readonly type: FieldType
  readonly meta: Said | null
  /** null of an alias. */
  readonly schema: Omit<
    FieldSchema,
    | 'name'
    | 'table'
    | 'generation_expression'
    | 'foreign_key_schema'
    | 'foreign_key_table'
    | 'foreign_key_column'
  > | null
}

/** A link as `/relations` has it, from the side that holds the key. */
export interface WireRelation {
  readonly collection: string
  readonly field: string
  /** null of a link to any of several collections. */
  readonly related_collection: string | null
  /** The list of the other side that leads back here. */
  readonly related_field: string | null
  /** null of a foreign key that nobody has said anything about. */
  readonly meta: Said | null
  readonly schema: {
    /** null of a link that Relvar holds instead of the database. */
    readonly constraint_name?: string | null
    readonly column: string
    readonly foreign_key_column: string
    readonly on_delete?: string
    readonly on_update?: string
  } | null
}
