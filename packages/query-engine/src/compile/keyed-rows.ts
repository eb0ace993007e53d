import type { Column } from '@relvar/schema-introspect/model'
import type { KeyedRows } from '../dialect/dialect.js'
import { columnOf } from '../resolve/resolution.js'
import type { Link, ResolvedRead, SortTerm } from '../resolve/resolved.js'
import { tableRef } from './build.js'
import { rowConditions } from './compile-body.js'
import type { CompileContext } from './context.js'
import { guardOf } from './context.js'
import { linkMasks } from './link-masks.js'

/** How the rows that a link leads to can be found by their keys; null where the actor may not read those. */
export function keyedRows(
  context: CompileContext,
  read: ResolvedRead,
  link: Link,
): KeyedRows | null {
  const { table, alias } = read.source
  const key = table.primaryKey.flatMap((name) => columnOf(table, name) ?? [])
  if (key.length === 0 || key.length < table.primaryKey.length) return null
  return {
    table: context.dialect.tableAs(tableRef(table), alias),
    alias,
    key,
    // Entries of an index end with the key of their row, said or not.
    indexed: isIndexed(context, read, link, table.primaryKey),
    perParent: perParent(link),
  }
}

function perParent({ parent, target }: Link): number | null {
  const [parents, rows] = [parent.table.rowEstimate, target.table.rowEstimate]
  return parents === null || rows === null ? null : rows / Math.max(1, parents)
}

/**
 * Whether one index holds the rows of a level, or those of one parent, side by side and in their order,
 * and no condition skips any.
 *
 * @param end columns that entries of every index end with
 */
function isIndexed(
  context: CompileContext,
  read: ResolvedRead,
  link: Link | null,
  end: readonly string[],
): boolean {
  return rowConditions(context, read).length === 0 && givesOrder(context, read, link, end)
}

/** The same, whatever conditions on its rows skip. */
export function givesOrder(
  context: CompileContext,
  read: ResolvedRead,
  link: Link | null,
  end: readonly string[],
): boolean {
  if (link !== null && isMasked(context, link)) return false
  const sorted = sortedColumns(context, read)
  if (sorted === null) return false
  const linked = link === null ? new Set<string>() : linkedColumns(link)
  const wanted = sorted.map((column) => column.name).filter((name) => !linked.has(name))
  const { indexes, primaryKey } = read.source.table
  return [primaryKey, ...indexes.map((index) => index.columns)].some((columns) =>
    gives([...columns, ...end], linked, wanted),
  )
}

function isMasked(context: CompileContext, link: Link): boolean {
  const { here, there } = linkMasks(context, link)
  return here.length + there.length > 0
}

/** The columns that are equal for all rows of one parent. */
function linkedColumns({ relationship: { columns, where } }: Link): ReadonlySet<string> {
  const names = columns.map(([, there]) => there)
  return new Set(where === null ? names : [...names, where.column])
}

/** The columns of the sort; null unless an index can hold all of them as they are, one way round. */
function sortedColumns(
  context: CompileContext,
  { source, sort }: ResolvedRead,
): readonly Column[] | null {
  const { masks } = guardOf(context, source)
  const [first] = sort
  const columns = sort.flatMap(({ expression, descending }: SortTerm) =>
    expression.kind === 'column' &&
    expression.source === source &&
    !expression.column.nullable &&
    !masks.has(expression.column.name) &&
    descending === first?.descending
      ? [expression.column]
      : [],
  )
  return columns.length < sort.length ? null : columns
}

function gives(
  columns: readonly string[],
  linked: ReadonlySet<string>,
  wanted: readonly string[],
): boolean {
  const leading = columns.slice(0, linked.size)
  const rest = columns.slice(linked.size).filter((name) => !linked.has(name))
  return (
    leading.every((name) => linked.has(name)) && wanted.every((name, index) => rest[index] === name)
  )
}
