/**
 * The description of a database that every other package works from. Plain, immutable JSON data:
 * it can be sent to a browser, hashed, compared and kept for as long as anybody needs it.
 */

/** The databases Relvar speaks to. MariaDB is a dialect of its own: its JSON and RETURNING differ from MySQL's. */
export type DialectName =
  | 'postgres'
  | 'cockroachdb'
  | 'mysql'
  | 'mariadb'
  | 'mssql'
  | 'oracle'
  | 'sqlite'

/**
 * Identifies a table within one model: its name where it lies in the default schema, else
 * `schema.table`. Where the two would collide the name in the default schema is written with its
 * schema too, so an id always names exactly one table.
 */
export type TableId = string
export type EnumId = string

export type Action = 'read' | 'create' | 'update' | 'delete'

/** Our types, one for each way of reading, writing and comparing a value. `array` is a vendor array, see `Column.elementType`. */
export type ColumnType =
  | 'bigInteger'
  | 'binary'
  | 'boolean'
  | 'csv'
  | 'date'
  | 'dateTime'
  | 'decimal'
  | 'float'
  | 'geometry'
  | 'hash'
  | 'integer'
  | 'json'
  | 'string'
  | 'text'
  | 'time'
  | 'timestamp'
  | 'uuid'
  | 'array'
  | 'unknown'

export type Cardinality = 'many-to-one' | 'one-to-many' | 'many-to-any'
export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'

export interface SchemaModel {
  readonly dialect: DialectName
  /** Hash of the canonical JSON of everything but row estimates: equal versions are equal schemas. */
  readonly version: string
  /** The schema whose tables are named without it, e.g. `public`. */
  readonly defaultSchema: string
  readonly tables: Readonly<Record<TableId, Table>>
  readonly enums: Readonly<Record<EnumId, EnumType>>
}

export interface EnumType {
  readonly id: EnumId
  readonly name: string
  /** The schema of a native enum type; null where the values come from a CHECK or an inline ENUM. */
  readonly schema: string | null
  readonly values: readonly string[]
}

export type TableKind = 'table' | 'view' | 'materialized-view' | 'foreign-table'

export interface Table {
  readonly id: TableId
  readonly schema: string
  readonly name: string
  readonly kind: TableKind
  /** In the order of the database. */
  readonly columns: readonly Column[]
  /** The key's columns in key order; empty where there is none. */
  readonly primaryKey: readonly string[]
  /** Unique constraints, and unique indexes of whole columns over all rows. */
  readonly uniques: readonly UniqueConstraint[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly indexes: readonly Index[]
  readonly checks: readonly Check[]
  readonly relationships: readonly Relationship[]
  /** What the database allows here at all: a table without a key, or a view that cannot be updated, has `read` only. */
  readonly actions: readonly Action[]
  /**
   * Writing a row runs code of the database's own: triggers, or rules of PostgreSQL. What a statement
   * answers of the row may then not be what the row is afterwards.
   */
  readonly hasTriggers: boolean
  readonly comment: string | null
  /** From the database's statistics, null where it has none. Not part of `SchemaModel.version`. */
  readonly rowEstimate: number | null
  readonly traits: TableTraits
}

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** The vendor's own name of the type, lower case, with its arguments: `character varying(40)`. */
  readonly nativeType: string
  /** Characters (bytes for binary), null where unlimited or not applicable. */
  readonly length: number | null
  readonly precision: number | null
  readonly scale: number | null
  /** The type of an array's elements; null for every other type. */
  readonly elementType: ColumnType | null
  readonly nullable: boolean
  readonly default: ColumnDefault | null
  /** `identity`: numbered by the database (serial, auto_increment, rowid key); `stored`/`virtual`: computed, never written. */
  readonly generated: null | 'identity' | 'stored' | 'virtual'
  /** What a computed column is computed by, in the vendor's own SQL; only of those, as far as it is told. */
  readonly expression?: string
  readonly enum: EnumId | null
  readonly actions: readonly Action[]
  /** Set in the schema that an actor sees: there are rows in which it may not be read, and is null. */
  readonly masked?: true
  readonly comment: string | null
  readonly traits: ColumnTraits
}

export type ColumnDefault =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'expression'; readonly sql: string }

export interface UniqueConstraint {
  readonly name: string
  readonly columns: readonly string[]
}

