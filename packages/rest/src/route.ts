import type { Context, ErrorHandler, Hono, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { answerError } from './errors/answer.js'
import { RouteNotFoundError } from './errors/rest-error.js'
import type { RestSettings } from './options.js'
import { requestIdOf } from './request/request-id.js'
import { rawPath } from './request/url.js'
import { successHeaders } from './respond/headers.js'
import { respondError } from './respond/respond.js'

export type Method = 'GET' | 'SEARCH' | 'POST' | 'PATCH' | 'DELETE'

export type Handler = (context: Context, settings: RestSettings) => Response | Promise<Response>

/** A path and what answers each of its methods. */
export interface Route {
  readonly path: string
  readonly methods: Readonly<Partial<Record<Method, Handler>>>
}

/** Adds a route, with the list of its methods under OPTIONS and 404 for every other method. */
export function addRoute(app: Hono, route: Route, settings: RestSettings): void {
  for (const [method, handler] of Object.entries(route.methods)) {
    app.on(method, route.path, (context) => handler(context, settings))
  }
  const methods = methodsOf(route)
  app.options(route.path, (context) =>
    context.text(methods, 200, { ...successHeaders, Allow: methods }),
  )
  app.all(route.path, (context) => answerNotFound(context))
}

function methodsOf(route: Route): string {
  return Object.keys(route.methods)
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .join(',')
}

/**
 * The wire's answer to a path that nothing answers. `createRest` uses it for itself; an application
 * that mounts it under a path of its own hands it to its own `notFound`.
 *
 * @example
 * const app = new Hono().route('/api', createRest({ session }))
 * app.notFound(answerNotFound)
 */
export const answerNotFound: NotFoundHandler = (context) =>
  respondError(context, answerError(new RouteNotFoundError(rawPath(context.req.url)), ''))

/** The wire's answer to whatever a handler throws. */
export function errorHandler(settings: RestSettings): ErrorHandler {
  return (error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    if (settings.signal(context).aborted) return new Response(null, { status: clientClosedRequest })
    const requestId = requestIdOf(context)
    const answer = answerError(error, requestId)
    if (answer.status >= 500) settings.onError?.(error, requestId)
    return respondError(context, answer, answer.status >= 500 ? { 'X-Request-Id': requestId } : {})
  }
}

/** Nobody is there to read it: the client went away, and the statement was ended for that reason. */
const clientClosedRequest = 499
