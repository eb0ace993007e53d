import { STATUS_CODES, type Server } from 'node:http'
import { RequestError } from '@hono/node-server'
import type { LastAnswers } from './last-answers.js'
import { refusalBody, refusalType, refuse, type Refusal } from './refuse.js'

/** What Node's parser refuses before there is a request, by its error code. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_INVALID_URL: {
    status: 400,
    code: 'INVALID_QUERY',
    message: 'Invalid query. The URL holds characters that have to be percent-encoded.',
    extensions: { reason: 'The URL holds characters that have to be percent-encoded.' },
  },
}

function oversized(maxHeaderSize: number): Refusal {
  const reason = `The URL and headers are larger than ${maxHeaderSize} bytes (MAX_HEADER_SIZE).`
  return {
    status: 431,
    code: 'INVALID_QUERY',
    message: `Invalid query. ${reason} Use SEARCH, which takes the query in its body.`,
    extensions: { reason },
  }
}

function late(duration: number): Refusal {
  return {
    status: 408,
    code: 'OUT_OF_TIME',
    message: `The request did not arrive within ${duration} ms (REQUEST_TIMEOUT).`,
    extensions: { category: 'request', duration },
  }
}

const malformed: Refusal = {
  status: 400,
  code: 'INVALID_PAYLOAD',
  message: 'Invalid payload. This is not a well-formed HTTP request.',
  extensions: { reason: 'This is not a well-formed HTTP request.' },
}

/**
 * Answers malformed, oversized and slow requests in the wire's envelope; by itself Node sends a bare status line.
 *
 * @param maxHeaderSize what the server was made with, in bytes: it does not tell
 */
export function answerClientErrors(
  server: Server,
  answers: LastAnswers,
  maxHeaderSize: number,
): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    // An answer that has begun cannot be begun again.
    const answer = answers.of(socket)
    if (answer?.headersSent && !answer.writableFinished) socket.destroy()
    else socket.end(toResponse(refusalFor(error.code ?? '')))
  })

  function refusalFor(code: string): Refusal {
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return late(server.requestTimeout)
    return code === 'HPE_HEADER_OVERFLOW' ? oversized(maxHeaderSize) : (refusals[code] ?? malformed)
  }
}

function toResponse(refusal: Refusal): string {
  const body = refusalBody(refusal)
  return [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`,
    `Content-Type: ${refusalType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}

/** Answers a request whose Host or URL is none, which passes Node's parser and reaches no handler; null for other errors. */
export function answerMalformed(error: unknown): Response | null {
  return error instanceof RequestError ? refuse(malformed) : null
}
