import type { HttpBindings } from '@hono/node-server'
import type { AskingParts, IdentifiedActor } from '@relvar/auth'
import type { Session } from '@relvar/query-engine'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Product } from '../product/product.js'

/** Somebody, and what they ask with. */
interface AskingActor extends IdentifiedActor {
  readonly userAgent: string | null
  readonly origin: string | null
}

/** Finds out who sends a request, and answers their door to data. */
export function createAuthenticator(
  { auth, door }: Product,
  address: (context: Context) => string | null,
): (context: Context) => Session | Promise<Session> {
  // Whoever asks again is the same object, by which the engine knows them.
  const asked = new WeakMap<IdentifiedActor, AskingActor>()
  const enter = (context: Context, actor: IdentifiedActor): Session => {
    const { 'user-agent': userAgent = null, origin = null } = incomingOf(context).headers
    const last = asked.get(actor)
    if (last !== undefined && last.userAgent === userAgent && last.origin === origin)
      return door.as(last)
    const asking = { ...actor, userAgent, origin }
    asked.set(actor, asking)
    return door.as(asking)
  }
  return (context) => {
    const parts = credentialParts(context, address)
    // Without a promise, where nothing has to be waited for: it is a good part of a short request.
    const remembered = auth.remembered(parts)
    return remembered === undefined
      ? auth.authenticate(parts).then((actor) => enter(context, actor))
      : enter(context, remembered)
  }
}

/** The door of somebody who sends the same request and does not say who they are. */
export function createStranger(
  { auth, door }: Product,
  address: (context: Context) => string | null,
): (context: Context) => Promise<Session> {
  return async (context) => {
    const ip = address(context)
    const nothing = { headers: { get: () => null }, query: noParameters, cookie: () => undefined }
    return door.as(await auth.authenticate({ method: 'GET', ...nothing, ip }))
  }
}

/**
 * What of a request says who sends it. It is taken from Node's own request: making a `Headers` and a `URL` would
 * cost more than finding out who asks.
 */
export function credentialParts(
  context: Context,
  address: (context: Context) => string | null,
): AskingParts {
  const { headers, url = '' } = incomingOf(context)
  const start = url.indexOf('?')
  return {
    method: context.req.method,
    headers: { get: (name) => textOf(headers[name.toLowerCase()]) },
    query: start < 0 ? noParameters : new URLSearchParams(url.slice(start)),
    cookie: (name) => getCookie(context, name),
    ip: address(context),
  }
}

const noParameters = new URLSearchParams()

function textOf(value: string | readonly string[] | undefined): string | null {
  return value === undefined ? null : typeof value === 'string' ? value : value.join(', ')
}

function incomingOf(context: Context): HttpBindings['incoming'] {
  return (context.env as HttpBindings).incoming
}
