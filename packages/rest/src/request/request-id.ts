import type { Context } from 'hono'

/** The id under which a request is logged: the one that hono's request-id middleware gave, or a new one. */
export function requestIdOf(context: Context): string {
  const id: unknown = context.get('requestId')
  return typeof id === 'string' ? id : crypto.randomUUID()
}
