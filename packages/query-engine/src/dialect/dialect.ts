import type { Column, ColumnType, DialectName, Table } from '@relvar/schema-introspect/model'
import type { RawBuilder } from 'kysely'
import type { EngineError } from '../errors.js'
import type { DatePart, JsonForm, JsonPath } from '../resolve/resolved.js'

/** A piece of SQL: identifiers quoted and values bound by Kysely for the database at hand. */
export type Sql = RawBuilder<unknown>

/** What a database can do, asked by code outside the dialect folders instead of its name. */
export interface Capabilities {
  /** Parameters of one statement at the most. */
  readonly maxParameters: number
  /** Rows of one VALUES list at the most. */
  readonly maxRows: number
  /** Bytes of a key of the answer at the most. */
  readonly maxNameBytes: number
  /** Items of one IN list at the most; null where parameters alone bound it. */
  readonly maxListItems: number | null
  /** `(a, b) in ((1, 2), (3, 4))`. */
  readonly rowValues: boolean
  /** INSERT answers columns of the rows it made, in the order of its values. */
  readonly insertReturning: boolean
  /** UPDATE answers the keys of the rows it changed. */
  readonly updateReturning: boolean
  /** DELETE answers the keys of the rows that are gone. */
  readonly deleteReturning: boolean
  /** A VALUES list of INSERT may say DEFAULT. */
  readonly defaultKeyword: boolean
  /** A broken link is told by name. Where it is not, a statement that failed leaves the transaction usable. */
  readonly namesForeignKeys: boolean
  /**
   * Rows that a statement takes away may be kept by links among themselves, since each is looked at
   * alone; a statement that was refused leaves the transaction usable.
   */
  readonly checksEachRow: boolean
  /** Characters up to which a text is certain to come whole; null where every text does. */
  readonly uncutLength: number | null
  /** `(a, b) > (1, 2)` begins in the middle of an index over both. */
  readonly seeksRows: boolean
  /** Derived tables may look at the row they stand beside. */
  readonly derivedSeesOuter: boolean
  /** What is aggregated may hold subqueries. */
  readonly aggregatesSubqueries: boolean
  /**
   * What is selected is made of every row before they are sorted, and what is joined is joined to every
   * row: a page is better found in a query of its own.
   */
  readonly selectsBeforeSort: boolean
  /** An index gives the order of a nullable column and the key also where it keeps NULLs at the other end. */
  readonly scansNullsApart: boolean
}

/** What a value is, as far as reading, comparing and decoding it goes. */
export interface ValueForm {
  readonly type: ColumnType
  readonly nativeType: string
  readonly scale: number | null
  readonly elementType: ColumnType | null
  /** JSON that is text to the database, which knows nothing of it: the text may be anything. */
  readonly isTextOfJson: boolean
  /** `sum` and `avg` change what a number looks like. */
  readonly aggregate: 'sum' | 'avg' | null
  /** A number that the wire has as text: date parts and counts of the REST codec, keys of the GraphQL one. */
  readonly asText: boolean
  /** A number that the wire has as such although it may have more digits than a double: decimals of the GraphQL codec. */
  readonly asNumber: boolean
}

/** Makes the wire's value of what SQL could only bring close to it. Never called with null. */
export type Finish = (value: unknown) => unknown

/** One value of a level: its key, and its SQL in wire form. */
export interface LevelColumn {
  readonly key: string
  readonly sql: Sql
  /** The SQL gives JSON text, to be embedded as it is. */
  readonly json: boolean
  /** What the SQL is made of, where that is a value that is NULL in rows in which it is hidden. */
  readonly masked?: MaskedValue
}

/** A value and the rows in which it is seen. */
export interface MaskedValue {
  /** The same object for all values that are seen in the same rows. */
  readonly rule: object
  readonly isSeen: Sql
  readonly value: Sql
}

/** One level of a read, ready to be put together. */
export interface LevelSql {
  readonly columns: readonly LevelColumn[]
  /** Everything from FROM up to, not including, ORDER BY. */
  readonly body: Sql
  /** The terms of ORDER BY; null where there is no order. */
  readonly order: Sql | null
  readonly limit: number | null
  readonly offset: number
  /** Aggregates over everything: there is exactly one row. */
  readonly single: boolean
  /** Of rows that hang on others: how they can be found by their keys; null where they cannot. */
  readonly keyed: KeyedRows | null
}

