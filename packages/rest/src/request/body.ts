import type { Readable } from 'node:stream'
import { InvalidPayloadError } from '@relvar/query-engine'
import { UnsupportedMediaTypeError } from '../errors/rest-error.js'
import { JsonTextError, parseJson } from '../parse/json.js'
import { isUnread, streamBytes } from './stream-bytes.js'

/**
 * Reads the JSON body of a request, never keeping more than `maxBytes` of it.
 *
 * @param stream the same body as Node has it, where it does
 * @returns an object or an array; undefined where there is no body
 * @throws InvalidPayloadError, UnsupportedMediaTypeError
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  stream: Readable | null = null,
): Promise<object | undefined> {
  const bytes = await readBytes(request, maxBytes, stream, assertMediaType)
  const text = bytes === undefined ? '' : decodeText(bytes)
  return text === '' ? undefined : parseBody(text)
}

/**
 * Reads the body of a request as text whatever its type, and of a form the one file in it; never keeps
 * more than `maxBytes` of it.
 *
 * @param stream the same body as Node has it, where it does
 * @returns undefined where there is no body
 * @throws InvalidPayloadError, UnsupportedMediaTypeError
 */
export async function readFile(
  request: Request,
  maxBytes: number,
  stream: Readable | null = null,
): Promise<string | undefined> {
  const bytes = await readBytes(request, maxBytes, stream, () => undefined)
  if (bytes === undefined) return undefined
  const contentType = request.headers.get('content-type') ?? ''
  const isForm = /^multipart\/form-data\b/i.test(contentType)
  return decodeText(isForm ? await fileOf(bytes, contentType) : bytes)
}

async function fileOf(bytes: Uint8Array, contentType: string): Promise<Uint8Array> {
  const files = await filesOf(bytes, contentType)
  const [file, ...others] = files
  if (file === undefined || others.length > 0)
    throw new InvalidPayloadError('The form has to hold one file.')
  return new Uint8Array(await file.arrayBuffer())
}

async function filesOf(bytes: Uint8Array, contentType: string): Promise<readonly File[]> {
  try {
    const form = await new Response(new Uint8Array(bytes), {
      headers: { 'Content-Type': contentType },
    }).formData()
    return [...form.values()].filter((value) => value instanceof File)
  } catch (error) {
    throw new InvalidPayloadError('The form cannot be read.', { cause: error })
  }
}

async function readBytes(
  request: Request,
  maxBytes: number,
  stream: Readable | null,
  assertType: (contentType: string | null) => void,
): Promise<Uint8Array | undefined> {
  const { headers } = request
  // To ask a request for its body makes a web stream, which costs more than all else here.
  const incoming = stream !== null && hasBody(request) && isUnread(stream) ? stream : null
  const body = incoming ?? request.body
  const length = headers.get('content-length')
  if (body === null || length === '0') return undefined
  assertType(headers.get('content-type'))
  assertNotEncoded(headers.get('content-encoding'))
  if (Number(length) > maxBytes) throw tooLarge(maxBytes)
  const bytes = await ('getReader' in body
    ? webStreamBytes(body, maxBytes)
    : streamBytes(body, maxBytes))
  if (bytes === null) throw tooLarge(maxBytes)
  return bytes
}

/** Whether the method lets a `Request` have a body: Node hands out a stream for every method. */
function hasBody({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD'
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

/** As {@link streamBytes}, of a web stream. */
async function webStreamBytes(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Not `for await`: leaving it would cancel the stream, and with it the socket that the answer needs.
  const reader = body.getReader()
  for (let result = await reader.read(); !result.done; result = await reader.read()) {
    size += result.value.byteLength
    if (size > maxBytes) return null
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

const decoder = new TextDecoder('utf-8', { fatal: true })

function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
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
