import type { TableId } from '@relvar/schema-introspect/model'

/** Rows from which on a person should think of when to run a statement. */
export const LARGE = 100_000

/**
 * What the database says of the tables that are changed beyond the model: read by `readDefinitions`
 * right before a plan is made.
 */
export interface Definitions {
  readonly tables: Readonly<Record<TableId, TableDefinition>>
  readonly views: readonly ViewDefinition[]
  /** Names that new constraints and indexes cannot have: also those of what the model does not show. */
  readonly names: readonly HiddenName[]
  readonly collations: Collations
}

/** How texts are compared, on MySQL and MariaDB, which link only columns that do alike. */
export interface Collations {
  /** Of tables that are made; null where it was not read. */
  readonly standard: string | null
  readonly columns: Readonly<Record<TableId, Readonly<Record<string, string>>>>
}

export const NO_COLLATIONS: Collations = { standard: null, columns: {} }

/** A name in the database that the model may not show, such as that of an index of an expression. */
export interface HiddenName {
  readonly schema: string
  readonly name: string
}

export interface TableDefinition {
  /** `create table` as the database has it: SQLite, MySQL, MariaDB; null elsewhere. */
  readonly sql: string | null
  /** The statements of its indexes and triggers, on SQLite. */
  readonly attached: readonly AttachedDefinition[]
  /** Those of its `uniques` that are constraints; the others are indexes. */
  readonly constraints: readonly string[]
  /** The names of the constraints that hold defaults, by column, on SQL Server. */
  readonly defaults: Readonly<Record<string, string>>
  /**
   * How the texts of columns are compared that do not follow the database, on SQL Server: there, ALTER COLUMN
   * forgets it unless it says so.
   */
  readonly ownCollations: Readonly<Record<string, string>>
  /** Whether it has a row at all. */
  readonly hasRows: boolean
  /** Whether it has `LARGE` rows, where the database does not know how many there are. */
  readonly isLarge: boolean
  /** Columns that some row has no value in, of those that are to become required. */
  readonly withNulls: readonly string[]
}

export interface AttachedDefinition {
  readonly kind: 'index' | 'trigger'
  readonly name: string
  readonly sql: string
}

export interface ViewDefinition {
  readonly id: TableId
  readonly sql: string
}

/** Of a table that a plan makes itself, or of one that nobody looked at. */
export const NOTHING_KNOWN: TableDefinition = {
  sql: null,
  attached: [],
  constraints: [],
  defaults: {},
  ownCollations: {},
  hasRows: false,
  isLarge: false,
  withNulls: [],
}
