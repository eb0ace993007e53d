import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { queries } from './client.js'
import { checkedSearch } from './checked-search.js'
import { lazyPage } from './lazy-page.js'
import { readListSearch } from './content/list/list-search.js'
import { PageFailed, PageMissing, PagePending } from './pages/page-states.js'
import { studioPath } from './place.js'
import { meQuery } from './session/session.js'
import {
  activity,
  profile,
  settings,
  settingsRoutes,
  users,
  usersRoutes,
} from './settings/routes.js'
import { root, shell } from './shell/shell-route.js'

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/content', throw: true })
  },
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyPage(() => import('./pages/setup.js'), 'SetupPage'),
})

interface EntranceSearch {
  /** The page that was asked for. */
  readonly to?: string
}

interface LoginSearch extends EntranceSearch {
  readonly signedOut?: boolean
}

/** It leads to a page of ours and nowhere else. */
function entranceOf({ to }: Readonly<Record<string, unknown>>): EntranceSearch {
  return typeof to === 'string' && to.startsWith(`${studioPath}/`) ? { to } : {}
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: checkedSearch((search): LoginSearch => ({
    ...entranceOf(search),
    ...(search['signedOut'] === true && { signedOut: true }),
  })),
  component: lazyPage(() => import('./pages/login.js'), 'LoginPage'),
})

const tfaSetup = createRoute({
  getParentRoute: () => root,
  path: '/tfa-setup',
  validateSearch: checkedSearch<EntranceSearch>(entranceOf),
  beforeLoad: async ({ search }): Promise<void> => {
    const me = await queries.ensureQueryData(meQuery)
    if (me === null) redirect({ to: '/login', search, throw: true })
    else if (!me.lacksSecondFactor) redirect({ to: '/content', throw: true })
  },
  component: lazyPage(() => import('./pages/tfa-setup.js'), 'TfaSetupPage'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyPage(() => import('./pages/register.js'), 'RegisterPage'),
})

interface TokenSearch {
  readonly token?: string
}

const tokenSearch = checkedSearch(({ token }): TokenSearch =>
  typeof token === 'string' ? { token } : {},
)

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: tokenSearch,
  component: lazyPage(() => import('./pages/reset-password.js'), 'ResetPasswordPage'),
})

const acceptInvite = createRoute({
  getParentRoute: () => root,
  path: '/accept-invite',
  validateSearch: tokenSearch,
  component: lazyPage(() => import('./pages/accept-invite.js'), 'AcceptInvitePage'),
})

const content = createRoute({
  getParentRoute: () => shell,
  path: '/content',
  component: lazyPage(() => import('./content/content-layout.js'), 'ContentLayout'),
})

const contentHome = createRoute({
  getParentRoute: () => content,
  path: '/',
  component: lazyPage(() => import('./content/content-home.js'), 'ContentHome'),
})

const list = createRoute({
  getParentRoute: () => content,
  path: '/$collection',
  validateSearch: checkedSearch(readListSearch),
  component: lazyPage(() => import('./content/list-page.js'), 'ListPage'),
})

interface ItemSearch {
  /** Drawers that are open. */
  readonly open?: string
}

const item = createRoute({
  getParentRoute: () => content,
  path: '/$collection/$key',
  validateSearch: checkedSearch(({ open }): ItemSearch =>
    typeof open === 'string' && open !== '' ? { open } : {},
  ),
  component: lazyPage(() => import('./item/item-page.js'), 'ItemPage'),
})

const tree = root.addChildren([
  home,
  setup,
  login,
  register,
  tfaSetup,
  resetPassword,
  acceptInvite,
  shell.addChildren([
    content.addChildren([contentHome, list, item]),
    settings.addChildren(settingsRoutes),
    users.addChildren(usersRoutes),
    profile,
    activity,
  ]),
])

/** The pages, each a chunk of its own that is loaded when it is first shown. */
export const router = createRouter({
  routeTree: tree,
  basepath: studioPath,
  defaultPreload: 'intent',
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: PageMissing,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
