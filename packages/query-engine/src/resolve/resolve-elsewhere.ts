import type { Column, Relationship, Table } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import type { Slot } from '../plan/slot.js'
import type { FieldPath } from '../query/field-path.js'
import type { DeepQuery, ReadQuery } from '../query/query.js'
import type { SelectedField } from '../query/selected-field.js'
import type { Level } from './level.js'
import type { Place } from './resolve-selections.js'
import { elsewhere, linkHere } from './resolution.js'
import type { Resolution } from './resolution.js'
import type { LinkSelection, ResolvedRead } from './resolved.js'

/** What is wanted of the rows that a relationship leads to in another database. */
export interface Wish {
  readonly key: string
  readonly relationship: Relationship
  readonly table: Table
  readonly paths: readonly FieldPath[]
  readonly level: Level
  readonly output: ResolvedRead['output']
}

/**
 * A relationship into another database: this one gives the values by which its rows are found there, and
 * a query is made of what is wanted of them.
 *
 * @throws InvalidQueryError for what cannot be asked for across two databases
 */
export function resolveElsewhere(
  { resolution, source, depth }: Pick<Place, 'resolution' | 'source' | 'depth'>,
  wish: Wish,
): LinkSelection {
  const { key, relationship, table, level, output } = wish
  const isGrouped = level.aggregate !== undefined || level.groupBy !== undefined
  if (isGrouped) throw elsewhere(table)
  resolution.leave()
  resolution.assertDepth(depth + depthOf(wish))
  return {
    kind: 'link',
    key,
    source,
    ...linkHere(relationship),
    leadsTo: { relationship, table, output, query: queryOf(resolution, wish) },
  }
}

/** Of one query for both databases: each counts from its own root, and must not start anew with each turn. */
function depthOf({ paths, level }: Wish): number {
  return Math.max(1, ...paths.map((path) => path.length), 1 + depthOfSelect(level.select))
}

function depthOfSelect(select: readonly SelectedField[] = []): number {
  const queries = select.flatMap((field) => {
    if (field.kind === 'related') return [field.query]
    return field.kind === 'any' ? Object.values(field.branches) : []
  })
  return Math.max(0, ...queries.map((query) => 1 + depthOfSelect(query.select)))
}

function queryOf(
  { backlink, codec }: Resolution,
  { table, paths, level, output }: Wish,
): ReadQuery {
  const { filter, search, sort, limit, offset, page, alias, select } = level
  const fields = output === 'key' ? table.primaryKey : paths.map((path) => path.join('.'))
  const deep = level.deep as Readonly<Record<string, DeepQuery>>
  const said = output === 'key' ? { fields } : { fields, select, alias, deep }
  const parts = { ...said, filter, search, sort, limit, offset, page, backlink, codec }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

/** Rows that are looked for by the values of a link from another database. */
export interface LinkedOptions {
  readonly relationship: Relationship
  /** The columns of the relationship on this side, as the database has them. */
  readonly columns: readonly Column[]
  /** null looks for no values: the rows that a filter finds, as many as can be looked up. */
  readonly keys: readonly (readonly Slot[])[] | null
}

/** Rows of another database that a filter may ask for. */
export const MAX_LOOKUP = 10_000

/** The key of a row under which the values of its link stand: no field has such a name. */
export const LINK = '\0link'

/** Holds a read to the rows of some links; limit and offset are those of each. */
export function linkedRead(
  read: ResolvedRead,
  { relationship, columns, keys }: LinkedOptions,
): ResolvedRead {
  if (read.groupBy !== null) throw new InvalidQueryError('Groups have no links.')
  const { source, selections, limit, offset } = read
  const names = columns.map(({ name }) => name)
  const isToMany = relationship.cardinality === 'one-to-many'
  // The column that says which of several tables is meant lies where the link is.
  const where = isToMany ? relationship.where : null
  const referring = where === null ? names : [...names, where.column]
  const page =
    keys !== null && isToMany && (limit !== null || offset > 0) ? { limit, offset } : null
  const link = {
    kind: 'link',
    key: LINK,
    source,
    columns: names,
    where: null,
    maskedBy: [],
    leadsTo: null,
  } as const
  return {
    ...read,
    selections: [...selections, link],
    // One more, to see whether there are.
    limit: keys === null ? MAX_LOOKUP + 1 : null,
    offset: 0,
    linked: { columns: names, where, keys, maskedBy: isToMany ? referring : [], page },
  }
}
