import type { TableId } from '@relvar/schema-introspect/model'
import type { AggregateFunction, ReadQuery } from './query.js'

/**
 * One key of a row, said outright where paths cannot say it: the same relationship twice with different
 * filters, values grouped in an object, words of one's own. For faces that know exactly what they want.
 *
 * @example
 * const select: SelectedField[] = [
 *   { kind: 'literal', key: '__typename', text: 'articles' },
 *   { kind: 'field', key: 'heading', field: 'title' },
 *   { kind: 'object', key: 'date_func', members: [{ kind: 'field', key: 'year', field: 'year(date)' }] },
 *   { kind: 'related', key: 'newest', relationship: 'comments', query: {
 *     sort: ['-id'], limit: 3, select: [{ kind: 'field', key: 'id', field: 'id' }] } },
 * ]
 */
export type SelectedField =
  | SelectedValue
  | { readonly kind: 'object'; readonly key: string; readonly members: readonly SelectedValue[] }
  | {
      readonly kind: 'related'
      readonly key: string
      readonly relationship: string
      readonly query: NestedQuery
    }
  /** Of a many-to-any: what is wanted of the rows of each table. */
  | {
      readonly kind: 'any'
      readonly key: string
      readonly relationship: string
      readonly branches: Readonly<Record<TableId, NestedQuery>>
    }
  /** Where rows are groups: what they are grouped by, as an object. */
  | { readonly kind: 'groups'; readonly key: string }
  /** Where rows are groups: an aggregate that the query names; without members it is `countAll`. */
  | {
      readonly kind: 'aggregate'
      readonly key: string
      readonly function: AggregateFunction
      readonly members: readonly SelectedValue[] | null
    }

export type SelectedValue =
  /** A column, or a function of one: `year(date)`. */
  | {
      readonly kind: 'field'
      readonly key: string
      readonly field: string
      /** Other words for some of its values: `{ 'in progress': 'in_progress' }`. */
      readonly words?: Readonly<Record<string, string>>
    }
  /** The same text in every row: letters, digits and underscores. */
  | { readonly kind: 'literal'; readonly key: string; readonly text: string }

/** The query of a relationship that is selected. */
export type NestedQuery = Pick<
  ReadQuery,
  'select' | 'filter' | 'search' | 'sort' | 'limit' | 'offset' | 'page'
>
