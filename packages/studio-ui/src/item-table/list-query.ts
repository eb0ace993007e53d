import { pathsOf } from '../schema/template.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import type { WireQuery } from '../wire/wire-client.js'

/** What part of a collection is looked at, and in which order. */
export interface ListState {
  /** Empty: everything. */
  readonly search: string
  /** A field, with `-` in front from the largest; null: the collection's own order. */
  readonly sort: string | null
  /** From 1. */
  readonly page: number
  readonly limit: number
}

export const PAGE_SIZES: readonly number[] = [25, 50, 100, 250, 1000]

export const firstPage: ListState = { search: '', sort: null, page: 1, limit: 50 }

/** The query of a list: what its columns show, and the key of each item. */
export function listQuery(
  collection: StudioCollection,
  columns: readonly StudioField[],
  state: ListState,
): WireQuery {
  const keys = collection.fields.filter(({ isKey }) => isKey)
  const fields = [...new Set([...keys, ...columns].flatMap(pathsOfField))]
  return {
    fields: fields.join(','),
    search: state.search,
    sort: state.sort ?? '',
    limit: state.limit,
    page: state.page,
  }
}

/** A link is read along as far as its template looks. */
function pathsOfField({ name, related, display, displayOptions }: StudioField): readonly string[] {
  const template = displayOptions['template']
  if (related === null || display !== 'related-values' || typeof template !== 'string')
    return [name]
  return [related.key, ...pathsOf(template)].map((path) => `${name}.${path}`)
}

/** Columns are shown until there are this many, unless somebody chooses. */
const SHOWN = 8

/** The columns of a list that nobody has arranged: without what is hidden, concealed or long. */
export function defaultColumns({ fields }: StudioCollection): readonly string[] {
  const short = fields.filter(({ isKey, hidden, type, interface: id }) => {
    const isLong =
      id === 'input-multiline' || type === 'json' || type === 'binary' || type === 'hash'
    return isKey || (!hidden && !isLong)
  })
  return (short.length > 0 ? short : fields).slice(0, SHOWN).map(({ name }) => name)
}

/** The next order when the head of a column is pressed: from the smallest, from the largest, none. */
export function nextSort(sort: string | null, field: string): string | null {
  if (sort === field) return `-${field}`
  return sort === `-${field}` ? null : field
}
