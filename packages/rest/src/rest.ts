import { Hono } from 'hono'
import { itemRoutes } from './items/routes.js'
import { addModules } from './modules/add-modules.js'
import type { RestOptions } from './options.js'
import { settingsOf } from './options.js'
import { addRoute, answerNotFound } from './route.js'
import { serverRoutes } from './server/routes.js'

/**
 * A REST API for every table and view that a session can see, as a Hono application: to be served
 * as it is, or mounted in another under any path.
 *
 * @example
 * const engine = createEngine({ db, schema, policy: allowAll })
 * const app = new Hono().route('/api', createRest({ session: () => engine.as(anonymous) }))
 */
export function createRest(options: RestOptions): Hono {
  const settings = settingsOf(options)
  const app = new Hono({ strict: false })
  addModules(app, settings)
  for (const route of [...itemRoutes, ...serverRoutes(settings)]) addRoute(app, route, settings)
  app.notFound(answerNotFound)
  return app
}
