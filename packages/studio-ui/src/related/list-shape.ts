import { keyPaths } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import type { StudioList } from '../schema/studio-list.js'
import { pathsOf } from '../schema/template.js'
import { columnPaths, type ListColumn, listColumns } from './list-columns.js'

/** How a list looks, and what is read for it: what its options say, and defaults for the rest. */
export interface ListShape {
  /** One text for each row, or columns. */
  readonly layout: 'list' | 'table'
  readonly columns: readonly ListColumn[]
  /** Names a row, from what the row leads to. */
  readonly template: string
  /** From a row to what the template names; null for the row itself. */
  readonly through: string | null
  /** The field with the collection of what is named, where that is one of several. */
  readonly discriminator: string | null
  /** What is read of each row. */
  readonly paths: readonly string[]
  readonly limit: number
  readonly sort: string
  readonly filter: unknown
  readonly hasSearch: boolean
  /** Of a row, in pixels. */
  readonly height: number
  /** Rows lead to the pages of their items. */
  readonly hasLinks: boolean
  /** Stands before the name of an item of one of several collections. */
  readonly prefix: string
}

const PER_PAGE = 15

const HEIGHTS: Readonly<Record<string, number>> = { compact: 28, cozy: 36, comfortable: 52 }

/** @param target what a junction leads on to; null of one-to-many, and of one of several */
export function listShape(
  { options }: StudioField,
  list: StudioList,
  rows: StudioCollection,
  target: StudioCollection | null,
): ListShape {
  const { other, discriminator } = list
  const said = typeof options['template'] === 'string' ? options['template'] : ''
  const isAny = list.kind === 'many-to-any'
  const asks = options['layout'] ?? (said === '' ? 'table' : 'list')
  const layout = isAny || asks === 'list' ? 'list' : 'table'
  const columns = isAny ? [] : listColumns(list, rows, target, options['fields'])
  const template = said === '' || isAny ? (target ?? rows).template : said
  const through = target === null ? null : other
  const named = pathsOf(template)
  const keys =
    target === null
      ? keyPaths(rows, isAny ? [] : named)
      : [...rows.primaryKey, ...keyPaths(target, named).map((path) => `${other}.${path}`)]
  return {
    layout,
    columns,
    template,
    through: isAny ? other : through,
    discriminator,
    paths: [
      ...keys,
      ...[list.sort, discriminator].filter((name) => name !== null),
      ...(isAny
        ? list.targets.map((name) => `${other}:${name}.*`)
        : named.map((path) => prefixed(path, through))),
      ...columns.flatMap(columnPaths),
    ],
    limit: typeof options['limit'] === 'number' ? options['limit'] : PER_PAGE,
    sort: list.sort ?? sortOf(options),
    filter: options['filter'],
    hasSearch: options['enableSearchFilter'] === true,
    height: HEIGHTS[String(layout === 'table' ? options['tableSpacing'] : 'cozy')] ?? 36,
    hasLinks: options['enableLink'] === true,
    prefix: typeof options['prefix'] === 'string' ? options['prefix'] : '',
  }
}

function prefixed(path: string, through: string | null): string {
  // A template of somebody may begin at the junction.
  if (through === null || path.startsWith(`${through}.`)) return path
  return `${through}.${path}`
}

function sortOf({ sort, sortDirection }: StudioField['options']): string {
  if (typeof sort !== 'string' || sort === '') return ''
  return sortDirection === '-' ? `-${sort}` : sort
}
