import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { refuse, unavailable } from './refuse.js'

/** Answers 503 to requests above `max` at the same time. A request is over when its answer is out. */
export function limitConcurrency(max: number): MiddlewareHandler {
  let running = 0
  return async (context, next) => {
    if (running >= max)
      return refuse(context, unavailable('api', 'Too many requests at the same time.'))
    running++
    const { outgoing } = (context.env ?? {}) as Partial<HttpBindings>
    if (outgoing !== undefined) {
      outgoing.once('close', () => running--)
      return next()
    }
    try {
      return await next()
    } finally {
      running--
    }
  }
}
