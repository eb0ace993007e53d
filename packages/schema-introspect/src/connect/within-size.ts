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
export function withinSize<T>(
  { sql }: CompiledQuery,
  connection: Limited,
  socket: CountingStream,
  limit: number | undefined,
  run: () => Promise<T>,
): Promise<T> {
  if (limit === undefined || !isReadStatement(sql)) return run()
  let cancelling: Promise<unknown> | undefined
  const meter = meterOf(socket)
  meter.watch(limit, () => {
    // What the server sends until it has heard would be held as well.
    socket.pause()
    // A server that cannot be asked to stop has ended the connection, or will.
    const resume = (): unknown => socket.resume()
    cancelling = connection.cancelQuery().then(resume, resume)
  })
  const refuse = async (options?: ErrorOptions): Promise<never> => {
    // A late cancellation must not meet the next statement.
    await cancelling
    throw new AnswerTooLargeError(limit, options)
  }
  return run().then(
    (answer) => {
      meter.rest()
      return cancelling === undefined ? answer : refuse()
    },
    (cause: unknown) => {
      meter.rest()
      if (cancelling === undefined) throw cause
      return refuse({ cause })
    },
  )
}

/** Watches what comes in over a connection. It listens once and for all: to begin anew costs more than many a statement. */
class Meter {
  readonly #socket: CountingStream
  #end = Infinity
  #onPassed: (() => void) | undefined

  constructor(socket: CountingStream) {
    this.#socket = socket
    socket.on('data', () => {
      if (this.#read > this.#end) this.#pass()
    })
  }

  /** Tells once that more than so many bytes have come in from now on. */
  watch(limit: number, onPassed: () => void): void {
    this.#end = this.#read + limit
    this.#onPassed = onPassed
  }

  rest(): void {
    this.#end = Infinity
    this.#onPassed = undefined
  }

  get #read(): number {
    return this.#socket.bytesRead ?? 0
  }

  #pass(): void {
    const onPassed = this.#onPassed
    this.rest()
    onPassed?.()
  }
}

const meters = new WeakMap<CountingStream, Meter>()

function meterOf(socket: CountingStream): Meter {
  const known = meters.get(socket)
  if (known !== undefined) return known
  const meter = new Meter(socket)
  meters.set(socket, meter)
  return meter
}

/** What the driver threw, if anything. */
export function driverError(error: unknown): unknown {
  return error instanceof AnswerTooLargeError ? error.cause : error
}
