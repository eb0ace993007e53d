import type { Column, Relationship, Table } from '@relvar/schema-introspect/model'
import type { Slot } from '../plan/slot.js'
import type { MatchPlace, SpatialTest } from '../dialect/dialect.js'
import type { MetaCount, ReadQuery } from '../query/query.js'

/** One use of a table in a query. Every use gets an alias of its own and, from `guard`, a guard of its own. */
export interface Source {
  readonly table: Table
  /** `t0`, `t1` ...: never a name from a request. */
  readonly alias: string
  /** The relationship by which a selection came here. */
  readonly arrivedBy?: { readonly parent: Source; readonly relationship: Relationship }
}

export type DatePart = 'year' | 'month' | 'week' | 'day' | 'weekday' | 'hour' | 'minute' | 'second'

export type Expression =
  | { readonly kind: 'column'; readonly source: Source; readonly column: Column }
  | { readonly kind: 'date-part'; readonly part: DatePart; readonly operand: ColumnExpression }
  | { readonly kind: 'json-length'; readonly operand: ColumnExpression }
  | {
      readonly kind: 'json-path'
      readonly operand: ColumnExpression
      readonly path: JsonPath
      readonly as: JsonForm
    }
  /** How many rows a to-many relationship leads to. */
  | { readonly kind: 'count'; readonly link: Link }
  /** The value of an expression over the row that a to-one relationship leads to; null where there is none. */
  | { readonly kind: 'related'; readonly link: Link; readonly operand: Expression }
  | {
      readonly kind: 'aggregate'
      readonly function: SqlAggregate
      readonly distinct: boolean
      readonly operand: Expression | null
    }

export type ColumnExpression = Extract<Expression, { kind: 'column' }>
export type JsonPath = readonly (string | number)[]
/** How a value within JSON is taken: as it is, as text, or as a number (null where it is none). */
export type JsonForm = 'json' | 'text' | 'number'
export type SqlAggregate = 'count' | 'sum' | 'avg' | 'min' | 'max'

/** A relationship as one query follows it: from a source to another. */
export interface Link {
  readonly parent: Source
  readonly relationship: Relationship
  readonly target: Source
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'constant'; readonly value: boolean }
  | {
      readonly kind: 'compare'
      readonly operator: string
      readonly left: Expression
      readonly right: Slot
    }
  | {
      readonly kind: 'in'
      readonly negated: boolean
      readonly left: Expression
      readonly values: readonly Slot[]
    }
  | {
      readonly kind: 'between'
      readonly negated: boolean
      readonly left: Expression
      readonly low: Slot
      readonly high: Slot
    }
  | { readonly kind: 'null'; readonly negated: boolean; readonly operand: Expression }
  | { readonly kind: 'empty'; readonly negated: boolean; readonly operand: Expression }
  | {
      readonly kind: 'match'
      readonly where: MatchPlace
      readonly negated: boolean
      readonly insensitive: boolean
      readonly left: Expression
      readonly right: Slot
    }
  | {
      readonly kind: 'spatial'
      readonly test: SpatialTest
      readonly negated: boolean
      readonly left: Expression
      readonly right: Slot
    }
  | {
      readonly kind: 'exists'
      readonly negated: boolean
      readonly link: Link
      readonly condition: Condition
    }
  /** The rows whose link has, or has not, one of these values, as far as the link may be seen. */
  | {
      readonly kind: 'linked'
      readonly negated: boolean
      readonly source: Source
      readonly columns: readonly string[]
      /** Which rows have such a link; null is all of them. */
      readonly where: Relationship['where']
      readonly keys: readonly (readonly Slot[])[]
      readonly maskedBy: readonly string[]
    }
  /** The rows with these keys; each key has one slot for each column. */
  | {
      readonly kind: 'keys'
      readonly source: Source
      readonly columns: readonly string[]
      readonly keys: readonly (readonly Slot[])[]
    }

export interface SortTerm {
  readonly expression: Expression
  readonly descending: boolean
}

/** One key of a result row and where its value comes from. */
export type Selection =
  | {
      readonly kind: 'value'
      readonly key: string
      readonly expression: Expression
      /** What stands for some of its values in the answer. */
      readonly words?: Readonly<Record<string, string>>
    }
  | ToOneSelection
  | {
      readonly kind: 'to-many'
      readonly key: string
      readonly link: Link
      readonly read: ResolvedRead
    }
  /** One read for each table that the row may lead to; null where none was asked for. */
  | { readonly kind: 'to-any'; readonly key: string; readonly branches: readonly AnyBranch[] }
  | { readonly kind: 'object'; readonly key: string; readonly members: readonly Selection[] }
  /** The same in every row; null is null. */
  | { readonly kind: 'literal'; readonly key: string; readonly text: string | null }
  | LinkSelection

