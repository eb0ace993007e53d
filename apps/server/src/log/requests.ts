import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import { maskQuery } from './mask.js'

/**
 * Logs each request as one line when its answer is out: method, path, status, milliseconds, id.
 * Headers and bodies are never logged.
 */
export function logRequests(logger: Logger): MiddlewareHandler {
  return async (context, next) => {
    const start = performance.now()
    const { outgoing } = (context.env ?? {}) as Partial<HttpBindings>
    if (outgoing === undefined) {
      await next()
      log(context.res.status, true)
      return
    }
    // A streamed answer is not over when its handler is.
    outgoing.once('close', () => log(outgoing.statusCode, outgoing.writableFinished))
    await next()

    function log(status: number, complete: boolean): void {
      const url = new URL(context.req.url)
      logger.info(
        {
          method: context.req.method,
          path: url.pathname,
          query: maskQuery(url.search),
          status,
          ms: Math.round((performance.now() - start) * 10) / 10,
          requestId: context.get('requestId') as string | undefined,
          ...(complete ? {} : { aborted: true }),
        },
        'request',
      )
    }
  }
}
