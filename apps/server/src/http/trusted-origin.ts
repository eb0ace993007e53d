import type { Origins } from '../config/value-types.js'
import type { Gate } from './gate.js'
import { forbidden } from './refuse.js'

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'SEARCH'])

/**
 * Refuses writes that a browser sends for a page of another origin, unless CORS lets that origin in.
 *
 * CORS alone does not: it keeps a page from *reading* an answer, while a form or a simple `fetch`
 * is sent, and has its effect, all the same. Reads need no check here: without CORS their answers
 * stay unreadable. Clients that are no browsers send neither of the two headers.
 */
export function requireTrustedOrigin(allowed: Origins, publicUrl: string | null): Gate {
  const publicOrigin = publicUrl === null ? null : new URL(publicUrl).origin
  return ({ method, headers, url }) => {
    if (safeMethods.has(method)) return null
    const origin = headers.get('origin')
    const trusted =
      origin === null
        ? ['same-origin', 'none', null].includes(headers.get('sec-fetch-site'))
        : origin === new URL(url).origin ||
          origin === publicOrigin ||
          isAllowedOrigin(allowed, origin)
    if (trusted) return null
    return forbidden(
      'This server takes no writes from pages of other origins. Set CORS_ENABLED and CORS_ORIGIN if it should.',
    )
  }
}

/** Whether CORS lets an origin in. */
export function isAllowedOrigin(allowed: Origins, origin: string): boolean {
  if (typeof allowed === 'boolean') return allowed
  return allowed.some((entry) =>
    typeof entry === 'string' ? entry === origin : entry.test(origin),
  )
}
