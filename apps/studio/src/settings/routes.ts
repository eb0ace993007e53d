import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { shell } from '../shell/shell-route.js'

export const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-layout.js'), 'SettingsLayout'),
})

const home = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/settings/policies', throw: true })
  },
})

const policies = createRoute({
  getParentRoute: () => settings,
  path: '/policies',
  component: lazyRouteComponent(() => import('../access/policies-page.js'), 'PoliciesPage'),
})

const policy = createRoute({
  getParentRoute: () => settings,
  path: '/policies/$policy',
  component: lazyRouteComponent(() => import('../access/policy-page.js'), 'PolicyPage'),
})

/** The pages below `settings`. */
export const settingsRoutes = [home, policies, policy] as const
