/** What rights and books cost: the product side by side with the same server without either. */
import { type BenchRequest, type Case, shopCases } from './cases.js'
import { fivePolicies, policiesAboutCustomers, signIn } from './holders.js'
import { measureInTurn, type Rate } from './in-turn.js'
import { applyLoad } from './load.js'
import type { Options, Vendor } from './options.js'
import type { Endpoint, Server } from './processes.js'
import { startProduct } from './product.js'
import { figure, median, printTable, progress } from './report.js'
import { assertSameData } from './same-data.js'
import { startRelvar } from './servers.js'
import type { Shop } from './shop.js'

/** Part of the requests per second that reads keep. */
const GOAL = 0.8
/** Milliseconds that 50 policies may add to a read. */
const MOST_ADDED = 2
const MANY = 50

/** Prints what the cases cost somebody with five policies, and a read somebody with fifty. */
export async function measureRights(
  vendor: Vendor,
  { url }: Shop,
  options: Options,
): Promise<void> {
  await using product = await startProduct(url)
  await using withoutBooks = await startProduct(url, { books: false })
  // Last, so that its model has all the tables that there are.
  await using open = await startRelvar(url)
  const { cpuTime } = product
  const holder = { ...(await signIn(product, fivePolicies)), cpuTime }
  const unrecorded = { ...holder, url: withoutBooks.url, cpuTime: withoutBooks.cpuTime }
  const rows: string[][] = []
  for (const each of shopCases.filter(({ name }) => name.includes(options.only))) {
    progress(`${vendor}: ${each.name} by somebody with five policies`)
    await assertSameData(
      { ...each, requests: { ...each.requests, handwritten: each.requests.relvar ?? [] } },
      new Map([['relvar', open] as const, ['handwritten', holder] as const]),
    )
    rows.push(await measureCase(each, { open, holder, unrecorded }, options))
  }
  printTable(
    `Rights, five policies, ${vendor}`,
    ['case', 'without/s', 'with/s', 'CPU µs', 'ratio', 'goal', '', 'without books/s', 'ratio'],
    rows,
  )
  await measureMany(vendor, product, options)
}

/** Where requests go, and the process that answers them. */
type Side = Endpoint & Pick<Server, 'cpuTime'>

interface Sides {
  readonly open: Side
  readonly holder: Side
  readonly unrecorded: Side
}

async function measureCase(
  { name, kind, requests: { relvar: requests = [] } }: Case,
  { open, holder, unrecorded }: Sides,
  options: Options,
): Promise<string[]> {
  const times = new Map<Side, number[]>([open, holder, unrecorded].map((side) => [side, []]))
  const rateOf =
    (side: Side): Rate =>
    async (seconds) => {
      const before = side.cpuTime()
      const { rate, answered } = await applyLoad(side, requests, { ...options, seconds })
      times.get(side)?.push((1_000 * (side.cpuTime() - before)) / answered)
      return rate
    }
  // The first of them warmed the server up.
  const timeOf = (side: Side): number => median(times.get(side)?.slice(1) ?? [])
  const { left, right, ratio } = await measureInTurn(rateOf(open), rateOf(holder), options)
  const processor = `${figure(timeOf(open))} / ${figure(timeOf(holder))}`
  const row = [name, figure(left), figure(right), processor, ratio.toFixed(2)]
  if (kind === 'read') return [...row, GOAL.toFixed(2), ratio >= GOAL ? 'ok' : 'MISSED', '', '']
  const books = await measureInTurn(rateOf(open), rateOf(unrecorded), options)
  return [...row, '', '', figure(books.right), books.ratio.toFixed(2)]
}

/** One connection: what is compared is how long a request takes. */
async function measureMany(vendor: Vendor, product: Endpoint, options: Options): Promise<void> {
  const one = await signIn(product, policiesAboutCustomers(1))
  const many = await signIn(product, policiesAboutCustomers(MANY))
  const rows: string[][] = []
  for (const { name, requests } of shopCases.slice(0, 1)) {
    progress(`${vendor}: ${name} by somebody with ${MANY} policies`)
    const times = await timesOf([one, many], requests.relvar ?? [], options)
    const [less = Number.NaN, more = Number.NaN] = times
    const added = more - less
    rows.push([
      name,
      `${less.toFixed(2)} ms`,
      `${more.toFixed(2)} ms`,
      `${added.toFixed(2)} ms`,
      `< ${MOST_ADDED} ms`,
      added < MOST_ADDED ? 'ok' : 'MISSED',
    ])
  }
  printTable(
    `Policies about the same collection, ${vendor}`,
    ['case', 'one', String(MANY), 'added', 'goal', ''],
    rows,
  )
}

async function timesOf(
  endpoints: readonly Endpoint[],
  requests: readonly BenchRequest[],
  { rounds, seconds }: Options,
): Promise<readonly number[]> {
  const timeOf = async (endpoint: Endpoint): Promise<number> =>
    1_000 / (await applyLoad(endpoint, requests, { connections: 1, seconds })).rate
  for (const endpoint of endpoints) await timeOf(endpoint)
  const times = endpoints.map((): number[] => [])
  for (let round = 0; round < rounds; round++)
    for (const [index, endpoint] of endpoints.entries()) times[index]?.push(await timeOf(endpoint))
  return times.map(median)
}