export interface Index {
  readonly name: string
  /** Columns in index order; expressions are left out. */
  readonly columns: readonly string[]
  readonly unique: boolean
  /** Only of an index that is more than a list of columns; CockroachDB's and Oracle's are not told. */
  readonly definition?: IndexDefinition
}

/** Expressions, conditions, orders and methods of an index, in the vendor's own words. */
export interface IndexDefinition {
  /** No two of the rows that it is of may be the same in it. */
  readonly unique: boolean
  /** Of words or of places, on MySQL and MariaDB. */
  readonly kind?: 'fulltext' | 'spatial'
  /** What stands behind the table in CREATE INDEX: `USING btree (lower(name)) WHERE (live)`. */
  readonly sql: string
}

export interface Check {
  readonly name: string
  readonly expression: string
}

export interface ForeignKey {
  readonly name: string
  readonly columns: readonly string[]
  readonly target: TableId
  readonly targetColumns: readonly string[]
  readonly onUpdate: ReferentialAction
  readonly onDelete: ReferentialAction
}

/**
 * A link that can be followed by name, in one direction.
 *
 * `many-to-one` of a single-column key bears the name of its column. `one-to-many` is the way back;
 * its name is derived from the other table, or declared as an alias by an overlay. `many-to-any`
 * holds the key of one of several tables, and a discriminator column says of which.
 */
export interface Relationship {
  readonly name: string
  readonly cardinality: Cardinality
  /** null where the actor may not read the target at all. */
  readonly target: TableId | AnyTarget | null
  /** Pairs of [column here, column there]. For `many-to-any` the second is empty: it is the key of whichever table is meant. */
  readonly columns: readonly (readonly [string, string])[]
  /** On a `one-to-many` back from a `many-to-any`: only rows whose discriminator says so belong to this table. */
  readonly where: { readonly column: string; readonly equals: string } | null
  /** Only `declared` one-to-many relationships are part of the `*` wildcard. */
  readonly source: 'foreign-key' | 'declared'
  readonly traits: RelationshipTraits
}

export interface AnyTarget {
  /** The column of this table that names the target table. */
  readonly discriminator: string
  readonly targets: readonly TableId[]
}

/** What people say about a table and its columns; empty after introspection, filled by `applyOverlay`. */
export interface TableTraits {
  /** One row at the most; served as an object. */
  readonly singleton?: boolean
  readonly sortColumn?: string
  readonly archive?: { readonly column: string; readonly value: string; readonly restore: string }
  readonly accountability?: 'all' | 'activity' | null
  /** It lies in another database, so that no statement reads it together with the others. */
  readonly elsewhere?: true
  /** The key is what people say it is: nothing in the database keeps two rows from having the same. */
  readonly unheldKey?: true
}

/** `uuid` is a random one, `uuid-v7` one that sorts by when it was made. */
export type AutomaticValue = 'now' | 'uuid' | 'uuid-v7' | 'user' | 'role'

export interface ColumnTraits {
  /** Filled by the engine when a row is made, whatever the payload says. A UUID only where the payload has none. */
  readonly onCreate?: AutomaticValue
  readonly onUpdate?: AutomaticValue
  /**
   * How the value is kept in the column: `csv` as comma text, `json` as JSON text, `boolean` as a number
   * of which 0 is false, `hash` and `encrypt` as what the engine's secret codecs make of it.
   */
  readonly codec?: 'csv' | 'json' | 'boolean' | 'hash' | 'encrypt'
  /**
   * Never readable in clear: `conceal` reads as ten asterisks or null, and compares with null only. What
   * is kept encrypted as well, the program itself can read.
   */
  readonly secret?: 'conceal'
  /** false keeps the column out of `search`. */
  readonly searchable?: boolean
  /** A filter over the payload that every written value must pass. */
  readonly validation?: Readonly<Record<string, unknown>>
  /** What is said where `validation` fails, in place of what the rule asks for. */
  readonly validationMessage?: string
}

export interface RelationshipTraits {
  /** The column of the many side that keeps a manual order. */
  readonly sortColumn?: string
  /** What the engine does with linking rows when a row of the target goes; only for links without a foreign key. */
  readonly onDelete?: 'set null' | 'cascade' | 'restrict'
  /** What happens to a row that is taken out of a to-many list: its link is nulled, or it is deleted. */
  readonly onDeselect?: 'nullify' | 'delete'
}