export interface ToOneSelection {
  readonly kind: 'to-one'
  readonly key: string
  readonly link: Link
  readonly read: ResolvedRead
}

/** The values of columns that refer to rows of another database, or are referred to from there. */
export interface LinkSelection {
  readonly kind: 'link'
  readonly key: string
  readonly source: Source
  readonly columns: readonly string[]
  /** Which rows have such a link, and values; null is all of them. */
  readonly where: Relationship['where']
  /** Fields of which the masks hide the values. */
  readonly maskedBy: readonly string[]
  /** What takes the place of the values; null where they are wanted themselves. */
  readonly leadsTo: ElsewhereRead | null
}

/** A read of rows that a link leads to in another database: one query for all rows with such a link. */
export interface ElsewhereRead {
  readonly relationship: Relationship
  readonly table: Table
  readonly output: ResolvedRead['output']
  /** Its values are placeholders. */
  readonly query: ReadQuery
}

/** The rows that links from another database lead to. */
export interface LinkedRows {
  readonly columns: readonly string[]
  /** Which rows have such a link; null is all of them. */
  readonly where: Relationship['where']
  /** null is all rows. */
  readonly keys: readonly (readonly Slot[])[] | null
  /** Fields that have to be visible, as far as they are in any row, for a link to be seen. */
  readonly maskedBy: readonly string[]
  /** Of the rows of each link; null is all of them. */
  readonly page: { readonly limit: number | null; readonly offset: number } | null
}

/** Its key is what the discriminator column holds for rows of the table. */
export type AnyBranch = ToOneSelection | LinkSelection

/** Rows that follow these values in the order of the read, one for each term of its sort; null is NULL. */
export interface Seek {
  readonly values: readonly (Slot | null)[]
}

/** Whose rows are to be estimated. */
export interface Estimate {
  readonly source: Source
  readonly filter: Condition
  /** Every use of a table in it. */
  readonly sources: readonly Source[]
}

/** How the rows of a read become a page that cursors lead to and from. */
export interface CursorPage {
  /** The rows come in the opposite of the order asked for, to be turned round. */
  readonly reversed: boolean
  /** What cursors are made of; null where none were asked for. */
  readonly cursors: {
    /** Of the page; one row more is read, to see whether there is one. Null is no limit. */
    readonly limit: number | null
    /** The hash of the order, which cursors carry. */
    readonly order: string
    /** Whether rows were passed over to come here. */
    readonly skipped: boolean
  } | null
}

export interface ResolvedRead {
  readonly source: Source
  /** `key`: each row is its bare key, as in a list of keys of a relationship. */
  readonly output: 'object' | 'key'
  readonly selections: readonly Selection[]
  readonly filter: Condition
  readonly sort: readonly SortTerm[]
  /** null is no limit. */
  readonly limit: number | null
  readonly offset: number
  /** null begins with the first row. */
  readonly seek: Seek | null
  /** Not null where rows are groups; empty where there is one group. */
  readonly groupBy: readonly Expression[] | null
  /** Where rows are looked for from another database. */
  readonly linked?: LinkedRows
}

export interface ResolvedQuery {
  readonly read: ResolvedRead
  /** Conditions of the counts that were asked for, over sources of their own. */
  readonly counts: Readonly<
    Partial<Record<MetaCount, { readonly source: Source; readonly filter: Condition }>>
  >
  /** null where none was asked for. */
  readonly estimate: Estimate | null
  /** null where cursors play no part. */
  readonly page: CursorPage | null
  /** Every use of a table, in any position: what `guard` asks the policy about. */
  readonly sources: readonly Source[]
}

export const TRUE: Condition = { kind: 'constant', value: true }
export const NEVER: Condition = { kind: 'constant', value: false }

/** Joins conditions with AND, leaving out those that are always true. */
export function allOf(conditions: readonly Condition[]): Condition {
  const kept = conditions.filter((condition) => condition !== TRUE)
  if (kept.length === 0) return TRUE
  return kept.length === 1 ? (kept[0] as Condition) : { kind: 'and', conditions: kept }
}
