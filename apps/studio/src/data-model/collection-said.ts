import type { SchemaRequest, WireCollection } from '@relvar/studio-ui'

/** What people say of a collection, as its form holds it: '' for nothing. */
export interface CollectionSaid {
  readonly note: string
  readonly icon: string
  readonly color: string
  readonly template: string
  readonly group: string
  readonly hidden: boolean
  readonly singleton: boolean
  readonly sortField: string
  readonly archiveField: string
  readonly archiveValue: string
  readonly unarchiveValue: string
  readonly archiveFilter: boolean
  readonly accountability: 'all' | 'activity' | 'none'
  /** Columns that tell the rows of a view apart. */
  readonly key: string[]
  readonly translations: { readonly language: string; readonly translation: string }[]
}

/** What is said now. */
export function saidOf({ meta }: WireCollection): CollectionSaid {
  const text = (key: string): string => (typeof meta?.[key] === 'string' ? meta[key] : '')
  const recorded = meta?.['accountability']
  return {
    note: text('note'),
    icon: text('icon'),
    color: text('color'),
    template: text('display_template'),
    group: text('group'),
    hidden: meta?.['hidden'] === true,
    singleton: meta?.['singleton'] === true,
    sortField: text('sort_field'),
    archiveField: text('archive_field'),
    archiveValue: text('archive_value'),
    unarchiveValue: text('unarchive_value'),
    archiveFilter: meta?.['archive_app_filter'] !== false,
    accountability: recorded === 'activity' ? 'activity' : recorded === null ? 'none' : 'all',
    key: listOf(meta?.['primary_key']).map(String),
    translations: listOf(meta?.['translations']).map((each) => ({
      language: partOf(each, 'language'),
      translation: partOf(each, 'translation'),
    })),
  }
}

/**
 * The request that says it.
 *
 * @param lacksKey the database has no key for it, so that one may be declared
 */
export function sayCollection(
  { collection, meta: before, schema }: WireCollection,
  said: CollectionSaid,
  lacksKey: boolean,
): SchemaRequest {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text)
  const folder = {
    note: orNull(said.note),
    icon: orNull(said.icon),
    color: orNull(said.color),
    group: orNull(said.group),
    hidden: said.hidden,
    translations: translationsOf(said, listOf(before?.['translations'])),
  }
  const table = {
    display_template: orNull(said.template),
    singleton: said.singleton,
    sort_field: orNull(said.sortField),
    archive_field: orNull(said.archiveField),
    archive_value: orNull(said.archiveValue),
    unarchive_value: orNull(said.unarchiveValue),
    archive_app_filter: said.archiveFilter,
    accountability: said.accountability === 'none' ? null : said.accountability,
    ...(lacksKey && { primary_key: said.key.length === 0 ? null : said.key }),
  }
  return {
    method: 'PATCH',
    path: `/collections/${encodeURIComponent(collection)}`,
    body: { meta: { ...folder, ...(schema !== null && table) } },
  }
}

/** What else is said of a language (its singular and plural) stays. */
function translationsOf(
  { translations }: CollectionSaid,
  before: readonly unknown[],
): readonly object[] | null {
  const named = translations.filter(({ language }) => language.trim() !== '')
  if (named.length === 0) return null
  return named.map((each) => {
    const known = before.find((other) => partOf(other, 'language') === each.language)
    return { ...(known as object | undefined), ...each }
  })
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function partOf(value: unknown, key: string): string {
  const part: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : ''
  return typeof part === 'string' ? part : ''
}
