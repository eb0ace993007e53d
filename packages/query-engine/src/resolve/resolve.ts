import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { ForbiddenError, InvalidQueryError } from '../errors.js'
import type { Limits } from '../limits.js'
import { Slot } from '../plan/slot.js'
import { toPaths } from '../query/field-path.js'
import type { MetaName, ReadQuery } from '../query/query.js'
import { toValue, ValueError } from '../query/value.js'
import type { Across } from './across.js'
import type { Level } from './level.js'
import { queryLevel } from './level.js'
import { resolveCursor } from './resolve-cursor.js'
import type { LinkedOptions } from './resolve-elsewhere.js'
import { linkedRead } from './resolve-elsewhere.js'
import { resolveConditions, resolveRead } from './resolve-read.js'
import type { Condition, Estimate, ResolvedQuery, Source } from './resolved.js'
import { allOf, TRUE } from './resolved.js'
import { hasReadableKey, Resolution } from './resolution.js'

export interface ResolveOptions {
  /** Placeholders (or constants) of the keys that are asked for, one for each key column. */
  readonly keys?: readonly (readonly unknown[])[]
  readonly meta?: readonly MetaName[]
  /** What rows of the table are called in the statement; `t0` unless said, empty where columns stand alone. */
  readonly alias?: string
  /** Holds the rows to those that links from another database lead to. */
  readonly linked?: LinkedOptions
  readonly across?: Across
}

/**
 * Turns the names of a templated query into the tables, columns and relationships of a schema: the
 * one that the actor sees, so what is closed does not exist here.
 *
 * @throws ForbiddenError for names that are unknown or closed
 * @throws InvalidQueryError for everything else that makes no sense
 */
export function resolve(
  tableId: string,
  query: ReadQuery,
  schema: SchemaModel,
  limits: Limits,
  options: ResolveOptions = {},
): ResolvedQuery {
  const resolution = new Resolution(schema, limits, {
    backlink: query.backlink ?? true,
    codec: query.codec,
    across: options.across,
  })
  const table = resolution.table(tableId)
  const source = resolution.use(table, undefined, options.alias)
  const level = queryLevel(query)
  const fields = query.fields ?? []
  const paths = toPaths(fields.length === 0 ? ['*'] : fields)
  const all = resolveRead(resolution, source, paths, level, 0)
  const read = options.linked === undefined ? all : linkedRead(all, options.linked)
  const keys = options.keys === undefined ? TRUE : resolveKeys(source, options.keys)
  const counts = resolveCounts(resolution, table, level, options)
  const limit = limitFor(query, options, read.limit, table)
  const whole = { ...read, limit, filter: allOf([keys, read.filter]) }
  const wantsCursors = options.meta?.includes('cursors') ?? false
  return {
    ...unsortedOne(resolveCursor(whole, query, wantsCursors), options),
    counts,
    estimate: options.meta?.includes('estimate')
      ? resolveEstimate(resolution, table, level, options)
      : null,
    sources: resolution.sources,
  }
}

/** As many rows as there are keys, unless the query says how many; one more tells of a key that meets several. */
function limitFor(
  query: ReadQuery,
  { keys }: ResolveOptions,
  limit: number | null,
  { traits }: Table,
): number | null {
  if (keys === undefined || (query.limit !== undefined && query.limit > 0)) return limit
  return traits.unheldKey === true ? keys.length + 1 : keys.length
}

/** A row that is named by its key stands alone: an order would only have to be looked at. */
function unsortedOne<T extends Pick<ResolvedQuery, 'page' | 'read'>>(
  query: T,
  { keys }: ResolveOptions,
): T {
  const { page, read } = query
  const isOne = keys?.length === 1 && read.groupBy === null
  return isOne && page === null && read.seek === null
    ? { ...query, read: { ...read, sort: [] } }
    : query
}

function resolveCounts(
  resolution: Resolution,
  table: Table,
  level: Level,
  options: ResolveOptions,
): ResolvedQuery['counts'] {
  const names = (options.meta ?? []).filter((name) => name !== 'cursors' && name !== 'estimate')
  return Object.fromEntries(
    names.map((name) => {
      const source = resolution.use(table)
      if (name === 'total_count') return [name, { source, filter: TRUE }]
      if (name !== 'filter_count')
        throw new InvalidQueryError(`There is no meta "${String(name)}".`)
      const keys = options.keys === undefined ? TRUE : resolveKeys(source, options.keys)
      return [name, { source, filter: allOf([keys, resolveConditions(resolution, source, level)]) }]
    }),
  )
}

function resolveEstimate(
  resolution: Resolution,
  table: Table,
  level: Level,
  { keys }: ResolveOptions,
): Estimate {
  const before = resolution.sources.length
  const source = resolution.use(table)
  const given = keys === undefined ? TRUE : resolveKeys(source, keys)
  const filter = allOf([given, resolveConditions(resolution, source, level)])
  return { source, filter, sources: resolution.sources.slice(before) }
}

/** The rows with these keys. A key of the wrong type belongs to no row, which nobody is told apart from a closed one. */
function resolveKeys(source: Source, keys: readonly (readonly unknown[])[]): Condition {
  const { table } = source
  if (table.primaryKey.length === 0) {
    throw new ForbiddenError(`Items of "${table.id}" cannot be addressed: it has no key.`)
  }
  if (!hasReadableKey(table)) throw new ForbiddenError()
  if (keys.length === 0) return { kind: 'constant', value: false }
  const columns = table.primaryKey.map((name) =>
    table.columns.find((column) => column.name === name),
  )
  const slots = keys.map((values) =>
    values.map((value, index) => {
      const type = columns[index]?.type ?? 'unknown'
      return new Slot(value, type, (given) => checkKey(given, type))
    }),
  )
  return { kind: 'keys', source, columns: table.primaryKey, keys: slots }

  function checkKey(given: unknown, type: Slot['type']): unknown {
    try {
      return toValue(type, given)
    } catch (error) {
      if (error instanceof ValueError) throw new ForbiddenError()
      throw error
    }
  }
}