/** What is known of the rows of a level beside its SQL, to find those of a page before anything is made of them. */
export interface KeyedRows {
  /** The table as FROM has it, and what it is called there. */
  readonly table: Sql
  readonly alias: string
  /** Columns of the key. */
  readonly key: readonly Column[]
  /** An index gives those of one parent in their order, all of them. */
  readonly indexed: boolean
  /** How many hang on one parent, by statistics; null where there are none. */
  readonly perParent: number | null
}

/**
 * How the values that rows are sorted by travel in cursors: as text that nothing is lost in, which
 * the forms of the wire allow themselves (they have moments in milliseconds, for one).
 */
export interface CursorValues {
  /** A value that comparisons put in the place where ORDER BY puts what it is made of. */
  ordered(form: ValueForm, sql: Sql): Sql
  /** Whether ORDER BY takes an ordered value for NULL, or does not. */
  isNull(form: ValueForm, sql: Sql, negated: boolean): Sql
  /** An ordered value as a column of a result. */
  selected(form: ValueForm, sql: Sql): Sql
  /** What the driver gave for a selected value, as text. Never called with null. */
  toText(value: unknown): string
  /**
   * What the driver is handed for such a text.
   *
   * @throws InvalidQueryError for a text that was not made of a value like this
   */
  fromText(form: ValueForm, text: string): unknown
  /** The parameter that an ordered value is compared with. */
  parameter(form: ValueForm, sql: Sql): Sql
}

/** What statistics say of the number of rows. */
export interface Estimates {
  /** Asks how many rows a table has; null where there is no asking. */
  ofTable(table: Table): Sql | null
  /** Asks how many rows a SELECT would find; null where there is no asking. */
  ofSelect(select: Sql): Sql | null
  /** The number in what was answered; null where there is none. */
  read(rows: readonly Readonly<Record<string, unknown>>[]): number | null
}

export type MatchPlace = 'anywhere' | 'start' | 'end' | 'whole'
/**
 * What becomes of a value that is no list when its elements are counted: the statement fails, or
 * there is nothing. Conditions meet rows that nobody is to learn of, so they never fail.
 */
export type NoList = 'refused' | 'nothing'

/** Whether two geometries share a point, their bounding boxes do, or both are the same points. */
export type SpatialTest = 'intersects' | 'box' | 'equals'
export type TextParameter = (encode: (text: string) => string) => Sql

/** A to-one value: what is selected, and what has to be joined for it. */
export interface ToOneSql {
  readonly value: Sql
  readonly join: Sql | null
}

/** Columns beside the JSON texts of rows, in this order. */
export interface BesideRows {
  /** Whether a column `o` counts the rows in order. */
  readonly numbered: boolean
  /** Values of each row. */
  readonly ofEach: readonly Sql[]
  /** Values that no row has a part in. */
  readonly ofAll: readonly Sql[]
}

/** A column that an index leads with, compared with a value. */
export interface ColumnComparison {
  readonly form: ValueForm
  readonly table: Sql
  readonly column: string
  /** The column, referred to. */
  readonly left: Sql
  readonly operator: string
  /** The value, in the form that `parameter` gives it. */
  readonly right: Sql
}

export interface ErrorContext {
  readonly kind: 'read' | 'write'
  /** The table that is written, to name the field that a message speaks of. */
  readonly table: Table | null
  /** The values that were written, by column; none for a delete. */
  readonly rows: readonly ReadonlyMap<string, unknown>[]
}

/** What a write answers of each row that it wrote. */
export interface Returned {
  readonly columns: readonly Column[]
  /** One of the columns in wire form, made of a reference to it; it is answered as `k0`, `k1` ... */
  readonly wire: (column: Column, reference: Sql) => Sql
}

interface Write {
  readonly table: Sql
  readonly target: Table
  /** null for nothing. */
  readonly returned: Returned | null
}

export interface InsertRows extends Write {
  /** None for one row that is all defaults. */
  readonly columns: readonly Column[]
  /** A value for each column; null is the column's default, where capabilities have a word for it. */
  readonly rows: readonly (readonly (Sql | null)[])[]
}

export interface UpdateRows extends Write {
  /** The assignments, joined with commas. */
  readonly sets: Sql
  readonly where: Sql
}

export interface DeleteRows extends Write {
  readonly where: Sql
}

/** What has to be said to keep others from changing the rows that a SELECT finds. */
export interface RowLock {
  readonly afterTable: Sql
  readonly atEnd: Sql
}

