import { useMemo } from 'react'
import { USER_FIELDS } from '../displays/user/user-fields.js'
import { followPath } from '../filter/field-place.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import { isNumeric } from '../item-form/draft.js'
import type { StudioField } from '../schema/studio-field.js'
import { pathsOf } from '../schema/template.js'
import { useRelations } from '../schema/use-collections.js'
import { useDescribed } from '../schema/use-described.js'
import type { Item } from '../wire/objects.js'

/** A column of a list: a field of the collection, or one at the end of links to one item each. */
export interface ListColumn {
  /** With dots: `artist_id.name`. */
  readonly path: string
  /** `Artist › Name` */
  readonly title: string
  readonly field: StudioField
}

/** Where the values of a column stand. */
export type Alignment = 'left' | 'center' | 'right'

/** Numbers stand below each other by their last digit, unless somebody says otherwise; links and keys are names. */
export function alignmentOf({ field }: ListColumn): Alignment {
  const isName = field.isKey || field.related !== null || 'choices' in field.options
  return isNumeric(field) && !isName ? 'right' : 'left'
}

const NOTHING = { some: '', none: '' }

/** The columns at some paths, in their order; what is not there, or is still read, is left out. */
export function useListColumns(
  collection: StudioCollection,
  paths: readonly string[],
): readonly ListColumn[] {
  const { data: relations } = useRelations()
  const ends = useMemo(
    () =>
      paths.map((path) => {
        const keys = path.split('.')
        const own = collection.fields.find(({ name }) => name === path)
        // A column may be called with a dot: then it is that column.
        if (own !== undefined || keys.length === 1) return { path, way: [], end: null, name: path }
        const found = followPath(collection.id, keys.slice(0, -1), relations ?? [], NOTHING)
        return { path, way: found?.way ?? [], end: found?.collection ?? null, name: keys.at(-1) }
      }),
    [collection, paths, relations],
  )
  const ids = useMemo(() => [...new Set(ends.flatMap(({ end }) => end ?? []))], [ends])
  const described = useDescribed(ids)
  return useMemo(
    () =>
      ends.flatMap(({ path, way, end, name }) => {
        const at = way.length === 0 ? collection : described.get(end ?? '')
        const field = at?.fields.find((each) => each.name === name)
        return field === undefined
          ? []
          : [{ path, field, title: [...way, field.title].join(' › ') }]
      }),
    [ends, described, collection],
  )
}

/** What has to be read for a column: a link is read along as far as its template looks. */
export function fieldsOfColumn({ path, field }: ListColumn): readonly string[] {
  const { related } = field
  const paths = pathsBeyond(field)
  if (related === null || paths === null) return [path]
  return [related.key, ...paths].map((each) => `${path}.${each}`)
}

/** What a display looks at of a linked item; null where the key is enough. */
function pathsBeyond({ display, displayOptions }: StudioField): readonly string[] | null {
  const { template } = displayOptions
  if (display === 'user') return USER_FIELDS
  return display === 'related-values' && typeof template === 'string' ? pathsOf(template) : null
}

/** The value of a column; a link that another column follows is its key again. */
export function valueOf({ path, field }: ListColumn, item: Item): unknown {
  const value = Object.hasOwn(item, path)
    ? item[path]
    : path
        .split('.')
        .reduce<unknown>(
          (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : at),
          item,
        )
  return shownLink(field, value)
}

/** What a field's display shows of a value: of a link that something else follows its key, where that is enough. */
export function shownLink({ related, display }: StudioField, value: unknown): unknown {
  const isFollowed = typeof value === 'object' && value !== null && related !== null
  return isFollowed && !['related-values', 'user'].includes(display)
    ? Reflect.get(value, related.key)
    : value
}
