import type {
  ColumnTraits,
  ColumnType,
  RelationshipTraits,
  TableId,
  TableTraits,
} from './schema-model.js'

/**
 * What people told us *about* their schema. It never changes the database; `applyOverlay` lays it
 * over a model. Names that the model lacks are reported, never an error: tables come and go.
 */
export interface Overlay {
  readonly tables?: Readonly<Record<TableId, TableOverlay>>
}

export interface TableOverlay {
  /** The key of a view or of a table that declares none. */
  readonly primaryKey?: readonly string[]
  /** Nobody may do anything with it; links into it lead nowhere. */
  readonly closed?: boolean
  readonly traits?: TableTraits
  readonly columns?: Readonly<Record<string, ColumnOverlay>>
  /** Links of this table, by the name they get here. */
  readonly relationships?: Readonly<Record<string, DeclaredRelationship>>
}

export interface ColumnOverlay {
  /** Reads and writes the column as another type, e.g. text as `json` or `csv`. */
  readonly type?: ColumnType
  readonly traits?: ColumnTraits
}

export type DeclaredRelationship =
  /** A link without a foreign key; its name is usually the name of its only column. */
  | {
      readonly kind: 'many-to-one'
      readonly target: TableId
      readonly columns: readonly (readonly [string, string])[]
      readonly traits?: RelationshipTraits
    }
  /** A name for the way back of a many-to-one (or many-to-any) called `through` of table `target`. */
  | {
      readonly kind: 'one-to-many'
      readonly target: TableId
      readonly through: string
      readonly traits?: RelationshipTraits
    }
  /** `column` holds the key of one of `targets`, `discriminator` the id of the table. */
  | {
      readonly kind: 'many-to-any'
      readonly column: string
      readonly discriminator: string
      readonly targets: readonly TableId[]
      readonly traits?: RelationshipTraits
    }
