import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

const signals = new WeakMap<object, AbortSignal>()

/**
 * Aborts when the client goes away before it has its answer. The signal of the request would say the
 * same, but asking for it makes a whole `Request`, which costs more than many an answer.
 */
export function clientSignal(context: Context): AbortSignal {
  const { outgoing } = context.env as HttpBindings
  const known = signals.get(outgoing)
  if (known !== undefined) return known
  const controller = new AbortController()
  signals.set(outgoing, controller.signal)
  if (outgoing.destroyed) controller.abort()
  else
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) controller.abort()
    })
  return controller.signal
}
