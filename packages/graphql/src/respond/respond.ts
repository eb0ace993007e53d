import type { Actor, ErrorCode } from '@relvar/query-engine'
import { EngineError } from '@relvar/query-engine'
import type { Answer, Call } from './answer-operation.js'
import { errorEntry, RequestError } from './errors.js'
import { entityTag, isKnownTag } from './etag.js'

type Headers = Readonly<Record<string, string>>

const HEADERS: Headers = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  Vary: 'Origin',
}

/** A copy may be kept, and is asked about before it is used. As REST has it. */
const KEPT: Headers = { 'Cache-Control': 'no-cache', Vary: 'Origin, Cache-Control' }

/**
 * An operation that was carried out, whether or not all of its fields could be answered. What was asked
 * for by GET may be kept, unless something in it failed or comes with headers of its own.
 */
export function respond(
  request: Request,
  { text, failed }: Answer,
  common: Headers,
  own: Call['headers'],
): Response {
  // Plain names and values as long as they can be: to merge headers costs more than many an answer.
  const isKept = request.method !== 'POST' && !failed && own.length === 0
  const tag = isKept ? { ...KEPT, ETag: entityTag(text) } : null
  const headers = { ...common, ...HEADERS, ...tag }
  if (tag !== null && isKnownTag(request.headers.get('if-none-match'), tag.ETag))
    return new Response(null, { status: 304, headers })
  const response = new Response(request.method === 'HEAD' ? null : text, { status: 200, headers })
  for (const [name, value] of own) response.headers.append(name, value)
  return response
}

/** A request that never became an operation. */
export function respondFailure(error: unknown, actor: Actor | null, common: Headers): Response {
  const errors = [errorEntry(error, actor)]
  return new Response(JSON.stringify({ errors }), {
    status: statusOf(error),
    headers: { ...common, ...HEADERS, ...allowOf(error) },
  })
}

function statusOf(error: unknown): number {
  if (error instanceof RequestError) return error.status
  return error instanceof EngineError ? (STATUSES[error.code] ?? 400) : 500
}

/** Of what is no mistake in the request itself. */
const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  FORBIDDEN: 403,
  OUT_OF_TIME: 408,
  SERVICE_UNAVAILABLE: 503,
}

function allowOf(error: unknown): Readonly<Record<string, string>> {
  const isMethod = error instanceof RequestError && error.code === 'METHOD_NOT_ALLOWED'
  return isMethod ? { Allow: 'GET, POST' } : {}
}
