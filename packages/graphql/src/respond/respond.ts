import type { Actor, ErrorCode } from '@relvar/query-engine'
import { EngineError } from '@relvar/query-engine'
import type { Answer, Call } from './answer-operation.js'
import { errorEntry, RequestError } from './errors.js'

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  Vary: 'Origin',
}

/** An operation that was carried out, whether or not all of its fields could be answered. */
export function respond({ method }: Request, { text }: Answer, headers: Call['headers']): Response {
  const response = new Response(method === 'HEAD' ? null : text, { status: 200, headers: HEADERS })
  for (const [name, value] of headers) response.headers.append(name, value)
  return response
}

/** A request that never became an operation. */
export function respondFailure(error: unknown, actor: Actor | null): Response {
  const errors = [errorEntry(error, actor)]
  return new Response(JSON.stringify({ errors }), {
    status: statusOf(error),
    headers: { ...HEADERS, ...allowOf(error) },
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
