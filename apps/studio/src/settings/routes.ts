import { createRoute, redirect } from '@tanstack/react-router'
import { checkedSearch } from '../checked-search.js'
import { lazyPage } from '../lazy-page.js'
import { shell } from '../shell/shell-route.js'

export const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyPage(() => import('./settings-layout.js'), 'SettingsLayout'),
})

const home = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/settings/project', throw: true })
  },
})

const project = createRoute({
  getParentRoute: () => settings,
  path: '/project',
  component: lazyPage(() => import('./project-page.js'), 'ProjectPage'),
})

const policies = createRoute({
  getParentRoute: () => settings,
  path: '/policies',
  component: lazyPage(() => import('../access/policies-page.js'), 'PoliciesPage'),
})

const policy = createRoute({
  getParentRoute: () => settings,
  path: '/policies/$policy',
  component: lazyPage(() => import('../access/policy-page.js'), 'PolicyPage'),
})

const roles = createRoute({
  getParentRoute: () => settings,
  path: '/roles',
  component: lazyPage(() => import('../access/roles-page.js'), 'RolesPage'),
})

/** The question stands in the address. */
interface ExplainSearch {
  readonly as?: string
  readonly collection?: string
  readonly action?: string
  readonly key?: string
  readonly field?: string
}

const explain = createRoute({
  getParentRoute: () => settings,
  path: '/explain',
  validateSearch: checkedSearch((search): ExplainSearch =>
    textsOf(search, ['as', 'collection', 'action', 'key', 'field']),
  ),
  component: lazyPage(() => import('../access/explain-page.js'), 'ExplainPage'),
})

interface PresetsSearch {
  readonly kind?: 'bookmarks' | 'shared'
  readonly page?: number
}

const presets = createRoute({
  getParentRoute: () => settings,
  path: '/presets',
  validateSearch: checkedSearch(({ kind, page }): PresetsSearch => ({
    ...((kind === 'bookmarks' || kind === 'shared') && { kind }),
    ...pageOf({ page }),
  })),
  component: lazyPage(() => import('./presets-page.js'), 'PresetsPage'),
})

const translations = createRoute({
  getParentRoute: () => settings,
  path: '/translations',
  component: lazyPage(() => import('./translations-page.js'), 'TranslationsPage'),
})

const system = createRoute({
  getParentRoute: () => settings,
  path: '/system',
  component: lazyPage(() => import('./system-page.js'), 'SystemPage'),
})

const dataModel = createRoute({
  getParentRoute: () => settings,
  path: '/data-model',
  component: lazyPage(() => import('../data-model/data-model-page.js'), 'DataModelPage'),
})

const collectionModel = createRoute({
  getParentRoute: () => settings,
  path: '/data-model/$collection',
  component: lazyPage(() => import('../data-model/collection-page.js'), 'CollectionPage'),
})

const diagram = createRoute({
  getParentRoute: () => settings,
  path: '/diagram',
  component: lazyPage(() => import('../data-model/diagram-page.js'), 'DiagramPage'),
})

/** The pages below `settings`. */
export const settingsRoutes = [
  home,
  project,
  dataModel,
  collectionModel,
  diagram,
  policies,
  policy,
  roles,
  explain,
  presets,
  translations,
  system,
] as const

export const users = createRoute({
  getParentRoute: () => shell,
  path: '/users',
  component: lazyPage(() => import('../users/users-layout.js'), 'UsersLayout'),
})

interface UsersSearch {
  readonly role?: string
  readonly status?: string
  readonly search?: string
  readonly page?: number
}

const usersList = createRoute({
  getParentRoute: () => users,
  path: '/',
  validateSearch: checkedSearch((search): UsersSearch => ({
    ...textsOf(search, ['role', 'status', 'search']),
    ...pageOf(search),
  })),
  component: lazyPage(() => import('../users/users-page.js'), 'UsersPage'),
})

const user = createRoute({
  getParentRoute: () => users,
  path: '/$user',
  component: lazyPage(() => import('../users/user-page.js'), 'UserPage'),
})

/** The pages below `users`. */
export const usersRoutes = [usersList, user] as const

export const profile = createRoute({
  getParentRoute: () => shell,
  path: '/profile',
  component: lazyPage(() => import('../profile/profile-page.js'), 'ProfilePage'),
})

interface ActivitySearch {
  readonly user?: string
  readonly action?: string
  readonly collection?: string
  readonly page?: number
}

export const activity = createRoute({
  getParentRoute: () => shell,
  path: '/activity',
  validateSearch: checkedSearch((search): ActivitySearch => ({
    ...textsOf(search, ['user', 'action', 'collection']),
    ...pageOf(search),
  })),
  component: lazyPage(() => import('../activity/activity-page.js'), 'ActivityPage'),
})

/** What an address says as text, without what is empty; numbers of keys are read as numbers. */
function textsOf<Name extends string>(
  search: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const given = names.flatMap((name) => {
    const value = search[name]
    const isText = typeof value === 'string' || typeof value === 'number'
    return isText && value !== '' ? [[name, String(value)]] : []
  })
  return Object.fromEntries(given) as Partial<Record<Name, string>>
}

function pageOf({ page }: Readonly<Record<string, unknown>>): { readonly page?: number } {
  return typeof page === 'number' && Number.isInteger(page) && page > 1 ? { page } : {}
}
