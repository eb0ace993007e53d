import { ALL_ROWS, type FilterJson } from '@relvar/studio-ui'
import { type Archived, ARCHIVED } from './archive-filter.js'

/** The part of a list that is looked at stands in its address, so that it can be shared. */
export interface ListSearch {
  readonly search?: string
  readonly filter?: FilterJson
  readonly sort?: string
  readonly page?: number
  /** `ALL_ROWS` for all of them. */
  readonly limit?: number
  /** Default: active. */
  readonly archived?: Archived
  /** The id of a bookmark. */
  readonly bookmark?: number
}

/** Reads the address of a list; what makes no sense is left out. */
export function readListSearch({
  search,
  filter,
  sort,
  page,
  limit,
  archived,
  bookmark,
}: Readonly<Record<string, unknown>>): ListSearch {
  return {
    ...(search !== undefined && search !== '' && { search: String(search) }),
    ...(isObject(filter) && { filter }),
    ...(typeof sort === 'string' && { sort }),
    ...(isCount(page) && { page }),
    ...((isCount(limit) || limit === ALL_ROWS) && { limit }),
    ...(isArchived(archived) && { archived }),
    ...(isCount(bookmark) && { bookmark }),
  }
}

function isObject(value: unknown): value is FilterJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isArchived(value: unknown): value is Archived {
  return ARCHIVED.some((each) => each === value)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}
