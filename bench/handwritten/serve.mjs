// @ts-check
/** What the handlers of each vendor share: a bare HTTP server that sends JSON text on as it comes. */
import http from 'node:http'
import { text } from 'node:stream/consumers'

/** @typedef {(query: URLSearchParams, body: string) => Promise<string>} Handler answers JSON text */

/**
 * Serves handlers by method and path, on the port that the environment names.
 * @param {Readonly<Record<string, Handler>>} handlers
 */
export function serve(handlers) {
  const server = http.createServer((request, response) => {
    answer(request).then(
      (body) => {
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        })
        response.end(body)
      },
      (error) => response.writeHead(500).end(String(error)),
    )
  })
  server.listen(Number(process.env.PORT), '127.0.0.1')

  /** @param {http.IncomingMessage} request */
  async function answer(request) {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const handler = handlers[`${request.method} ${url.pathname}`]
    if (handler === undefined) throw new Error(`There is no ${request.method} ${url.pathname}.`)
    const body = request.method === 'GET' ? '' : await text(request)
    return `{"data":${await handler(url.searchParams, body)}}`
  }
}
