import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { maskQuery } from './mask.js'

/**
 * Logs a request as one line when its answer is out: method, path, status, milliseconds, id.
 * Headers and bodies are never logged.
 */
export function logRequest(
  logger: Logger,
  { method, url = '/' }: Pick<IncomingMessage, 'method' | 'url'>,
  outgoing: ServerResponse,
  requestId: string,
): void {
  const start = performance.now()
  // A streamed answer is not over when its handler is.
  outgoing.once('close', () => {
    const [path, query] = splitTarget(url)
    logger.info(
      {
        method,
        path,
        query: maskQuery(query),
        status: outgoing.statusCode,
        ms: Math.round((performance.now() - start) * 10) / 10,
        requestId,
        ...(outgoing.writableFinished ? {} : { aborted: true }),
      },
      'request',
    )
  })
}

/** Path and query of a request's target, which proxies may write as a whole URL. */
function splitTarget(target: string): readonly [path: string, query: string] {
  const start = target.indexOf('?')
  const path = start < 0 ? target : target.slice(0, start)
  const query = start < 0 ? '' : target.slice(start)
  return [path.startsWith('/') ? path : new URL(path, 'http://localhost').pathname, query]
}
