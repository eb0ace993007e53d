import type { ModuleRoute } from '@relvar/query-engine'
import type { ServedDatabase } from '../database/served-database.js'

type Reachable = Pick<ServedDatabase, 'requireReached'>

/**
 * Does a part of the work of a request, and refuses it until the start is over: before that there may be
 * no administrator yet, no rights and no queue, and what would be answered is wrong rather than missing.
 *
 * @example
 * const session = onceReached(database, createAuthenticator(product, address))
 */
export function onceReached<TParameters extends readonly unknown[], T>(
  database: Reachable,
  work: (...given: TParameters) => Promise<T> | T,
): (...given: TParameters) => Promise<T> | T {
  return (...given) => {
    database.requireReached()
    return work(...given)
  }
}

/** The same for all that a route answers: it may know other ways to data than the session. */
export function routeOnceReached(database: Reachable, route: ModuleRoute): ModuleRoute {
  const methods = Object.entries(route.methods).map(([method, handler]) => [
    method,
    onceReached(database, handler),
  ])
  return { ...route, methods: Object.fromEntries(methods) as ModuleRoute['methods'] }
}
