import autocannon from 'autocannon'
import type { BenchRequest } from './cases.js'
import type { Endpoint } from './processes.js'

export interface Load {
  readonly connections: number
  readonly seconds: number
}

export interface LoadResult {
  /** Requests per second. */
  readonly rate: number
  /** How many were answered. */
  readonly answered: number
  /** Milliseconds that 99 of 100 requests stayed below. */
  readonly p99: number
}

/**
 * Sends requests in turn on each connection, the next as soon as one is answered. Each connection
 * begins at another request, so that they do not all ask for the same. Any that fails is an error; none
 * answered in time is a rate of 0.
 */
export async function applyLoad(
  { url, headers }: Endpoint,
  requests: readonly BenchRequest[],
  { connections, seconds }: Load,
): Promise<LoadResult> {
  const all = requests.map(({ method, path, body }) => ({
    method,
    path,
    ...content(headers, body),
  }))
  let started = 0
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    setupClient: (client) => {
      const first = Math.floor((started++ * all.length) / connections)
      client.setRequests([...all.slice(first), ...all.slice(0, first)])
    },
  })
  const bad = result.non2xx + result.errors + result.timeouts
  if (bad > 0)
    throw new Error(
      `${bad} of ${result.requests.total} requests failed: ${url}${requests[0]?.path}`,
    )
  const answered = result['2xx']
  return { rate: answered / result.duration, answered, p99: result.latency.p99 }
}

export async function send(
  { url, headers }: Endpoint,
  { method, path, body }: BenchRequest,
): Promise<string> {
  const response = await fetch(url + path, { method, ...content(headers, body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} for ${method} ${url}${path}: ${text}`)
  return text
}

function content(
  headers: Endpoint['headers'],
  body: string | undefined,
): { headers: Record<string, string>; body?: string } {
  if (body === undefined) return { headers: { ...headers } }
  return { headers: { ...headers, 'content-type': 'application/json' }, body }
}
