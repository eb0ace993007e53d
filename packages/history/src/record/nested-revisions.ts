import type { Row, WritePlace } from '@relvar/query-engine'
import type { Relationship, Table } from '@relvar/schema-introspect/model'

/** A revision that was written, and the row that it is of. */
export interface WrittenRevision {
  readonly id: number
  readonly row: Row
}

/** A revision and the one of the row that it is nested in. */
export interface Tie {
  readonly id: number
  readonly parent: number
}

interface Nested {
  readonly relationship: Relationship
  readonly table: Table
  readonly revisions: readonly WrittenRevision[]
}

/**
 * Keeps in mind what is nested in writes that are not finished: hooks of nested writes run before
 * those of the writes around them. Goes with the places, so with their transaction.
 */
export class NestedRevisions {
  readonly #nested = new WeakMap<WritePlace, Nested[]>()

  /** Whether a write is nested in another, or another in it. */
  concerns(place: WritePlace): boolean {
    return place.parent !== null || this.#nested.has(place)
  }

  /** Notes revisions for the write that theirs is nested in, if there is one. */
  note({ parent }: WritePlace, table: Table, revisions: readonly WrittenRevision[]): void {
    if (parent === null) return
    const nested = { relationship: parent.relationship, table, revisions }
    const list = this.#nested.get(parent.place)
    if (list === undefined) this.#nested.set(parent.place, [nested])
    else list.push(nested)
  }

  /** What belongs to the revisions of a write among those nested in it. */
  tiesTo(place: WritePlace, parents: readonly WrittenRevision[]): readonly Tie[] {
    const nested = this.#nested.get(place) ?? []
    return nested.flatMap((each) => tiesOf(each, parents))
  }
}

function tiesOf(
  { relationship, table, revisions }: Nested,
  parents: readonly WrittenRevision[],
): readonly Tie[] {
  const [only] = parents
  if (only !== undefined && parents.length === 1)
    return revisions.map(({ id }) => ({ id, parent: only.id }))
  const here = relationship.columns.map(([column]) => column)
  const there = relationship.columns.map(([, column]) => column || (table.primaryKey[0] ?? ''))
  const byLink = new Map(parents.map(({ id, row }) => [linkOf(row, here), id]))
  return revisions.flatMap(({ id, row }) => {
    const parent = byLink.get(linkOf(row, there))
    return parent === undefined ? [] : [{ id, parent }]
  })
}

/** Numbers too large for JavaScript are text on one side of a link and may be none on the other. */
function linkOf(row: Row, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => String(row[column])))
}
