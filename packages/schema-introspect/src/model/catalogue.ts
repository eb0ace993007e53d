import type {
  Action,
  Check,
  Column,
  DialectName,
  Index,
  ReferentialAction,
  TableKind,
  UniqueConstraint,
} from './schema-model.js'

/**
 * What a database's catalogue says, as flat lists, one for each kind of object and in any order.
 * `assembleModel` makes a SchemaModel of it.
 */
export interface Catalogue {
  readonly dialect: DialectName
  readonly defaultSchema: string
  readonly tables: readonly CatalogueTable[]
  /** The columns of a table stand in their order. */
  readonly columns: readonly CatalogueColumn[]
  readonly primaryKeys: readonly CataloguePrimaryKey[]
  readonly uniques: readonly (OfTable & UniqueConstraint)[]
  readonly foreignKeys: readonly CatalogueForeignKey[]
  readonly indexes: readonly (OfTable & Index)[]
  readonly checks: readonly (OfTable & Check)[]
  readonly enums: readonly CatalogueEnum[]
}

export interface OfTable {
  readonly schema: string
  readonly table: string
}

export interface CatalogueTable {
  readonly schema: string
  readonly name: string
  readonly kind: TableKind
  /** What the database allows once a key is known: of a view that cannot be updated, `read` only. */
  readonly actions: readonly Action[]
  readonly hasTriggers: boolean
  readonly comment: string | null
  readonly rowEstimate: number | null
}

export interface CatalogueColumn extends OfTable, Omit<Column, 'enum' | 'traits'> {
  readonly enum: CatalogueColumnEnum | null
}

/** A named type of the database, or values that belong to this column alone. */
export type CatalogueColumnEnum =
  | { readonly schema: string; readonly name: string }
  | { readonly values: readonly string[] }

export interface CatalogueEnum {
  readonly schema: string
  readonly name: string
  readonly values: readonly string[]
}

export interface CataloguePrimaryKey extends OfTable {
  readonly columns: readonly string[]
}

export interface CatalogueForeignKey extends OfTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly targetSchema: string
  readonly targetTable: string
  /** Empty for the primary key of the target. */
  readonly targetColumns: readonly string[]
  readonly onUpdate: ReferentialAction
  readonly onDelete: ReferentialAction
}
