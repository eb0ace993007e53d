import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorAnswer } from '../errors/answer.js'
import { entityTag, matchesTag, strongTag } from './etag.js'
import { commonHeaders, successHeaders } from './headers.js'

const jsonType = 'application/json; charset=utf-8'

/**
 * Answers; headers that middleware prepared stay. Where no middleware ran there are none, and the
 * headers may remain the plain names and values that they are: merging costs more than many a read.
 */
function respond(
  context: Context,
  body: string | null,
  status: ContentfulStatusCode | 204 | 304,
  headers: Readonly<Record<string, string>>,
): Response {
  const all = withRequestId(context, headers)
  return matchedRoutes(context).length === 1
    ? new Response(body, { status, headers: all })
    : context.newResponse(body, status, all)
}

/** The server around it may have an id for the request: every answer tells it. */
export function withRequestId(
  { env }: Context,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const id = (env as { readonly requestId?: unknown } | undefined)?.requestId
  return typeof id === 'string' ? { ...headers, 'X-Request-Id': id } : headers
}

/** Answers a text, or 304 to somebody who has it already. */
export function respondText(
  context: Context,
  text: string,
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
  tag: string = entityTag(text),
): Response {
  const isRead = context.req.method === 'GET' || context.req.method === 'HEAD'
  if (isRead && matchesTag(context.req.header('If-None-Match'), tag))
    return respond(context, null, 304, { ...successHeaders, ...headers, ETag: tag })
  const all = { ...successHeaders, ...headers, ETag: tag, 'Content-Type': contentType }
  return respond(context, text, 200, all)
}

export function respondJson(context: Context, text: string): Response {
  return respondText(context, text, jsonType)
}

/** Puts the JSON text of the data into the envelope as it is, without reading it. */
export function respondData(context: Context, data: string, meta: object = {}): Response {
  return respondJson(context, `{"data":${data}${envelopeEnd(meta)}`)
}

/** What follows the data in the envelope. */
export function envelopeEnd(meta: object): string {
  return Object.keys(meta).length === 0 ? '}' : `,"meta":${JSON.stringify(meta)}}`
}

/** Answers one item, with a tag that `If-Match` can hold. */
export function respondItem(context: Context, item: string): Response {
  return respondText(context, itemBody(item), jsonType, {}, itemTag(item))
}

/** The tag of the answer that {@link respondItem} makes of an item. */
export function itemTag(item: string): string {
  return strongTag(itemBody(item))
}

function itemBody(item: string): string {
  return `{"data":${item}}`
}

/** Answers a value that is not read from the database. */
export function respondAnswer(context: Context, value: object, status: number = 200): Response {
  const headers = { ...successHeaders, 'Content-Type': jsonType }
  return respond(context, JSON.stringify(value), status as ContentfulStatusCode, headers)
}

export function respondNothing(context: Context, status: number = 204): Response {
  return respond(context, null, status as ContentfulStatusCode, successHeaders)
}

/** Answers a failure; headers that middleware prepared stay, as in any other answer. */
export function respondError(
  context: Context,
  { status, errors }: ErrorAnswer,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const all = { ...commonHeaders, ...headers, 'Content-Type': jsonType }
  return respond(context, JSON.stringify({ errors }), status, all)
}
