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
  const address = publicUrl === null ? null : new URL(publicUrl)
  return ({ method, headers, url }) => {
    if (safeMethods.has(method)) return null
    const origin = headers.get('origin')
    const trusted =
      origin === null
        ? ['same-origin', 'none', null].includes(headers.get('sec-fetch-site'))
        : isOwnOrigin(origin, new URL(url), address) || isAllowedOrigin(allowed, origin)
    if (trusted) return null
    return forbidden(
      'This server takes no writes from pages of other origins. Set CORS_ENABLED and CORS_ORIGIN if it should.',
    )
  }
}

/** Behind a proxy that speaks https, a request says http: of the host of `PUBLIC_URL` its scheme counts. */
function isOwnOrigin(origin: string, asked: URL, address: URL | null): boolean {
  return origin === address?.origin || (origin === asked.origin && asked.host !== address?.host)
}

/** Whether CORS lets an origin in. */
export function isAllowedOrigin(allowed: Origins, origin: string): boolean {
  if (typeof allowed === 'boolean') return allowed
  return allowed.some((entry) =>
    typeof entry === 'string' ? entry === origin : entry.test(origin),
  )
}
