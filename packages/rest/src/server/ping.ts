import type { Context } from 'hono'
import { commonHeaders } from '../respond/headers.js'
import { withRequestId } from '../respond/respond.js'

/** `GET /server/ping`: whether anybody is there at all. It asks nobody, so it answers without a database too. */
export function ping(context: Context): Response {
  const headers = { ...commonHeaders, 'Content-Type': 'text/html; charset=utf-8' }
  return context.body('pong', 200, withRequestId(context, headers))
}
