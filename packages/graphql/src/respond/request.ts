import { InvalidPayloadError, InvalidQueryError, roundedNumber } from '@relvar/query-engine'
import { RequestError } from './errors.js'

/** What a request asks for. */
export interface GraphQLRequest {
  /** The document; undefined where its hash stands for it. */
  readonly query: string | undefined
  /** The SHA-256 hash of the document in hexadecimal, where one came along. */
  readonly hash: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | undefined
  /** It came by GET, which changes nothing. */
  readonly safe: boolean
}

const METHODS = ['GET', 'POST']

/**
 * Reads a request: by GET from the query string, by POST from a JSON body. Browsers send JSON across
 * origins only after asking, so nothing can be done behind somebody's back.
 *
 * @param read gives the body; null where it is too large
 * @throws RequestError, InvalidPayloadError, InvalidQueryError
 */
export async function readRequest(
  request: Request,
  maxBytes: number,
  read: () => Promise<Uint8Array | null>,
): Promise<GraphQLRequest> {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (method === 'GET') return { ...parameters(readUrl(request.url)), safe: true }
  if (method !== 'POST') throw wrongMethod(request.method, METHODS)
  return { ...parameters(await readBody(request, maxBytes, read)), safe: false }
}

/** @param allowed what would have been the right ones */
export function wrongMethod(current: string, allowed: readonly string[]): RequestError {
  const list = allowed.map((each) => `"${each}"`).join(', ')
  return new RequestError(
    'METHOD_NOT_ALLOWED',
    405,
    `Invalid method "${current}" used. Should be one of ${list}.`,
    { allowed, current },
  )
}

type Parameters = Readonly<Record<string, unknown>>

function parameters(given: Parameters): Omit<GraphQLRequest, 'safe'> {
  const { query, variables, operationName, extensions } = given
  if (query !== undefined && query !== null && typeof query !== 'string')
    throw new InvalidPayloadError('"query" has to hold a GraphQL document.')
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw new InvalidPayloadError('"operationName" has to be text.')
  if (variables !== undefined && variables !== null && !isObject(variables))
    throw new InvalidPayloadError('"variables" has to be an object.')
  return {
    query: query === '' ? undefined : (query ?? undefined),
    hash: hashIn(extensions),
    variables: variables ?? {},
    operationName: operationName === '' ? undefined : (operationName ?? undefined),
  }
}

/** `extensions.persistedQuery`; other extensions are nobody's here. */
function hashIn(extensions: unknown): string | undefined {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined
  if (!isObject(persisted)) return undefined
  const { version, sha256Hash } = persisted
  if (version !== 1 || typeof sha256Hash !== 'string' || !/^[0-9a-f]{64}$/.test(sha256Hash))
    throw new InvalidPayloadError(
      '"persistedQuery" has to hold "version" 1 and a "sha256Hash" of 64 hexadecimal digits.',
    )
  return sha256Hash
}

function readUrl(url: string): Parameters {
  const search = new URL(url).searchParams
  return {
    query: search.get('query') ?? undefined,
    operationName: search.get('operationName') ?? undefined,
    variables: jsonIn(search, 'variables'),
    extensions: jsonIn(search, 'extensions'),
  }
}

function jsonIn(search: URLSearchParams, name: string): unknown {
  const text = search.get(name)
  if (text === null || text === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    assertExact(text)
    return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new InvalidQueryError(`"${name}" is no JSON.`, { cause: error })
  }
}

async function readBody(
  request: Request,
  maxBytes: number,
  read: () => Promise<Uint8Array | null>,
): Promise<Parameters> {
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';', 1)
  if (type.trim().toLowerCase() !== 'application/json') {
    const mediaType = type.trim().slice(0, 100)
    throw new RequestError(
      'UNSUPPORTED_MEDIA_TYPE',
      415,
      `Unsupported media type "${mediaType}" in Content-Type header: send application/json.`,
      { mediaType, where: 'Content-Type header' },
    )
  }
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
  const bytes = await read()
  if (bytes === null) throw tooLarge(maxBytes)
  const body = parseBody(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'))
  if (Array.isArray(body)) throw isBatch(body.length)
  if (!isObject(body)) throw new InvalidPayloadError('The body has to be an object.')
  return body
}

function parseBody(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    assertExact(text)
    return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new InvalidPayloadError('The body is no JSON.', { cause: error })
  }
}

/** @throws InvalidPayloadError for a number that would be rounded in silence */
function assertExact(json: string): void {
  const rounded = roundedNumber(json)
  if (rounded !== null)
    throw new InvalidPayloadError(
      `${rounded} is too large to be exact as a number: send it as text.`,
    )
}

/** Limits are those of one operation, and so are the guesses that one may make at a password. */
function isBatch(count: number): InvalidPayloadError {
  return new InvalidPayloadError(
    `The body is a list of ${count} operations; at most 1, as an object.`,
  )
}

function tooLarge(maxBytes: number): InvalidPayloadError {
  return new InvalidPayloadError(`The body is larger than ${maxBytes} bytes (MAX_PAYLOAD_SIZE).`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
