import type { Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** The answer to the last request of each connection. */
export interface LastAnswers {
  /** undefined where there was no request yet. */
  of(socket: Duplex): ServerResponse | undefined
}

export function lastAnswersOf(server: Server): LastAnswers {
  const answers = new WeakMap<Duplex, ServerResponse>()
  server.on('request', ({ socket }, answer) => answers.set(socket, answer))
  return { of: (socket) => answers.get(socket) }
}
