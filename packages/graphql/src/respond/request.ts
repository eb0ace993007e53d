import { InvalidPayloadError, InvalidQueryError } from '@relvar/query-engine'
import { RequestError } from './errors.js'

/** What a request asks for. */
export interface GraphQLRequest {
  readonly query: string
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
 * @throws RequestError, InvalidPayloadError, InvalidQueryError
 */
export async function readRequest(request: Request, maxBytes: number): Promise<GraphQLRequest> {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (method === 'GET') return { ...parameters(readUrl(request.url)), safe: true }
  if (method !== 'POST') throw wrongMethod(request.method, METHODS)
  return { ...parameters(await readBody(request, maxBytes)), safe: false }
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

function parameters({ query, variables, operationName }: Parameters): Omit<GraphQLRequest, 'safe'> {
  if (typeof query !== 'string' || query === '')
    throw new InvalidPayloadError('"query" has to hold a GraphQL document.')
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw new InvalidPayloadError('"operationName" has to be text.')
  if (variables !== undefined && variables !== null && !isObject(variables))
    throw new InvalidPayloadError('"variables" has to be an object.')
  return {
    query,
    variables: variables ?? {},
    operationName: operationName === '' ? undefined : (operationName ?? undefined),
  }
}

function readUrl(url: string): Parameters {
  const search = new URL(url).searchParams
  const text = search.get('variables')
  return {
    query: search.get('query') ?? undefined,
    operationName: search.get('operationName') ?? undefined,
    variables: text === null || text === '' ? undefined : parseVariables(text),
  }
}

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidQueryError('"variables" is no JSON.', { cause: error })
  }
}

async function readBody(request: Request, maxBytes: number): Promise<Parameters> {
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
  const body = parseBody(await readText(request, maxBytes))
  if (!isObject(body)) throw new InvalidPayloadError('The body has to be an object.')
  return body
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidPayloadError('The body is no JSON.', { cause: error })
  }
}

async function readText({ headers, body }: Request, maxBytes: number): Promise<string> {
  if (Number(headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
  if (body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(part.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tooLarge(maxBytes: number): InvalidPayloadError {
  return new InvalidPayloadError(`The body is larger than ${maxBytes} bytes (MAX_PAYLOAD_SIZE).`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
