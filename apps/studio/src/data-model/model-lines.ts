import type { WireCollection } from '@relvar/studio-ui'
import type { TreeLine } from '../content/collection-tree.js'

/** What is to be known of a collection at a glance. */
export type ModelState = 'folder' | 'managed' | 'unmanaged' | 'view' | 'noKey' | 'hidden' | 'closed'

/** The states of a collection, the most telling first. */
export function statesOf({ meta, schema }: WireCollection): readonly ModelState[] {
  if (schema === null) return meta?.['hidden'] === true ? ['folder', 'hidden'] : ['folder']
  return [
    ...(schema.kind.endsWith('view') ? (['view'] as const) : []),
    ...(schema.primary_key.length === 0 ? (['noKey'] as const) : []),
    meta === null ? 'unmanaged' : 'managed',
    ...(meta?.['hidden'] === true ? (['hidden'] as const) : []),
    ...(meta?.['status'] === 'inactive' ? (['closed'] as const) : []),
  ]
}

/** What is said of the places of some collections, for `PATCH /collections`. */
export interface Placing {
  readonly collection: string
  readonly meta: { readonly sort: number; readonly group: string | null }
}

/**
 * Leaves out those at the end about which nobody has said anything: without a place they come last, in
 * the same order, and stay unmanaged.
 */
export function withoutTail(
  placings: readonly Placing[],
  moved: string,
  isManaged: (id: string) => boolean,
): readonly Placing[] {
  const last = placings.findLastIndex(
    ({ collection }) => collection === moved || isManaged(collection),
  )
  return placings.slice(0, last + 1)
}

/**
 * Moves a line to the place of another, into the same folder. Nothing where that lies within what is
 * moved.
 *
 * @param lines all of the tree, from top to bottom
 * @param groupOf the folder that a collection lies in
 */
export function moveLine(
  lines: readonly TreeLine[],
  groupOf: (id: string) => string | null,
  moved: string,
  target: string,
): readonly Placing[] {
  for (let at: string | null = target; at !== null; at = groupOf(at)) if (at === moved) return []
  const group = groupOf(target)
  const ids = lines.map(({ id }) => id)
  const goesDown = ids.indexOf(moved) < ids.indexOf(target)
  const others = ids.filter((id) => groupOf(id) === group && id !== moved)
  const place = others.indexOf(target) + (goesDown ? 1 : 0)
  return others
    .toSpliced(place, 0, moved)
    .map((collection, index) => ({ collection, meta: { sort: index + 1, group } }))
}
