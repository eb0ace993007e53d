import { constantQuery } from '@relvar/query-engine'
import type { MetaName, ReadQuery } from '@relvar/query-engine/query'
import { readAggregate } from './aggregate.js'
import { readAlias } from './alias.js'
import { readBacklink } from './backlink.js'
import { readCursor } from './cursor.js'
import { readDeep } from './deep.js'
import type { ExportFormat } from './export-format.js'
import { readExportFormat } from './export-format.js'
import { readExplain } from './explain.js'
import { readFilter } from './filter.js'
import { readList } from './list.js'
import { readMeta } from './meta.js'
import { readLimit, readOffset, readPage } from './paging.js'
import type { Parameters } from './parameters.js'
import { readSearch } from './search.js'
import { readUpsert } from './upsert.js'

/** What a caller wants to read, and in which form it is to be answered. */
export interface ReadRequest {
  readonly query: ReadQuery
  readonly meta: readonly MetaName[]
  /** null is the JSON envelope. */
  readonly export: ExportFormat | null
  /** By what a creation finds rows that are there already, as it was sent; absent where it looks for none. */
  readonly upsert?: string
  /** How the query would be answered is asked for instead of the answer. */
  readonly explain?: true
}

/**
 * Reads all parameters of a read, in every spelling of the wire. Only their shape is checked here;
 * what the names mean, and whether they may be used, is the engine's question.
 *
 * @throws InvalidQueryError
 *
 * @example
 * readRequest({ fields: 'id,author_id.name', limit: '5' }).query
 * // { fields: ['id', 'author_id.name'], limit: 5 }
 */
export function readRequest(parameters: Parameters): ReadRequest {
  const upsert = readUpsert('upsert', parameters['upsert'])
  return {
    query: readQuery(parameters),
    meta: readMeta('meta', parameters['meta']),
    export: readExportFormat('export', parameters['export']) ?? null,
    ...(upsert !== undefined && { upsert }),
    ...(readExplain('explain', parameters['explain']) && { explain: true as const }),
  }
}

function readQuery(parameters: Parameters): ReadQuery {
  return withoutUndefined({
    fields: readList('fields', parameters['fields']),
    filter: readFilter('filter', parameters['filter']),
    search: readSearch('search', parameters['search']),
    sort: readList('sort', parameters['sort']),
    limit: readLimit('limit', parameters['limit']),
    offset: readOffset('offset', parameters['offset']),
    page: readPage('page', parameters['page']),
    after: readCursor('after', parameters['after']),
    before: readCursor('before', parameters['before']),
    aggregate: readAggregate('aggregate', parameters['aggregate']),
    groupBy: readList('groupBy', parameters['groupBy']),
    deep: readDeep('deep', parameters['deep']),
    alias: readAlias('alias', parameters['alias']),
    backlink: readBacklink('backlink', parameters['backlink']),
  })
}

/**
 * The part of a query that shapes rows without choosing them: what reading one item, or reading
 * back what was written, pays attention to.
 */
export function shapeOf(query: ReadQuery): ReadQuery {
  const known = shapes.get(query)
  if (known !== undefined) return known
  const { fields, deep, alias, backlink } = query
  const shape = withoutUndefined({ fields, deep, alias, backlink })
  // What is frozen has been so all the way down, by `constantQuery`.
  if (Object.isFrozen(query)) shapes.set(query, constantQuery(shape))
  return shape
}

/** The shapes of queries that are never changed. */
const shapes = new WeakMap<ReadQuery, ReadQuery>()

function withoutUndefined(query: ReadQuery): ReadQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}
