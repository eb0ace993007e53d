import type { ModuleCollection } from '@relvar/query-engine'
import type { Hono } from 'hono'
import { itemRoutes } from '../items/routes.js'
import type { RestSettings } from '../options.js'
import { addRoute, type Route } from '../route.js'
import { answerModule } from './answer-module.js'

/** Adds what modules serve. `/users/me` has to come before `/users/:key`, so their own routes are first. */
export function addModules(app: Hono, settings: RestSettings): void {
  const { routes = [], collections = [] } = settings.modules ?? {}
  for (const { path, methods } of routes) {
    const handlers = Object.entries(methods).map(([method, handler]) => [
      method,
      answerModule(handler),
    ])
    addRoute(app, { path, methods: Object.fromEntries(handlers) }, settings)
  }
  for (const collection of collections) {
    const id = `${settings.systemPrefix}${collection.table}`
    const { implicit } = collection
    const own = { ...settings, collection: id, ...(implicit && { implicit }) }
    for (const route of routesOf(collection)) addRoute(app, route, own)
  }
}

/** The usual routes under a path of their own: `/items/:collection` becomes `/users`. */
function routesOf({ path, methods }: ModuleCollection): readonly Route[] {
  return itemRoutes.map((route) => {
    const handlers = Object.entries(route.methods).filter(
      ([method]) => methods === undefined || methods.some((each) => each === method),
    )
    return {
      path: route.path.replace('/items/:collection', path),
      methods: Object.fromEntries(handlers),
    }
  })
}
