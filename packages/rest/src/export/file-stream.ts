import type { FileFormat } from './file-format.js'

/** Characters that are sent together: fewer would cost a system call for each row. */
const chunkLength = 32 * 1024

/**
 * The bytes of a file whose rows are read when the receiver has room for them. Where reading breaks
 * the stream breaks too: a file must never look complete that is not.
 *
 * @param first the first row, read already
 * @param onError told of what broke it
 */
export function toFileStream<T>(
  format: FileFormat<T>,
  first: IteratorResult<T, void>,
  rows: AsyncIterator<T, void>,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const pieces = toPieces(format, first, rows)
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const piece = await pieces.next()
          if (piece.done === true) controller.close()
          else controller.enqueue(encoder.encode(piece.value))
        } catch (error) {
          onError(error)
          // Whoever serves the stream may print what broke it, so it is not told the details.
          controller.error(new Error('The export broke off.'))
        }
      },
      async cancel() {
        await pieces.return()
        // A generator that never started does not reach its own end.
        await rows.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

async function* toPieces<T>(
  format: FileFormat<T>,
  first: IteratorResult<T, void>,
  rows: AsyncIterator<T, void>,
): AsyncGenerator<string, void, undefined> {
  let text = format.start
  let isFirst = true
  for (let result = first; result.done !== true; result = await rows.next()) {
    text += format.row(result.value, isFirst)
    isFirst = false
    if (text.length < chunkLength) continue
    yield text
    text = ''
  }
  yield text + format.end(isFirst)
}
