import type { NamedCollection } from '@relvar/studio-ui'
import type { Preset } from './list/preset.js'

/** A line of the tree of collections: a collection, or a folder of some. */
export interface TreeLine {
  readonly id: string
  readonly title: string
  /** 0 for what stands in no folder. */
  readonly depth: number
  readonly kind: 'collection' | 'view' | 'folder'
  readonly isHidden: boolean
}

/** A line of the tree with the bookmarks below its collection. */
export interface BookmarkedLine extends Omit<TreeLine, 'kind'> {
  readonly kind: TreeLine['kind'] | 'bookmark'
  /** The id of a bookmark; null of all others. */
  readonly bookmark: number | null
  readonly color: string | null
}

/** Puts bookmarks below the collections that they show, in the order in which they come. */
export function withBookmarks(
  lines: readonly TreeLine[],
  presets: readonly Preset[],
): readonly BookmarkedLine[] {
  const bookmarks = Map.groupBy(
    presets.filter(({ bookmark }) => bookmark !== null),
    ({ collection }) => collection,
  )
  return lines.flatMap((line): readonly BookmarkedLine[] => [
    { ...line, bookmark: null, color: null },
    ...(bookmarks.get(line.id) ?? []).map(({ id, bookmark, color }) => ({
      ...line,
      title: bookmark ?? '',
      depth: line.depth + 1,
      kind: 'bookmark' as const,
      bookmark: id,
      color,
    })),
  ])
}

/** The user's collections and folders; Relvar's own have pages of their own. */
export function userCollections(all: readonly NamedCollection[]): readonly NamedCollection[] {
  return all.filter(({ meta }) => meta?.['system'] !== true)
}

/**
 * The tree as lines, from top to bottom: by the order that somebody gave, then by title, folders with
 * what is in them. A filter keeps what matches, and the folders that it lies in.
 */
export function treeLines(
  all: readonly NamedCollection[],
  { filter = '', hidden = false }: { readonly filter?: string; readonly hidden?: boolean } = {},
): readonly TreeLine[] {
  const own = userCollections(all)
  const names = new Set(own.map(({ collection }) => collection))
  const children = Map.groupBy(own, ({ collection, meta }) => {
    const group = meta?.['group']
    return typeof group === 'string' && names.has(group) && group !== collection ? group : null
  })
  const wanted = filter.trim().toLowerCase()
  const seen = new Set<string>()

  function linesBelow(parent: string | null, depth: number): readonly TreeLine[] {
    return (children.get(parent) ?? []).toSorted(byOrder).flatMap((each) => {
      // Folders that contain each other would never end.
      if (seen.has(each.collection)) return []
      seen.add(each.collection)
      const line = lineOf(each, depth)
      if (line.isHidden && !hidden) return []
      const below = linesBelow(each.collection, depth + 1)
      const matches = `${line.title} ${line.id}`.toLowerCase().includes(wanted)
      const isShown = below.length > 0 || (matches && (line.kind !== 'folder' || wanted === ''))
      return isShown ? [line, ...below] : []
    })
  }
  return linesBelow(null, 0)
}

function lineOf(each: NamedCollection, depth: number): TreeLine {
  const { collection: id, schema, meta } = each
  const kind = schema === null ? 'folder' : schema.kind.endsWith('view') ? 'view' : 'collection'
  return { id, title: each.title, depth, kind, isHidden: meta?.['hidden'] === true }
}

function byOrder(left: NamedCollection, right: NamedCollection): number {
  const order = orderOf(left) - orderOf(right)
  return order === 0 ? left.title.localeCompare(right.title, undefined, { numeric: true }) : order
}

function orderOf({ meta }: NamedCollection): number {
  const sort = meta?.['sort']
  return typeof sort === 'number' ? sort : Number.MAX_SAFE_INTEGER
}
