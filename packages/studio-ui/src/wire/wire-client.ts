import { readExactJson } from './exact-json.js'
import { refusalOf, UNREACHABLE, WireError } from './wire-error.js'

/** An answer as the wire has it. */
export interface WireAnswer<T> {
  readonly data: T
  readonly meta?: { readonly [name in 'filter_count' | 'estimate']?: number | null }
  /** Stands for exactly what was answered; see `ifMatch`. */
  readonly etag?: string
}

/** The query string of a request; what is undefined or empty is left out. */
export type WireQuery = Readonly<Record<string, string | number | undefined>>

/** What is asked for: a `GET` unless told otherwise. */
export interface WireRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly query?: WireQuery
  readonly body?: unknown
  /** The tag of an item as it was read: it is written only while it would still be answered so. */
  readonly ifMatch?: string | undefined
  readonly signal?: AbortSignal
}

/** Asks a server as the person in front of this page: the browser sends the cookie of their session. */
export interface WireClient {
  /**
   * @param path below the address of the server: `/items/orders`
   * @throws WireError
   */
  ask<T>(path: string, request?: WireRequest): Promise<WireAnswer<T>>
}

/** Where the server is, and what is done when a session has ended. */
export interface WireClientOptions {
  /** Address of the server, without a slash at its end: `https://api.example.com`. */
  readonly url: string
  /** Default: the browser's. */
  readonly fetch?: typeof fetch
  /**
   * Called when a session has ended in the middle of work. Once it resolves the request is sent again;
   * where it rejects, the request fails as it did.
   */
  readonly signInAgain?: () => Promise<void>
  /** Called before each request: answers headers to send with it. What it throws, the request fails with. */
  readonly before?: (
    path: string,
    method: NonNullable<WireRequest['method']>,
  ) => Readonly<Record<string, string>>
}

/**
 * Makes a client of the wire.
 *
 * @example
 * const client = createWireClient({ url: location.origin })
 * const { data } = await client.ask<readonly Row[]>('/items/orders', { query: { limit: 10 } })
 */
export function createWireClient(options: WireClientOptions): WireClient {
  return {
    async ask(path, request) {
      try {
        return await send(options, path, request)
      } catch (error) {
        const { signInAgain } = options
        if (signInAgain === undefined || !(await hasEnded(options, path, error))) throw error
        const isBack = await signInAgain().then(
          () => true,
          () => false,
        )
        if (!isBack) throw error
        return send(options, path, request)
      }
    },
  }
}

async function send<T>(
  { url, fetch: ask = fetch, before }: WireClientOptions,
  path: string,
  { method = 'GET', query, body, ifMatch, signal }: WireRequest = {},
): Promise<WireAnswer<T>> {
  const headers = {
    ...before?.(path, method),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
  }
  const response = await ask(url + path + queryString(query), {
    method,
    credentials: 'same-origin',
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted === true ? error : unreachable(error)
  })
  const text = await response.text()
  const answer = readJson(text)
  if (!response.ok) throw refusalOf(response.status, answer)
  const etag = response.headers.get('etag')
  return { ...(answer as object | undefined), ...(etag !== null && { etag }) } as WireAnswer<T>
}

function queryString(query: WireQuery = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const pairs = given.map(([name, value]) => [name, String(value)])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}

/** A proxy that fails answers with a page: what is no JSON says nothing. */
function readJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return readExactJson(text)
  } catch {
    return undefined
  }
}

function unreachable(cause: unknown): WireError {
  const message = 'The server does not answer.'
  return new WireError(0, [{ message, code: UNREACHABLE, extensions: {} }], { cause })
}

/** Whoever is signed out is somebody unknown, to whom most is forbidden: who we are tells the two apart. */
async function hasEnded(
  options: WireClientOptions,
  path: string,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof WireError) || /^\/(auth|server|users\/me(\/tfa\/[^/]+)?$)/.test(path))
    return false
  if (error.status === 401) return true
  if (error.status !== 403) return false
  const me = await send(options, '/users/me', { query: { fields: 'id' } }).catch(asFailure)
  return me instanceof WireError && me.status === 401
}

function asFailure(error: unknown): unknown {
  return error
}