/** How a statement that writes rows answers each of them as JSON text. */
export interface ReturnedJson {
  /** What the written row is called where it is answered; empty where its columns stand alone. */
  readonly alias: string
  /** What a level of other tables reads from to stand beside the row; null where only the row itself can be answered. */
  readonly from: Sql | null
  /** INSERT can, UPDATE can. */
  readonly insert: boolean
  readonly update: boolean
  /** What a subquery finds in another table can stand beside the row, and nothing is locked for it. */
  readonly readsAside: boolean
  /** UPDATE can join a locked look at the row as it was, and answer that too. */
  readonly former: boolean
  /**
   * An INSERT that answers texts `j` as one that answers all of them in one, `j`, with commas between and
   * without those that are null; null where their order would be lost.
   */
  readonly together: ((insert: Sql) => Sql) | null
  /** The row as text, null where the condition is not true for it. A level with `from` holds its conditions itself. */
  row(level: LevelSql, condition: Sql | null): Sql
}

/** A row that is inserted before another that links to it. */
export interface LinkedRows {
  readonly first: Sql
  /** The columns of the first that the link leads to. */
  readonly columns: readonly Column[]
  /** Inserts the other, given what those columns hold. */
  readonly second: (values: readonly Sql[]) => Sql
}

/** How one parameter, a JSON text, brings any number of rows to an INSERT. */
export interface JsonInput {
  /** Whether all values of a column come out of JSON as they would come as parameters. */
  takes(column: Column): boolean
  /** A value, as `toParameter` makes it, as it stands in the text; undefined for one that would come out as another. */
  member(value: unknown): string | number | boolean | null | undefined
  /** A query of the rows in their order: each is an object in a list, its members `c0`, `c1` ... */
  select(columns: readonly Column[], text: Sql): Sql
}

/** One statement that gives rows, told by their keys, values of their own. */
export interface EachUpdate extends Write {
  /** Those of the key, and those that change. */
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Sql[])[]
}

/** Everything that differs between databases, as far as reading and writing rows goes. */
export interface Dialect {
  readonly name: DialectName
  readonly capabilities: Capabilities

  /** A value in the form of the wire; the same expression at every depth. */
  encode(form: ValueForm, sql: Sql): Sql
  /** Whether `encode` gives JSON text, e.g. for JSON columns and arrays. */
  isJson(form: ValueForm): boolean
  /** JSON as the top-level column that the driver hands over as text. */
  jsonAsText(sql: Sql): Sql
  /**
   * What is left to be done to a value after the database, at any depth, where SQL has no words for
   * its wire form; null where `encode` does it all.
   */
  finish(form: ValueForm): Finish | null
  /** What the driver gives for a top-level value, as the same JavaScript value that JSON would hold. */
  decode(form: ValueForm, value: unknown): unknown
  /**
   * A value of the query as the driver wants it; `element` is the type of an array's elements.
   *
   * @throws ValueError for one that the database has no room for, e.g. an infinite date
   */
  toParameter(type: ColumnType, value: unknown, element?: ColumnType | null): unknown
  /** Whether a number is another than 0, as a boolean of the database. */
  numberAsBoolean(sql: Sql): Sql
  /** A column in the form in which it can be compared with a parameter. */
  comparable(form: ValueForm, sql: Sql): Sql
  /**
   * Text in a form in which `=` tells all texts apart: where the usual collation takes different
   * ones for equal. null where `=` is exact by itself, and for everything but text.
   */
  exactText(form: ValueForm, sql: Sql): Sql | null
  /** The parameter that stands on the other side. */
  parameter(form: ValueForm, sql: Sql): Sql
  /**
   * The comparison so worded that an index helps, where `comparable` hides the column from it; null
   * where the plain comparison will do. True for the same rows.
   */
  compareIndexed(comparison: ColumnComparison): Sql | null
  /** A comparison of what has no type, where the database holds values of several types in one column. */
  compareUntyped(left: Sql, compare: (left: Sql) => Sql): Sql
  /** A condition that no index is taken for, on a database that takes the first of several bounds for the best. */
  withoutIndex(condition: Sql): Sql
  /** A value in a form that can be sorted by. */
  sortable(form: ValueForm, sql: Sql): Sql
  /** The terms that sort by a value: ascending has NULLs last, descending first. */
  order(sql: Sql, descending: boolean, nullable: boolean): Sql
  readonly cursor: CursorValues
  readonly estimates: Estimates
  datePart(part: DatePart, type: ColumnType, sql: Sql): Sql
  jsonPath(sql: Sql, path: JsonPath, form: JsonForm): Sql
  /** How many elements a list has; null for NULL and for JSON's null. */
  listLength(sql: Sql, type: ColumnType, otherwise: NoList): Sql
  /** Whether a text holds another; `text` gives the parameter, in the form that is asked for. */
  match(sql: Sql, where: MatchPlace, insensitive: boolean, text: TextParameter): Sql
  /** A text equal to a number, e.g. to find the row of a many-to-any by the text of its key. */
  keyFromText(column: Column, text: Sql): Sql
  toText(sql: Sql): Sql
  /** Whether a text is empty, or is neither that nor null. */
  isEmpty(text: Sql, negated: boolean): Sql
  concat(parts: readonly Sql[]): Sql
  /**
   * Compares a geometry of the database with a parameter, which `toParameter` made of GeoJSON.
   *
   * @throws InvalidQueryError where the database has no such test
   */
  spatial(form: ValueForm, sql: Sql, geometry: Sql, test: SpatialTest): Sql
  aggregate(name: 'sum' | 'avg', form: ValueForm, distinct: boolean, sql: Sql): Sql
  /** How many rows there are. */
  readonly countRows: Sql
  /** How many values, or different ones, there are. */
  count(form: ValueForm, distinct: boolean, sql: Sql): Sql

