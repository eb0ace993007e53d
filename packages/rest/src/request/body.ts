import { InvalidPayloadError } from '@relvar/query-engine'
import { UnsupportedMediaTypeError } from '../errors/rest-error.js'
import { JsonTextError, parseJson } from '../parse/json.js'

/**
 * Reads the JSON body of a request, never keeping more than `maxBytes` of it.
 *
 * @returns an object or an array; undefined where there is no body
 * @throws InvalidPayloadError, UnsupportedMediaTypeError
 */
export async function readBody(request: Request, maxBytes: number): Promise<object | undefined> {
  if (request.body === null || request.headers.get('content-length') === '0') return undefined
  assertMediaType(request.headers.get('content-type'))
  assertNotEncoded(request.headers.get('content-encoding'))
  const text = decodeText(await readBytes(request, request.body, maxBytes))
  return text === '' ? undefined : parseBody(text)
}

/** Without a type JSON is assumed. */
function assertMediaType(contentType: string | null): void {
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (mediaType !== '' && !/^application\/(json|[\w.-]+\+json)$/.test(mediaType)) {
    throw new UnsupportedMediaTypeError(mediaType)
  }
}

/** A few bytes of gzip can hold gigabytes: what is sent is what is read, and counted. */
function assertNotEncoded(contentEncoding: string | null): void {
  const encoding = (contentEncoding ?? '').trim().toLowerCase()
  if (encoding !== '' && encoding !== 'identity') {
    throw new UnsupportedMediaTypeError(encoding.slice(0, 100), 'Content-Encoding header')
  }
}

async function readBytes(
  request: Request,
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  // Not `for await`: leaving it would cancel the stream, and with it the socket that the answer needs.
  const reader = body.getReader()
  for (let result = await reader.read(); !result.done; result = await reader.read()) {
    size += result.value.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(result.value)
  }
  return concatenate(chunks, size)
}

function tooLarge(maxBytes: number): InvalidPayloadError {
  return new InvalidPayloadError(`The body is larger than ${maxBytes} bytes (MAX_PAYLOAD_SIZE).`)
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new InvalidPayloadError('The body is no UTF-8 text.', { cause: error })
  }
}

function parseBody(text: string): object {
  const value = parseText(text)
  if (typeof value === 'object' && value !== null) return value
  throw new InvalidPayloadError('The body has to be an object or an array.')
}

function parseText(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error
    throw new InvalidPayloadError(`The body cannot be read. ${error.message}`, { cause: error })
  }
}
