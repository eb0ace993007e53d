import { keyPaths } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import type { FilterJson } from '../filter/filter-tree.js'
import type { WireQuery } from '../wire/wire-client.js'
import { fieldsOfColumn, type ListColumn } from './list-columns.js'

/** What part of a collection is looked at, and in which order. */
export interface ListState {
  /** Empty: everything. */
  readonly search: string
  /** Left out or null: everything. */
  readonly filter?: FilterJson | null
  /** Fields with commas between, with `-` in front from the largest; null: the collection's own order. */
  readonly sort: string | null
  /** From 1. */
  readonly page: number
  /** `ALL_ROWS` for all of them. */
  readonly limit: number
}

/** The limit that stands for all rows, read as they are scrolled to. */
export const ALL_ROWS = -1

/** So many rows are read at once where all are shown. */
export const BLOCK = 100

export const PAGE_SIZES: readonly number[] = [25, 50, 100, 250, 1000]

/** Where every list begins: the first fifty, in its own order. */
export const firstPage: ListState = { search: '', sort: null, page: 1, limit: 50 }

/** The query of a list: what its columns show, and the key of each item. */
export function listQuery(
  collection: StudioCollection,
  columns: readonly ListColumn[],
  state: ListState,
): WireQuery {
  const shown = columns.map(({ path }) => path)
  const keys = keyPaths(collection, shown).filter((path) => !shown.includes(path))
  const fields = [...new Set([...keys, ...columns.flatMap(fieldsOfColumn)])]
  return {
    fields: fields.join(','),
    search: state.search,
    filter: filterText(state.filter),
    sort: state.sort ?? '',
    ...(state.limit === ALL_ROWS
      ? { limit: BLOCK, page: 1 }
      : { limit: state.limit, page: state.page }),
  }
}

/** As the query string has it. */
export function filterText(filter: FilterJson | null | undefined): string {
  return filter === null || filter === undefined ? '' : JSON.stringify(filter)
}

/** Columns are shown until there are this many, unless somebody chooses. */
const SHOWN = 8
/** With fewer columns than this, long texts are shown as well: many a table has no others. */
const FEW = 4

/** The columns of a list that nobody has arranged: without what is hidden, concealed or long. */
export function defaultColumns({ fields }: StudioCollection): readonly string[] {
  const isShort = (field: StudioField): boolean =>
    field.isKey || (isShown(field) && field.interface !== 'input-multiline')
  const short = fields.filter(isShort)
  const texts = fields.filter((field) => isShown(field) && !isShort(field))
  const added = new Set(texts.slice(0, Math.max(0, FEW - short.length)))
  const columns = fields.filter((field) => isShort(field) || added.has(field))
  return (columns.length > 0 ? columns : fields).slice(0, SHOWN).map(({ name }) => name)
}

function isShown({ hidden, type }: StudioField): boolean {
  return !hidden && type !== 'json' && type !== 'binary' && type !== 'hash'
}
