type Said = Readonly<Record<string, unknown>>

/**
 * A schema as a file of the wire: `GET /schema/snapshot` writes it, `POST /schema/diff` reads it. Only what
 * changes of a schema are put together from is told here.
 */
export interface SchemaFile {
  readonly version: 1 | 2
  /** The release that it is for. */
  readonly directus: string
  /** The vendor of the database. */
  readonly vendor: string
  readonly collections: readonly FileCollection[]
  readonly fields: readonly FileField[]
  readonly relations: readonly FileRelation[]
}

export interface FileCollection {
  readonly collection: string
  readonly meta: Said | null
  /** Absent of a folder. */
  readonly schema?: {
    readonly name: string
    readonly primary_key?: readonly string[]
    /** Of a view only. */
    readonly query?: string | null
  }
}

export interface FileField {
  readonly collection: string
  readonly field: string
  readonly type: string
  readonly meta: Said | null
  /** Absent of an alias. */
  readonly schema?: FileColumn
}

/** A column; what is absent is as it is of a plain one. */
export interface FileColumn {
  readonly max_length?: number | null
  readonly numeric_precision?: number | null
  readonly numeric_scale?: number | null
  readonly is_nullable?: boolean
  readonly is_indexed?: boolean
  readonly is_primary_key?: boolean
  readonly has_auto_increment?: boolean
  /** The vendor's own type, where it is not the one that `type` and the sizes would become. */
  readonly native_type?: string
}

export interface FileRelation {
  readonly collection: string
  readonly field: string
  /** null of a link to any of several collections. */
  readonly related_collection: string | null
  readonly meta: Said | null
  /** null of a link that no foreign key holds. */
  readonly schema: FileForeignKey | null
}

export interface FileForeignKey {
  /** null of a link that Relvar holds instead of the database. */
  readonly constraint_name?: string | null
  readonly foreign_key_table: string
  readonly foreign_key_column: string
  /** Where it is of several: all columns of the link. */
  readonly columns?: readonly string[]
  /** The columns that they lead to, in the same order. */
  readonly foreign_key_columns?: readonly string[]
  readonly on_delete?: string
  readonly on_update?: string
}
