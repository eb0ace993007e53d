import type { Readable } from 'node:stream'

/** Whether a stream of Node can still be read from its beginning. */
export function isUnread({ destroyed, readableDidRead }: Readable): boolean {
  return !destroyed && !readableDidRead
}

/**
 * Reads a stream of Node to its end, or until it turns out larger than `maxBytes`: then it is paused
 * where it is, since the rest belongs to whoever closes the connection.
 *
 * @returns null where there is more
 * @throws what the stream fails with, and an error of its own where it ends before it is complete
 */
export function streamBytes(stream: Readable, maxBytes: number): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const onData = (chunk: Buffer): void => {
      size += chunk.byteLength
      if (size <= maxBytes) return void chunks.push(chunk)
      stream.off('data', onData).pause()
      resolve(null)
    }
    // The listeners stay: what fails after it was read has to meet somebody.
    stream.on('error', reject)
    stream.on('close', () => reject(new Error('The body ended before it was complete.')))
    stream.on('end', () => resolve(joined(chunks, size)))
    stream.on('data', onData)
  })
}

function joined(chunks: readonly Buffer[], size: number): Buffer {
  const [only] = chunks
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks, size)
}
