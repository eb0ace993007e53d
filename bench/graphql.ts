/** GraphQL beside REST of the same server, and beside PostGraphile. */
import type { Contender } from './cases.js'
import { type Measured, measure, rateOf, ratioTo } from './compare.js'
import { graphqlCases } from './graphql-cases.js'
import type { Options, Vendor } from './options.js'
import type { Server } from './processes.js'
import { failed, printTable, progress } from './report.js'
import { startPostgraphile, startRelvar } from './servers.js'
import type { Shop } from './shop.js'

/** The part of the requests per second of REST that GraphQL means to reach; of PostGraphile's it is all, and more. */
const GOAL = 0.6

/** Measures every case over GraphQL, over REST and on PostGraphile, side by side, and prints one table. */
export async function compareGraphQL(
  vendor: Vendor,
  { url }: Shop,
  options: Options,
): Promise<void> {
  await using running = new AsyncDisposableStack()
  const relvar = running.use(await startRelvar(url))
  const servers = new Map<Contender, Server>([
    ['graphql', relvar],
    ['relvar', relvar],
  ])
  if (vendor === 'postgres') servers.set('postgraphile', running.use(await startPostgraphile(url)))
  const title = `GraphQL over the shop at scale ${options.scale} on ${vendor}`
  const rows: string[][] = []
  for (const each of graphqlCases.filter(({ name }) => name.includes(options.only))) {
    progress(`${title}: ${each.name}`)
    try {
      rows.push([each.name, ...toCells(await measure(each, servers, options))])
    } catch (error) {
      failed(each.name, error)
      rows.push([each.name, 'FAILED'])
    }
  }
  const head = [
    'case',
    'GraphQL/s',
    'REST/s',
    'ratio',
    'goal',
    'PostGraphile/s',
    'ratio',
    'goal',
    '',
  ]
  printTable(title, head, rows)
}

function toCells(measured: Measured): string[] {
  const cells = (['relvar', 'postgraphile'] as const).flatMap((other) => {
    if (!measured.has(other)) return ['', '', '']
    const goal = other === 'relvar' ? `≥ ${GOAL.toFixed(2)}` : '> 1.00'
    return [rateOf(other, measured), ratioTo(other, measured, 'graphql').toFixed(2), goal]
  })
  return [rateOf('graphql', measured), ...cells, isReached(measured) ? 'ok' : 'MISSED']
}

function isReached(measured: Measured): boolean {
  const rest = ratioTo('relvar', measured, 'graphql')
  const ahead = ratioTo('postgraphile', measured, 'graphql')
  return !(rest < GOAL) && !(ahead <= 1)
}
