/** What a page far behind costs, against the first: by cursor, and by offset for comparison. */
import type { BenchRequest } from './cases.js'
import { measureInTurn, type Rate } from './in-turn.js'
import { applyLoad, send } from './load.js'
import type { Options, Vendor } from './options.js'
import type { Endpoint } from './processes.js'
import { figure, printTable, progress } from './report.js'
import { startRelvar } from './servers.js'
import type { Shop } from './shop.js'

/** The page that is measured, and the part of the first page's requests per second that it should reach. */
const far = 10_000
const goal = 0.8

interface Walk {
  readonly name: string
  readonly collection: string
  readonly sort: string
  readonly limit: number
}

const walks: readonly Walk[] = [
  { name: 'by a key of two columns', collection: 'sale_lines', sort: 'sale_id,line_no', limit: 20 },
  { name: 'by a column, greatest first', collection: 'sales', sort: '-sold_at', limit: 20 },
  { name: 'by a column that may be NULL', collection: 'sales', sort: 'employee_id', limit: 20 },
  { name: 'the same, greatest first', collection: 'sales', sort: '-employee_id', limit: 20 },
]

export async function measurePages(vendor: Vendor, shop: Shop, options: Options): Promise<void> {
  await using relvar = await startRelvar(shop.url)
  const rate =
    (request: BenchRequest): Rate =>
    async (seconds) =>
      (await applyLoad(relvar, [request], { connections: options.connections, seconds })).rate
  const rows: string[][] = []
  for (const walk of walks) {
    const first = `/items/${walk.collection}?sort=${walk.sort}&limit=${walk.limit}&meta=cursors`
    const offset = (await pageOf(relvar, walk)) * walk.limit
    const before = await send(relvar, get(`${first}&offset=${offset - walk.limit}`))
    const { next } = (JSON.parse(before) as { meta: { cursors: { next: string } } }).meta.cursors
    progress(`${vendor}: pages ${walk.name}`)
    const pages = [get(`${first}&after=${next}`), get(`${first}&offset=${offset}`)] as const
    const [byCursor, byOffset] = [
      await measureInTurn(rate(get(first)), rate(pages[0]), options),
      await measureInTurn(rate(get(first)), rate(pages[1]), {
        rounds: 1,
        seconds: options.seconds,
      }),
    ]
    rows.push([
      walk.name,
      figure(byCursor.left),
      figure(offset / walk.limit + 1),
      figure(byCursor.right),
      byCursor.ratio.toFixed(2),
      byCursor.ratio < goal ? `MISSED ${goal}` : '',
      figure(byOffset.right),
    ])
  }
  printTable(
    `Pages by cursor, ${vendor}`,
    ['sort', 'page 1: requests/s', 'page', 'requests/s', 'ratio', 'goal', 'by offset'],
    rows,
  )
}

/** How many pages come before the one that is measured: fewer where there are not so many rows. */
async function pageOf(relvar: Endpoint, { collection, limit }: Walk): Promise<number> {
  const answer = await send(relvar, get(`/items/${collection}?limit=0&meta=total_count`))
  const { meta } = JSON.parse(answer) as { meta: { total_count: number } }
  return Math.min(far - 1, Math.floor(meta.total_count / limit) - 2)
}

function get(path: string): BenchRequest {
  return { method: 'GET', path }
}