  /** A statement with a column `j`: each row's JSON text, and what comes beside it. */
  jsonRows(level: LevelSql, beside: BesideRows): Sql
  /**
   * A statement of one row: `j` is the JSON text of all rows, joined with commas, NULL where there are
   * none; then those beside. null where rows that come one by one cost no more, or the text would be cut.
   */
  readonly jsonText: ((level: LevelSql, beside: readonly Sql[]) => Sql) | null
  /** A JSON object as a value: of a few aggregates, or of what a relationship leads to. */
  jsonObject(columns: readonly LevelColumn[]): Sql
  /** A scalar subquery that gives the level as a JSON array; each element is an object, or the only column. */
  jsonArray(level: LevelSql, element: 'object' | 'value'): Sql
  /** The level's only row as a JSON object, null where there is none. */
  toOne(level: LevelSql, alias: string): ToOneSql
  /** ORDER BY and the limits at the end of a query. */
  page(order: Sql | null, limit: number | null, offset: number): Sql
  /** The number of a row in the level's order, as a column `o`. */
  rowNumber(level: Pick<LevelSql, 'order' | 'single'>): Sql
  /** The rows of a query that counts them as `o`, in that order, each beside these values; one row if there are none. */
  withCounts(counts: Sql, rows: Sql): Sql

  /** Names of our own: of a table, of a query in FROM, of a column. */
  tableAs(table: Sql, alias: string): Sql
  derivedAs(query: Sql, alias: string): Sql
  columnAs(value: Sql, name: string): Sql

  /** The value of a column as a statement that writes it takes it. */
  writeValue(column: Column, parameter: Sql): Sql
  insert(insert: InsertRows): Sql
  /**
   * Inserts a row and one that links to it, as one statement that answers nothing; null where that takes
   * two, by these columns or always.
   */
  readonly insertLinked: ((rows: LinkedRows) => Sql | null) | null
  update(update: UpdateRows): Sql
  updateEach(update: EachUpdate): Sql
  delete(removal: DeleteRows): Sql
  /** null where no statement that writes answers JSON. */
  readonly returnedJson: ReturnedJson | null
  /** null where rows come as parameters only. */
  readonly jsonInput: JsonInput | null
  /** Whether several rows of a table may share an INSERT. */
  insertsTogether(table: Table): boolean
  /** null where rows cannot be locked. */
  readonly lock: RowLock | null
  /**
   * Asks by how much the numbers differ that one INSERT gives to its rows, as a column `step`. null
   * where INSERT answers them.
   */
  readonly numberingStep: Sql | null
  /** Moves a sequence on after rows with keys of their own were inserted; null where the database does so itself. */
  advanceSequence(table: Table, column: Column): Sql | null

  /**
   * Looks at a statement before it is sent: whether the database could bear it.
   *
   * @throws {InvalidQueryError} when it could not
   */
  checkStatement(statement: string): void
  /** Translates a driver's error; null for one that is a bug. */
  mapError(error: unknown, context: ErrorContext): EngineError | null
  /** Whether the statement failed since it names a table or column that is no longer there. */
  isStaleSchema(error: unknown): boolean
  /** Whether the transaction may succeed when it is tried again: deadlock, serialisation, busy. */
  isRetryable(error: unknown): boolean
  /** Whether the connection was lost, so that another may do. */
  isConnectionLost(error: unknown): boolean
}
