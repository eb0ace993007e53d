import type { MatrixCollection, PermissionRow } from './matrix.js'

/** A line of the matrix. */
export interface MatrixLine extends MatrixCollection {
  /** There are permissions about it, but no such collection. */
  readonly isMissing: boolean
}

export interface LinesShown {
  readonly filter: string
  /** With the collections of Relvar itself. */
  readonly system: boolean
}

/**
 * The collections that the matrix shows, by title. Those of Relvar come on demand, last, and where something was
 * chosen about them; those that are not there come where a permission speaks of them.
 */
export function matrixLines(
  collections: readonly MatrixCollection[],
  rows: readonly PermissionRow[],
  { filter, system }: LinesShown,
): readonly MatrixLine[] {
  const named = new Set(rows.map(({ collection }) => collection))
  const known = new Set(collections.map(({ id }) => id))
  const wanted = filter.trim().toLowerCase()
  const missing = [...named]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, title: id, isSystem: false, isMissing: true }))
  return [...collections.map((each) => ({ ...each, isMissing: false })), ...missing]
    .filter(({ id, isSystem }) => !isSystem || system || named.has(id))
    .filter(({ id, title }) => `${title} ${id}`.toLowerCase().includes(wanted))
    .toSorted(
      (left, right) =>
        Number(left.isSystem) - Number(right.isSystem) || left.title.localeCompare(right.title),
    )
}
