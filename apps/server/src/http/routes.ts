import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'

/** What a handler knows beside the request. */
export interface Bindings extends HttpBindings {
  /** Everything is answered, and failures are reported, under it. */
  readonly requestId: string
}

export type Routes = Hono<{ Bindings: Bindings }>
