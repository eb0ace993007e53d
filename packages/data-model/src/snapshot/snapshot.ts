import type { Row } from '@relvar/query-engine'
import type { DialectName, IndexDefinition } from '@relvar/schema-introspect/model'
import type { FieldSchema } from '../overlay/views/field-schema.js'

/**
 * A schema as a file: what the database has and what people say about it, in the objects of the wire.
 * Keys that only Relvar has are absent wherever they would say nothing, and others pass over them.
 *
 * @example
 * { version: 1, directus: '0.1.0', vendor: 'sqlite', collections: [...], fields: [...], systemFields: [], relations: [...] }
 */
export interface Snapshot {
  /** 2: only some collections; nothing is said about the others. */
  readonly version: 1 | 2
  /** The release that made it. */
  readonly directus: string
  readonly vendor: DialectName
  /** Tables that nobody has said anything about are in it, too. */
  readonly unmanaged?: true
  readonly collections: readonly SnapshotCollection[]
  readonly fields: readonly SnapshotField[]
  /** Indexed columns of our own tables, for the record: they are ours to make. */
  readonly systemFields: readonly SnapshotSystemField[]
  readonly relations: readonly SnapshotRelation[]
}

export interface SnapshotCollection {
  readonly collection: string
  /** What it was called before: its rows are kept, and so are rights to it. */
  readonly renamed_from?: string
  readonly meta: Row | null
  /** Absent of a folder. */
  readonly schema?: SnapshotTable
}

/** Beyond its name all of this is ours: what no field or relation has a place for. */
export interface SnapshotTable {
  readonly name: string
  /** Where that is not the database's default schema. */
  readonly schema?: string
  /** A view, by its query in the SQL of the vendor; null where the account may not see it. */
  readonly query?: string | null
  /** The columns in the order of the database, for tables that are made; no difference by itself. */
  readonly columns?: readonly string[]
  /** A key of several columns, in key order. */
  readonly primary_key?: readonly string[]
  /** Those of several columns; one of a single column is `is_unique` of the field. */
  readonly uniques?: readonly SnapshotIndex[]
  /** Those of several columns, or of more than columns; a plain one of one is `is_indexed` of the field. */
  readonly indexes?: readonly SnapshotIndex[]
  /** Lists of allowed values are `values` of their field. */
  readonly checks?: readonly SnapshotCheck[]
  readonly comment?: string
}

export interface SnapshotIndex {
  readonly name?: string
  readonly columns: readonly string[]
  /** Expressions and conditions in the SQL of the vendor. */
  readonly definition?: IndexDefinition
}

export interface SnapshotCheck {
  readonly name: string
  readonly expression: string
}

export interface SnapshotField {
  readonly collection: string
  readonly field: string
  /** What it was called before: its values are kept. */
  readonly renamed_from?: string
  readonly type: string
  readonly meta: Row | null
  /** Absent of an alias. */
  readonly schema?: SnapshotColumn
}

/** Of what the wire says of a column, what a file keeps; `CURRENT_TIMESTAMP` and
 * `gen_random_uuid()` are defaults of all vendors. */
export interface SnapshotColumn extends Omit<
  FieldSchema,
  'data_type' | 'comment' | 'choices' | 'actions' | 'foreign_key_schema'
> {
  readonly data_type?: string
  /** Ours: the vendor's own type, where it is not the one that `type` and the sizes would become. */
  readonly native_type?: string
  /** Ours: `native_type` is a type of its own of these `values`, as PostgreSQL has them. */
  readonly enum_type?: SnapshotEnumType
  /** Ours: `default_value` is not a value but SQL. */
  readonly default_kind?: DefaultKind
  /** Ours: whether what `generation_expression` computes is kept, or computed when it is read. */
  readonly generation_kind?: GenerationKind
  /** Ours: the only values that the column may have. */
  readonly values?: readonly string[]
  readonly comment?: string
}

/** The name of a type of values, with its schema where that is not the default one. */
export interface SnapshotEnumType {
  readonly schema?: string
  readonly name: string
}

export type GenerationKind = 'stored' | 'virtual'

export type DefaultKind = 'now' | 'uuid' | 'expression'

export interface SnapshotSystemField {
  readonly collection: string
  readonly field: string
  readonly schema: { readonly is_indexed: boolean }
}

export interface SnapshotRelation {
  readonly collection: string
  readonly field: string
  readonly related_collection: string | null
  readonly meta: Row | null
  /** null of a link that no foreign key holds. */
  readonly schema: SnapshotForeignKey | null
}

export interface SnapshotForeignKey {
  /** null where the link is ours to hold; the vendor names it where it is absent. */
  readonly constraint_name?: string | null
  readonly table: string
  readonly column: string
  readonly foreign_key_table: string
  readonly foreign_key_column: string | null
  readonly on_update: string
  readonly on_delete: string
  /** Ours: of a key of several columns, which a comma alone could not tell apart. */
  readonly columns?: readonly string[]
  readonly foreign_key_columns?: readonly string[]
}
