/** What a revision kept of something. */
export type Kept = Readonly<Record<string, unknown>>

/** The values that name something of Relvar's own, in the order in which people say them. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  fields: ['collection', 'field'],
  relations: ['many_collection', 'many_field'],
  permissions: ['collection', 'action'],
  presets: ['collection', 'bookmark'],
  translations: ['key', 'language'],
}
const USUAL = ['name', 'title', 'email'] as const

/**
 * What something of Relvar's own is called; null where what was kept does not tell.
 *
 * @param table without the prefix of the installation
 * @example
 * nameOf('fields', { id: 58, collection: 'orders', field: 'status' }) // 'orders.status'
 */
export function nameOf(table: string, kept: Kept): string | null {
  const naming = NAMING[table]
  if (naming === undefined) return USUAL.map((name) => textOf(kept[name])).find(Boolean) ?? null
  const [first, ...rest] = naming.map((name) => textOf(kept[name])).filter(Boolean)
  return first === undefined ? null : [first, ...rest].join('.')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/**
 * Where there is a page about something of Relvar's own; null where there is none.
 *
 * @param kept what is known of it; null where nothing is
 */
export function pageOf(table: string, item: string, kept: Kept | null): string | null {
  const model = (name: unknown): string | null =>
    textOf(name) === '' ? null : `/settings/data-model/${encodeURIComponent(textOf(name))}`
  const key = encodeURIComponent(item)
  switch (table) {
    case 'collections':
      return model(item)
    case 'fields':
      return model(kept?.['collection'])
    case 'relations':
      return model(kept?.['many_collection'])
    case 'policies':
      return `/settings/policies/${key}`
    case 'permissions': {
      const policy = textOf(kept?.['policy'])
      return policy === '' ? null : `/settings/policies/${encodeURIComponent(policy)}`
    }
    case 'users':
      return `/users/${key}`
    case 'roles':
      return '/settings/roles'
    case 'presets':
      return '/settings/presets'
    case 'translations':
      return '/settings/translations'
    case 'settings':
      return '/settings/project'
    default:
      return null
  }
}

/** What an entry or a revision is about. */
export interface About {
  readonly collection: string
  readonly item: string
}

/** Tells items of all collections apart. */
export function keptId({ collection, item }: About): string {
  return `${collection} ${item}`
}

/** Finds the revisions of items, each asked for once. */
export function itemsFilter(about: readonly About[]): object {
  const byCollection = Map.groupBy(about, ({ collection }) => collection)
  return {
    _or: [...byCollection].map(([collection, each]) => ({
      collection: { _eq: collection },
      item: { _in: [...new Set(each.map(({ item }) => item))] },
    })),
  }
}
