import type { HttpBindings } from '@hono/node-server'
import type { AskingParts } from '@relvar/auth'
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
    const actor = await auth.authenticate(credentialParts(context, address))
    const { 'user-agent': userAgent = null, origin = null } = incomingOf(context).headers
    return door.as({ ...actor, userAgent, origin })
  }
}

/** What of a request says who sends it. */
export function credentialParts(
  context: Context,
  address: (context: Context) => string | null,
): AskingParts {
  return {
    method: context.req.method,
    headers: context.req.raw.headers,
    url: new URL(context.req.url),
    cookie: (name) => getCookie(context, name),
    ip: address(context),
  }
}

function incomingOf(context: Context): HttpBindings['incoming'] {
  return (context.env as HttpBindings).incoming
}
