import { isLoopbackHost } from '../config/loopback.js'
import type { Gate } from './gate.js'
import { forbidden } from './refuse.js'

/**
 * Refuses requests that are addressed to another host than this machine or `PUBLIC_URL`.
 *
 * A server on loopback is safe from other machines, but not from pages in a browser on this one: a
 * page may let its own name point to 127.0.0.1 (DNS rebinding) and then counts as the same origin.
 * What it cannot do is send another `Host` than its own name.
 */
export function requireTrustedHost(publicUrl: string | null): Gate {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).hostname
  // Clients come back under the same name: what was trusted last need not be looked at again.
  let trusted: string | null = null
  return ({ url }) => {
    if (trusted !== null && url.startsWith(trusted)) return null
    const { hostname } = new URL(url)
    if (isLoopbackHost(hostname) || hostname === publicHost) {
      trusted = baseOf(url)
      return null
    }
    return forbidden(
      `This server does not answer for the host "${hostname}". Set PUBLIC_URL if it should.`,
    )
  }
}

/** An absolute URL up to its path: whatever begins so has the same host. null where no path begins. */
function baseOf(url: string): string | null {
  const end = url.indexOf('/', url.indexOf('://') + 3)
  return end < 0 ? null : url.slice(0, end + 1)
}
