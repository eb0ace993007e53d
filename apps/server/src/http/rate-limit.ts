import { Attempts } from '@relvar/auth'
import type { RateLimit } from '@relvar/rest'
import type { IncomingMessage } from 'node:http'
import type { Gate } from './gate.js'
import type { Refusal } from './refuse.js'

/**
 * Answers 429 to requests beyond so many in a while, of each client or, where all have one key, of all
 * together. Each server counts its own.
 *
 * @param keyOf whose request it is
 */
export function limitRate(
  { points, duration }: RateLimit,
  keyOf: (incoming: IncomingMessage) => string,
): Gate {
  const attempts = new Attempts({ points, duration: duration * 1000 })
  return (_request, { req }) => {
    const refused = attempts.note(keyOf(req))
    return refused === null ? null : tooManyRequests(refused.message, refused.details)
  }
}

function tooManyRequests(
  message: string,
  details: { readonly limit: number; readonly reset: string },
): Refusal {
  const seconds = Math.ceil((Date.parse(details.reset) - Date.now()) / 1000)
  return {
    status: 429,
    code: 'REQUESTS_EXCEEDED',
    message,
    extensions: details,
    headers: { 'Retry-After': String(Math.max(1, seconds)) },
  }
}
