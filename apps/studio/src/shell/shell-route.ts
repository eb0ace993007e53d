import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { queries } from '../client.js'
import { lazyPage } from '../lazy-page.js'
import { PageMissing } from '../pages/page-states.js'
import { meQuery } from '../session/session.js'
import { setupQuery } from '../session/setup.js'

export const root = createRootRoute({ component: Outlet, notFoundComponent: PageMissing })

/** Everything below is for people who are signed in. Each area adds its routes in a file of its own. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData(meQuery)
    const search = { to: location.publicHref }
    if (me?.lacksSecondFactor === true) redirect({ to: '/tfa-setup', search, throw: true })
    if (me !== null) return
    const { needed } = await queries.fetchQuery(setupQuery(''))
    if (needed) redirect({ to: '/setup', throw: true })
    redirect({ to: '/login', search, throw: true })
  },
  component: lazyPage(() => import('./shell.js'), 'Shell'),
})
