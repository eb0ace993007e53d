import type { MiddlewareHandler } from 'hono'
import { isLoopbackHost } from '../config/loopback.js'
import { forbidden, refuse } from './refuse.js'

/**
 * Refuses requests that are addressed to another host than this machine or `PUBLIC_URL`.
 *
 * A server on loopback is safe from other machines, but not from pages in a browser on this one: a
 * page may let its own name point to 127.0.0.1 (DNS rebinding) and then counts as the same origin.
 * What it cannot do is send another `Host` than its own name.
 */
export function requireTrustedHost(publicUrl: string | null): MiddlewareHandler {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).hostname
  return async (context, next) => {
    const { hostname } = new URL(context.req.url)
    if (isLoopbackHost(hostname) || hostname === publicHost) return next()
    return refuse(
      context,
      forbidden(
        `This server does not answer for the host "${hostname}". Set PUBLIC_URL if it should.`,
      ),
    )
  }
}
