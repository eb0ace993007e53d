import type { Row, SystemNames } from '@relvar/query-engine'

/** What is said of our own tables. */
export interface SystemCollections {
  /** Whether a table is one of ours. */
  isOurs(id: string): boolean
  /** The `meta` of one of ours that is shown; null of all others. */
  metaOf(id: string): Row | null
}

interface Said {
  readonly icon: string
  readonly display_template?: string
  readonly archive_field?: string
  readonly archive_value?: string
  readonly unarchive_value?: string
}

/** Ours that are shown, by name. Those of the server's inner workings are not. */
const SHOWN: Readonly<Record<string, Said>> = {
  access: { icon: 'admin_panel_settings' },
  activity: { icon: 'pending' },
  api_keys: { icon: 'key' },
  collections: { icon: 'database' },
  comments: { icon: 'chat_bubble_outline' },
  dashboards: { icon: 'dashboard' },
  extensions: { icon: 'category' },
  fields: { icon: 'input' },
  files: { icon: 'folder', display_template: '{{ $thumbnail }} {{ title }}' },
  flows: { icon: 'bolt' },
  folders: { icon: 'folder', display_template: '{{ name }}' },
  migrations: { icon: 'move_up' },
  notifications: { icon: 'notifications' },
  operations: { icon: 'bolt' },
  panels: { icon: 'grid_view' },
  permissions: { icon: 'admin_panel_settings' },
  policies: { icon: 'policy' },
  presets: { icon: 'bookmark_border' },
  relations: { icon: 'merge_type' },
  revisions: { icon: 'restore' },
  roles: { icon: 'supervised_user_circle' },
  sessions: { icon: 'login' },
  settings: { icon: 'settings' },
  shares: { icon: 'share' },
  translations: { icon: 'translate' },
  users: {
    icon: 'people_alt',
    display_template: '{{ first_name }} {{ last_name }}',
    archive_field: 'status',
    archive_value: 'archived',
    unarchive_value: 'draft',
  },
  versions: { icon: 'difference' },
}

const UNRECORDED: ReadonlySet<string> = new Set(['presets', 'sessions', 'activity', 'revisions'])

/** @param names says what ours are called: everything that begins as they do is ours */
export function systemCollections(names: SystemNames): SystemCollections {
  const prefix = names.id('')
  const nameOf = (id: string): string | null =>
    id.startsWith(prefix) ? id.slice(prefix.length) : null
  return {
    isOurs: (id) => nameOf(id) !== null,
    metaOf(id) {
      const name = nameOf(id)
      const said = name !== null && Object.hasOwn(SHOWN, name) ? SHOWN[name] : undefined
      if (said === undefined || name === null) return null
      return { ...metaOf(name, said), collection: id, note: `$t:${prefix}collection.${id}` }
    },
  }
}

function metaOf(name: string, said: Said): Row {
  return {
    hidden: false,
    singleton: name === 'settings',
    translations: null,
    display_template: null,
    accountability: UNRECORDED.has(name) ? null : 'all',
    ...said,
    system: true,
  }
}
