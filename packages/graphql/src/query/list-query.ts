import type { ReadQuery } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import type { Types } from '../schema/types.js'
import { toFilter } from './filter.js'

/** Arguments by name, as GraphQL has checked them. */
export type Arguments = Readonly<Record<string, unknown>>

/** The rows that the arguments of a list ask for. Names are those of the schema; `sort` has REST's syntax. */
export function listQuery(types: Types, table: TableId, given: Arguments): ReadQuery {
  const { filter, sort, limit, offset, page, search } = given
  const query = {
    filter: isGiven(filter) ? toFilter(types, table, filter as Arguments) : undefined,
    sort: isGiven(sort) ? texts(sort) : undefined,
    limit: isGiven(limit) ? limit : undefined,
    offset: isGiven(offset) ? offset : undefined,
    page: isGiven(page) ? page : undefined,
    search: isGiven(search) ? search : undefined,
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}

/** What is null was not said. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** A list of texts, without nulls. */
export function texts(value: unknown): readonly string[] {
  return (value as readonly (string | null)[]).filter((each) => each !== null)
}
