import { type Actor, ForbiddenError } from '@relvar/query-engine'
import type { Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { answerError, type ErrorAnswer } from './errors/answer.js'
import { RouteNotFoundError } from './errors/rest-error.js'
import type { RestSettings } from './options.js'
import { requestIdOf } from './request/request-id.js'
import { rawPath } from './request/url.js'
import { successHeaders } from './respond/headers.js'
import { respondError, withRequestId } from './respond/respond.js'
import { timed } from './respond/server-timing.js'

export type Method = 'GET' | 'SEARCH' | 'POST' | 'PATCH' | 'DELETE'

export type Handler = (context: Context, settings: RestSettings) => Response | Promise<Response>

/** A path and what answers each of its methods. */
export interface Route {
  readonly path: string
  readonly methods: Readonly<Partial<Record<Method, Handler>>>
}

/**
 * Adds a route, with the list of its methods under OPTIONS and 404 for every other method. One
 * handler answers all of it and its failures too: of a single handler hono asks no composing.
 */
export function addRoute(app: Hono, route: Route, settings: RestSettings): void {
  const handlers = handlersOf(route)
  const answerFailure = errorHandler(settings)
  const answer = async (context: Context): Promise<Response> => {
    const handler = handlers.get(context.req.method) ?? answerNotFound
    try {
      return await handler(context, settings)
    } catch (error) {
      return answerFailure(error, context)
    }
  }
  app.all(route.path, settings.serverTiming === true ? timed(answer) : answer)
}

function handlersOf({ methods }: Route): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>(
    Object.entries(methods).flatMap(([method, handler]) =>
      method === 'GET'
        ? [['GET', handler] as const, ['HEAD', handler] as const]
        : [[method, handler] as const],
    ),
  )
  const names = [...handlers.keys()].join(',')
  return handlers.set('OPTIONS', (context) =>
    context.text(names, 200, withRequestId(context, { ...successHeaders, Allow: names })),
  )
}

/**
 * The wire's answer to a path that nothing answers. `createRest` uses it for itself; an application
 * that mounts it under a path of its own hands it to its own `notFound`.
 *
 * @example
 * const app = new Hono().route('/api', createRest({ session }))
 * app.notFound(answerNotFound)
 */
export const answerNotFound: (context: Context) => Response = (context) =>
  respondError(context, answerError(new RouteNotFoundError(rawPath(context.req.url)), ''))

/** The wire's answer to whatever a handler throws. */
function errorHandler(
  settings: RestSettings,
): (error: unknown, context: Context) => Promise<Response> {
  return async (error, context) => {
    // Where hono's middleware looks for it.
    context.error = error instanceof Error ? error : new Error(String(error), { cause: error })
    if (error instanceof HTTPException) return error.getResponse()
    if (settings.signal(context).aborted) return new Response(null, { status: clientClosedRequest })
    const requestId = requestIdOf(context)
    const actor = error instanceof ForbiddenError ? await refusedActor(settings, context) : null
    const answer = answerError(error, requestId, actor)
    if (answer.status >= 500) settings.onError?.(error, requestId)
    const headers = {
      ...failureHeaders(answer, requestId),
      ...settings.errorHeaders?.(error, context),
    }
    return respondError(context, answer, headers)
  }
}

/** Who is refused; null for those who may not even be who they ask to be. */
async function refusedActor(settings: RestSettings, context: Context): Promise<Actor | null> {
  try {
    return (await settings.sessionForStatement(context)).actor
  } catch {
    return null
  }
}

/** What helps with an error of ours: the line of the log; and when to try again. */
function failureHeaders(
  { status, errors }: ErrorAnswer,
  requestId: string,
): Readonly<Record<string, string>> {
  if (status === 429) return { 'Retry-After': secondsUntil(errors[0]?.extensions['reset']) }
  if (status < 500) return {}
  return { 'X-Request-Id': requestId, ...(status === 503 && { 'Retry-After': '1' }) }
}

function secondsUntil(time: unknown): string {
  const seconds = Math.ceil((Date.parse(String(time)) - Date.now()) / 1000)
  return String(Math.max(1, seconds || 1))
}

/** Nobody is there to read it: the client went away, and the statement was ended for that reason. */
const clientClosedRequest = 499
