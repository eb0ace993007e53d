import type { CodecName } from '../plan/codec.js'
import type { SelectedField } from './selected-field.js'

/**
 * What a caller wants, as plain data. Names are those of a SchemaModel; nothing here knows SQL,
 * HTTP or GraphQL. Every face of the product (REST, GraphQL, flows, the Studio) makes these.
 */

/** A row as the engine gives and takes it: values in wire form, related rows nested. */
export type Row = Readonly<Record<string, unknown>>

export type KeyValue = string | number | bigint | boolean
/** The values of all key columns, by column name. */
export type Key = Readonly<Record<string, KeyValue>>
/** A key as callers may write it: a bare value for a single column, an object, or the wire's text (`"7,3"`). */
export type KeyInput = KeyValue | Key

/**
 * `'title'`, `'*'`, `'author_id.name'`, `'year(created_at)'`, `'item:headings.title'`, or nested:
 * `{ author_id: ['name'], comments: ['*'] }`.
 */
export type FieldSelector = string | { readonly [relationship: string]: readonly FieldSelector[] }

/**
 * `{ status: { _eq: 'live' } }`, related: `{ author_id: { name: { _contains: 'a' } } }`, logic:
 * `{ _and: [...] }`, `{ _or: [...] }`; a bare value means `_eq`.
 */
export type Filter = { readonly [fieldOrOperator: string]: unknown }

export type AggregateFunction =
  | 'count'
  | 'countDistinct'
  | 'countAll'
  | 'sum'
  | 'sumDistinct'
  | 'avg'
  | 'avgDistinct'
  | 'min'
  | 'max'

export interface ReadQuery {
  /** Default `['*']`. */
  readonly fields?: readonly FieldSelector[]
  /** What is selected, said outright; `fields`, `alias` and `deep` say nothing then. */
  readonly select?: readonly SelectedField[]
  /** Whose form values have. Default `rest`. */
  readonly codec?: CodecName
  readonly filter?: Filter
  /** A term looked for in every searchable column of the table. */
  readonly search?: string
  /** `['-created_at', 'author_id.name', 'year(date)', '-count.id']`; `-` is descending. */
  readonly sort?: readonly string[]
  /** Rows at the most; -1 is no limit, absent is the engine's default. */
  readonly limit?: number
  readonly offset?: number
  /** Counted from 1; wins over `offset`, ignored when `limit` is -1. */
  readonly page?: number
  /** The rows that follow a cursor in the order of the sort; one that `meta: ['cursors']` gave. */
  readonly after?: string
  /** The rows that come right before a cursor, in the order of the sort too. */
  readonly before?: string
  /** true: the last rows instead of the first, in the order of the sort too. Not with `after`, `offset` and `page`. */
  readonly fromEnd?: boolean
  readonly aggregate?: Readonly<Partial<Record<AggregateFunction, readonly string[]>>>
  readonly groupBy?: readonly string[]
  readonly deep?: Readonly<Record<string, DeepQuery>>
  /** New names for fields: `{ recent: 'comments' }`, to be used in `fields`, `sort` and `deep`. */
  readonly alias?: Readonly<Record<string, string>>
  /** false leaves the way back out while wildcards of several levels are expanded. */
  readonly backlink?: boolean
}

/** The query of one relationship; keys without an underscore go one level further down. */
export interface DeepQuery {
  readonly _filter?: Filter
  readonly _sort?: readonly string[]
  readonly _limit?: number
  readonly _offset?: number
  readonly _page?: number
  readonly _search?: string
  readonly _aggregate?: Readonly<Partial<Record<AggregateFunction, readonly string[]>>>
  readonly _groupBy?: readonly string[]
  readonly _alias?: Readonly<Record<string, string>>
  readonly [relationship: string]: unknown
}

/** `total_count` ignores filter and search, `filter_count` applies both; null where counting takes too long. */
export type MetaCount = 'total_count' | 'filter_count'

/** What may stand beside the rows of a page. */
export type MetaName = MetaCount | 'estimate' | 'cursors'

/** Where the next page begins and the previous one ends; null where there is none. */
export interface Cursors {
  /** For `after`. */
  readonly next: string | null
  /** For `before`. */
  readonly previous: string | null
}

/** What was asked for beside the rows of a page. */
export interface PageMeta extends Readonly<Partial<Record<MetaCount, number | null>>> {
  /** How many rows there are by the database's statistics; null where they do not tell, or would tell too much. */
  readonly estimate?: number | null
  readonly cursors?: Cursors
}

/** The rows that a write is about. */
export type WriteTarget = { readonly keys: readonly KeyInput[] } | { readonly query: ReadQuery }
