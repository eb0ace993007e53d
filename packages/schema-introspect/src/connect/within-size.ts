import type { Duplex } from 'node:stream'
import type { CompiledQuery } from 'kysely'
import { AnswerTooLargeError } from './errors.js'
import { isReadStatement } from './read-statement.js'

/** A socket tells how much came in; drivers type theirs as any stream. */
type CountingStream = Duplex & { readonly bytesRead?: number }

interface Limited {
  readonly cancelQuery: () => Promise<void>
}

/**
 * Runs a statement whose answer is held as a whole. Once more bytes have come in for it than may, it is
 * ended in the database, so that what comes after them is little. One that may have written something is
 * left alone: nobody could tell whether it has.
 *
 * @param limit bytes, as they come over the connection; undefined is no limit
 * @throws AnswerTooLargeError with the driver's error as its cause, where there was one
 */
export async function withinSize<T>(
  { sql }: CompiledQuery,
  connection: Limited,
  socket: CountingStream,
  limit: number | undefined,
  run: () => Promise<T>,
): Promise<T> {
  if (limit === undefined || !isReadStatement(sql)) return run()
  const end = (socket.bytesRead ?? 0) + limit
  let cancelling: Promise<unknown> | undefined
  const look = (): void => {
    if (cancelling !== undefined || (socket.bytesRead ?? 0) <= end) return
    // What the server sends until it has heard would be held as well.
    socket.pause()
    // A server that cannot be asked to stop has ended the connection, or will.
    const resume = (): unknown => socket.resume()
    cancelling = connection.cancelQuery().then(resume, resume)
  }
  socket.on('data', look)
  try {
    const answer = await run()
    if (cancelling === undefined) return answer
  } catch (cause) {
    throw cancelling === undefined ? cause : new AnswerTooLargeError(limit, { cause })
  } finally {
    socket.off('data', look)
    // A late cancellation must not meet the next statement.
    await cancelling
  }
  throw new AnswerTooLargeError(limit)
}

/** What the driver threw, if anything. */
export function driverError(error: unknown): unknown {
  return error instanceof AnswerTooLargeError ? error.cause : error
}
