import { commonHeaders } from '@relvar/rest'
import type { MiddlewareHandler } from 'hono'

/** Gives every answer the headers of the API's own, refusals and redirects included. */
export const setCommonHeaders: MiddlewareHandler = async (context, next) => {
  for (const [name, value] of Object.entries(commonHeaders)) context.header(name, value)
  return next()
}
