import type { HttpBindings } from '@hono/node-server'
import type { Session } from '@relvar/query-engine'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Product } from '../product/product.js'

/** Finds out who sends a request, and answers their door to data. */
export function createAuthenticator(
  { auth, door }: Product,
  address: (context: Context) => string | null,
): (context: Context) => Promise<Session> {
  return async (context) => {
    const { headers } = (context.env as HttpBindings).incoming
    const actor = await auth.authenticate({
      headers: context.req.raw.headers,
      url: new URL(context.req.url),
      cookie: (name) => getCookie(context, name),
      ip: address(context),
    })
    const { 'user-agent': userAgent = null, origin = null } = headers
    return door.as({ ...actor, userAgent, origin })
  }
}
