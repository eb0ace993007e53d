/**
 * The bytes of a request's body, of which no more than `maxBytes` are ever kept.
 *
 * @returns null where there are more
 */
export async function bytesOf({ body }: Request, maxBytes: number): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  // Not `for await`: leaving it would cancel the stream, and with it the socket that the answer needs.
  const reader = body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > maxBytes) return null
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}
