import type { Server } from 'node:http'
import type { LastAnswers } from './last-answers.js'

/**
 * Ends answers that nobody takes. An export is read from the database as fast as its receiver takes
 * it, so one that stalls holds a connection to the database, and a few of them hold all.
 *
 * The time is that of the server's connections, which Node winds up by itself: a timer and a listener for
 * each answer would be a good part of a short request.
 *
 * @param limit milliseconds in which nothing was taken
 */
export function endStalledAnswers(server: Server, answers: LastAnswers, limit: number): void {
  server.setTimeout(limit, (socket) => {
    const answer = answers.of(socket)
    // Kept open for a next request that has not come, as Node would end it. A first one has a time of its own.
    if (answer?.writableFinished === true) socket.destroy()
    // Before it begins an answer waits for the database, which has a limit of its own.
    else if (answer?.headersSent === true) answer.destroy()
  })
}
