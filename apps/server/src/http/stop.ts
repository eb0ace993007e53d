import type { Server } from 'node:http'

/**
 * Stops a server gracefully: it takes no new connections, lets running requests finish for `timeout`
 * milliseconds, and then ends them. Answers how many had to be ended.
 */
export function createStopper(server: Server): (timeout: number) => Promise<number> {
  let running = 0
  let stopping = false
  server.on('request', (_request, answer) => {
    running++
    // The client shall not send its next request on a connection that is about to end.
    if (stopping) answer.setHeader('Connection', 'close')
    answer.once('close', () => {
      running--
      if (stopping) setImmediate(() => server.closeIdleConnections())
    })
  })

  return async (timeout) => {
    stopping = true
    let ended = 0
    const end = setTimeout(() => {
      ended = running
      server.closeAllConnections()
    }, timeout)
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
    })
    clearTimeout(end)
    return ended
  }
}
