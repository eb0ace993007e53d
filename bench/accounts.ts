/** Whether the time of an answer about credentials tells that there is such an account. */
import { randomUUID } from 'node:crypto'
import { type BenchRequest, post } from './cases.js'
import type { Endpoint } from './processes.js'
import { create, startProduct } from './product.js'
import { median, printTable, progress } from './report.js'
import type { Shop } from './shop.js'

/** Of each kind. Attempts are limited for each account, so they are about many. */
const ACCOUNTS = 40

const requests: Readonly<Record<string, (email: string) => BenchRequest>> = {
  'wrong password': (email) => post('/auth/login', JSON.stringify({ email, password: 'wrong' })),
  'forgotten password': (email) => post('/auth/password/request', JSON.stringify({ email })),
}

/** Prints how long answers about known and unknown accounts take, without the time that they are held back. */
export async function measureAccounts({ url }: Shop): Promise<void> {
  await using product = await startProduct(url)
  const known = Array.from({ length: ACCOUNTS }, () => `${randomUUID()}@example.com`)
  for (const email of known) await create(product, '/users', { email, password: randomUUID() })
  const rows: string[][] = []
  for (const [name, requestOf] of Object.entries(requests)) {
    progress(`${name}: known and unknown accounts`)
    const times = { known: [] as number[], unknown: [] as number[] }
    for (const [index, email] of known.entries()) {
      const address = `192.0.2.${index}`
      times.known.push(await timeOf(product, requestOf(email), address))
      times.unknown.push(await timeOf(product, requestOf(`${randomUUID()}@example.com`), address))
    }
    rows.push([name, ...[times.known, times.unknown].flatMap(spread)])
  }
  printTable(
    'Answers about accounts, ms',
    ['request', 'known: p10', 'p50', 'p90', 'unknown: p10', 'p50', 'p90'],
    rows,
  )
}

async function timeOf(
  { url }: Endpoint,
  { method, path, body }: BenchRequest,
  address: string,
): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': address }
  const started = performance.now()
  const answer = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) })
  await answer.arrayBuffer()
  if (answer.status !== 401 && answer.status !== 204)
    throw new Error(`${answer.status} for ${method} ${path}.`)
  return performance.now() - started
}

function spread(times: readonly number[]): readonly string[] {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
  return [at(0.1), median(times), at(0.9)].map((time) => time.toFixed(1))
}
