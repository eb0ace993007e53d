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
    const authority = authorityOf(url)
    if (authority === trusted) return null
    const { hostname } = new URL(url)
    if (isLoopbackHost(hostname) || hostname === publicHost) {
      trusted = authority
      return null
    }
    return forbidden(
      `This server does not answer for the host "${hostname}". Set PUBLIC_URL if it should.`,
    )
  }
}

/** Host and port of an absolute URL, with whatever else stands before its path. */
function authorityOf(url: string): string {
  const start = url.indexOf('://') + 3
  const length = url.slice(start).search(/[/?#]/)
  return length < 0 ? url.slice(start) : url.slice(start, start + length)
}
