import type {
  Column,
  ColumnDefault,
  ColumnType,
  IndexDefinition,
  ReferentialAction,
  TableId,
} from '@relvar/schema-introspect/model'

/**
 * One proposed change of the user's schema, as plain data. It names what the model names: tables by
 * their id, columns and constraints by their name. `applyChanges` says what the schema is afterwards,
 * `planChanges` which statements make it so, `runPlan` runs them.
 *
 * @example
 * const changes: readonly SchemaChange[] = [
 *   { kind: 'add-column', table: 'article', column: { name: 'rating', type: 'integer', default: { kind: 'literal', value: 0 } } },
 *   { kind: 'add-index', table: 'article', index: { columns: ['rating'] } },
 * ]
 */
export type SchemaChange =
  | CreateTable
  | DropTable
  | RenameTable
  | CommentTable
  | AddColumn
  | AlterColumn
  | RenameColumn
  | DropColumn
  | AddForeignKey
  | DropForeignKey
  | AddUnique
  | DropUnique
  | AddIndex
  | DropIndex
  | AddCheck
  | DropCheck
  | CreateView
  | DropView
  | CreateEnum
  | ExtendEnum
  | DropEnum

export type ChangeKind = SchemaChange['kind']

/** Foreign keys may point to tables that later changes of the same list create: they are added last. */
export interface CreateTable {
  readonly kind: 'create-table'
  readonly table: TableDraft
}

/** Refused while foreign keys of other tables point to it, or a view reads it. */
export interface DropTable {
  readonly kind: 'drop-table'
  readonly table: TableId
}

/** The table stays in its schema. */
export interface RenameTable {
  readonly kind: 'rename-table'
  readonly table: TableId
  readonly to: string
}

/** Nothing where the vendor keeps no comments (SQLite). */
export interface CommentTable {
  readonly kind: 'comment-table'
  readonly table: TableId
  readonly comment: string | null
}

export interface AddColumn {
  readonly kind: 'add-column'
  readonly table: TableId
  readonly column: ColumnDraft
}

export interface AlterColumn {
  readonly kind: 'alter-column'
  readonly table: TableId
  readonly column: string
  readonly set: ColumnAlteration
  /** It takes the type of what it is to point to, even as a part of the key. */
  readonly fits?: true
}

export interface RenameColumn {
  readonly kind: 'rename-column'
  readonly table: TableId
  readonly column: string
  readonly to: string
}

/**
 * Indexes and unique constraints over the column go with it, and so does a check of this column alone.
 * Refused where the key, a foreign key, a check of several columns or a view uses it.
 */
export interface DropColumn {
  readonly kind: 'drop-column'
  readonly table: TableId
  readonly column: string
}

export interface AddForeignKey {
  readonly kind: 'add-foreign-key'
  readonly table: TableId
  readonly foreignKey: ForeignKeyDraft
}

export interface DropForeignKey {
  readonly kind: 'drop-foreign-key'
  readonly table: TableId
  readonly name: string
}

export interface AddUnique {
  readonly kind: 'add-unique'
  readonly table: TableId
  readonly unique: UniqueDraft
}

/** A unique constraint, or a unique index that is one in all but name. */
export interface DropUnique {
  readonly kind: 'drop-unique'
  readonly table: TableId
  readonly name: string
}

export interface AddIndex {
  readonly kind: 'add-index'
  readonly table: TableId
  readonly index: IndexDraft
}

export interface DropIndex {
  readonly kind: 'drop-index'
  readonly table: TableId
  readonly name: string
}

export interface AddCheck {
  readonly kind: 'add-check'
  readonly table: TableId
  readonly check: CheckDraft
}

export interface DropCheck {
  readonly kind: 'drop-check'
  readonly table: TableId
  readonly name: string
}

export interface CreateView {
  readonly kind: 'create-view'
  readonly view: ViewDraft
}

export interface DropView {
  readonly kind: 'drop-view'
  readonly table: TableId
}

/** A type of values that has a name of its own: PostgreSQL and CockroachDB. */
export interface CreateEnum {
  readonly kind: 'create-enum'
  readonly enum: EnumDraft
}

/**
 * Gives a type of values more of them. `values` are all that it has afterwards: those of before, in their order, and
 * new ones anywhere between. No database takes one out, or moves it.
 */
export interface ExtendEnum {
  readonly kind: 'extend-enum'
  readonly enum: EnumDraft
}

/** Refused while a column is of it. */
export interface DropEnum {
  readonly kind: 'drop-enum'
  readonly enum: Pick<EnumDraft, 'schema' | 'name'>
}

