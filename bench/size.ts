/** What a read costs as tables, schemas and the number of callers grow. */
import { type BenchRequest, shopCases } from './cases.js'
import { measureInTurn, type Rate } from './in-turn.js'
import { applyLoad } from './load.js'
import type { Options } from './options.js'
import type { Server } from './processes.js'
import { figure, printTable, progress } from './report.js'
import { startRelvar } from './servers.js'
import { createShop, type Shop } from './shop.js'
import { createTable } from './tables.js'

/** 1,000 sale lines. */
const smallScale = 0.1
const further = 990

interface Side {
  readonly label: string
  readonly server: Server
  readonly connections: number
}

/** Measures the same reads on a small and a large side, in turn, and prints how much the large one costs. */
export async function measureSize(large: Shop, options: Options): Promise<void> {
  await using small = await createShop('postgres', smallScale)
  await using wide = await createShop('postgres', smallScale)
  progress(`postgres: ${further} further tables`)
  await wide.execute(Array.from({ length: further }, (_, index) => createTable(index)))
  await using onLarge = await startRelvar(large.url)
  await using onSmall = await startRelvar(small.url)
  await using onWide = await startRelvar(wide.url)
  const { connections, scale } = options
  const lines = `${figure(scale * 11_000)} sale lines`
  const pairs: readonly (readonly [Side, Side])[] = [
    [
      { label: '1,000 sale lines', server: onSmall, connections },
      { label: lines, server: onLarge, connections },
    ],
    [
      { label: '11 tables', server: onSmall, connections },
      { label: '1,001 tables', server: onWide, connections },
    ],
    [
      { label: '1 connection', server: onLarge, connections: 1 },
      { label: '100 connections', server: onLarge, connections: 100 },
    ],
  ]
  const rows: string[][] = []
  for (const { name, requests } of shopCases.slice(0, 3)) {
    for (const [left, right] of pairs) {
      progress(`${name}: ${left.label}, ${right.label}`)
      rows.push([name, ...(await measurePair([left, right], requests.relvar ?? [], options))])
    }
  }
  printTable(
    'Cost against size, postgres',
    ['case', 'from', 'requests/s', 'to', 'requests/s', 'ratio'],
    rows,
  )
}

async function measurePair(
  [left, right]: readonly [Side, Side],
  requests: readonly BenchRequest[],
  options: Options,
): Promise<string[]> {
  const rateOf =
    ({ server, connections }: Side): Rate =>
    async (seconds) =>
      (await applyLoad(server, requests, { connections, seconds })).rate
  const measured = await measureInTurn(rateOf(left), rateOf(right), options)
  const { ratio } = measured
  return [left.label, figure(measured.left), right.label, figure(measured.right), ratio.toFixed(2)]
}
