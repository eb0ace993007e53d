import type { Context } from 'hono'

/**
 * The id under which a request is logged: the one that hono's request-id middleware gave, the one that
 * the server around it has among its bindings, or a new one.
 */
export function requestIdOf(context: Context): string {
  const bindings = context.env as { readonly requestId?: unknown } | undefined
  const id: unknown = context.get('requestId') ?? bindings?.requestId
  return typeof id === 'string' ? id : crypto.randomUUID()
}