export interface EnumDraft {
  /** The schema of the model's own tables where none is named. */
  readonly schema?: string
  readonly name: string
  readonly values: readonly string[]
}

/** A table that is not there yet. */
export interface TableDraft {
  /** The schema of the model's own tables where none is named. */
  readonly schema?: string
  readonly name: string
  readonly columns: readonly ColumnDraft[]
  /** The key's columns in key order. They are never null, whatever their drafts say. */
  readonly primaryKey: readonly string[]
  readonly uniques?: readonly UniqueDraft[]
  readonly foreignKeys?: readonly ForeignKeyDraft[]
  readonly indexes?: readonly IndexDraft[]
  readonly checks?: readonly CheckDraft[]
  readonly comment?: string | null
}

/**
 * A column that is not there yet. `docs/types.md` and the reference say which type of the vendor a
 * type of ours becomes.
 */
export interface ColumnDraft {
  readonly name: string
  readonly type: ColumnType
  /**
   * The vendor's own type with its arguments, as `Column.nativeType` has it: for a copy of a schema of
   * the same vendor. It takes the place of `type`, `length`, `precision` and `scale`.
   */
  readonly nativeType?: string
  /** What `nativeType` is where it is a type of values: it is made where the database does not have it. */
  readonly enumType?: EnumDraft
  /** Characters of a `string` or `hash`, bytes of a `binary` where the vendor sizes those; 255 unless told. null for no limit where the vendor has such a type. */
  readonly length?: number | null
  /** Digits of a `decimal`, 10 unless told, and how many of them are behind the point, 5 unless told. */
  readonly precision?: number | null
  readonly scale?: number | null
  /** How a text of MySQL and MariaDB is compared, which says its character set as well: that of the table unless told. */
  readonly collation?: string
  /** true unless told; never for a column of the key. */
  readonly nullable?: boolean
  readonly default?: DefaultDraft | null
  /**
   * `identity`: numbered by the database, a whole number and the only column of the key. `stored` and
   * `virtual`: computed by `expression`.
   */
  readonly generated?: Column['generated']
  /** What it is computed by, in the vendor's own SQL: for a copy of a schema of the same vendor. */
  readonly expression?: string
  /** The only values that a text may have; a check on every vendor. */
  readonly values?: readonly string[]
  /** The names of the checks that it brings along; free ones unless told. */
  readonly checkNames?: Readonly<Partial<Record<ColumnCheck, string>>>
  readonly comment?: string | null
}

/** What a check of a new column holds it to: its values; on Oracle, that it is a boolean, or JSON. */
export type ColumnCheck = 'values' | 'boolean' | 'json'

/** What is to be different; what is left out stays. A new type takes its own length unless one is told. */
export type ColumnAlteration = Partial<
  Pick<
    ColumnDraft,
    | 'type'
    | 'nativeType'
    | 'enumType'
    | 'length'
    | 'precision'
    | 'scale'
    | 'collation'
    | 'nullable'
    | 'default'
    | 'comment'
  >
>

/**
 * A value for rows that give none. `now` and `uuid` are written as each vendor has them; an expression
 * is the vendor's own SQL, for a copy of a schema of the same vendor.
 */
export type DefaultDraft = ColumnDefault | { readonly kind: 'now' } | { readonly kind: 'uuid' }

/** Without a name it gets `<table>_<columns>_unique`, and a number where something else has that name. */
export interface UniqueDraft {
  readonly name?: string
  readonly columns: readonly string[]
}

/** Without a name it gets `<table>_<columns>_index`, and a number where something else has that name. */
export interface IndexDraft {
  readonly name?: string
  readonly columns: readonly string[]
  /** The vendor's own words, as `Index.definition` has them: for a copy of a schema of the same vendor. */
  readonly definition?: IndexDefinition
}

/**
 * Without a name it gets `<table>_<columns>_foreign`, and a number where something else has that name; without
 * target columns it points to the target's key.
 */
export interface ForeignKeyDraft {
  readonly name?: string
  readonly columns: readonly string[]
  readonly target: TableId
  readonly targetColumns?: readonly string[]
  /** `no action` unless told. */
  readonly onUpdate?: ReferentialAction
  readonly onDelete?: ReferentialAction
}

/** A condition in the vendor's SQL over the columns of one row. */
export interface CheckDraft {
  readonly name: string
  readonly expression: string
}

/** A stored query in the vendor's SQL: `select id, title from article`. */
export interface ViewDraft {
  readonly schema?: string
  readonly name: string
  readonly query: string
}
