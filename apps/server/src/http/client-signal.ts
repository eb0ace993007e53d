import type { Socket } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

const signals = new WeakMap<Socket, AbortSignal>()

/**
 * Aborts when the client goes away before it has its answer: when its connection closes. All requests
 * of a connection share the signal, as those that are answered listen to it no more. The signal of
 * the request would say the same, but asking for it makes a whole `Request`, which costs more than
 * many an answer.
 */
export function clientSignal(context: Context): AbortSignal {
  const { socket } = (context.env as HttpBindings).incoming
  const known = signals.get(socket)
  if (known !== undefined) return known
  const controller = new AbortController()
  signals.set(socket, controller.signal)
  if (socket.destroyed) controller.abort()
  else socket.once('close', () => controller.abort())
  return controller.signal
}
