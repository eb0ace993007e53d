import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { maskQuery } from './mask.js'

/**
 * Logs a request as one line when its answer is out: method, path, status, milliseconds, id.
 * Headers and bodies are never logged.
 */
export function logRequest(
  logger: Logger,
  request: Request,
  outgoing: ServerResponse,
  requestId: string,
): void {
  const start = performance.now()
  // A streamed answer is not over when its handler is.
  outgoing.once('close', () => {
    const url = new URL(request.url)
    logger.info(
      {
        method: request.method,
        path: url.pathname,
        query: maskQuery(url.search),
        status: outgoing.statusCode,
        ms: Math.round((performance.now() - start) * 10) / 10,
        requestId,
        ...(outgoing.writableFinished ? {} : { aborted: true }),
      },
      'request',
    )
  })
}
