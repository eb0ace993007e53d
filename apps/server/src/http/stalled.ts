import type { Server } from 'node:http'

/**
 * Ends answers that nobody takes. An export is read from the database as fast as its receiver takes
 * it, so one that stalls holds a connection to the database, and a few of them hold all.
 *
 * @param limit milliseconds in which nothing was taken
 */
export function endStalledAnswers(server: Server, limit: number): void {
  server.on('request', (_request, answer) => {
    answer.setTimeout(limit, () => {
      // Before it begins an answer waits for the database, which has a limit of its own.
      if (answer.headersSent && !answer.writableFinished) answer.destroy()
    })
  })
}
