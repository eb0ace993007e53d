import { type Case, type Contender, goals } from './cases.js'
import { applyLoad, type LoadResult } from './load.js'
import type { Options } from './options.js'
import type { Server } from './processes.js'
import { failed, figure, median, printTable, progress } from './report.js'
import { assertSameData } from './same-data.js'

export type Measured = ReadonlyMap<Contender, readonly LoadResult[]>

/** Measures every case on all servers that can answer it, side by side, and prints one table. */
export async function compare(
  title: string,
  cases: readonly Case[],
  servers: ReadonlyMap<Contender, Server>,
  options: Options,
): Promise<void> {
  const rows: string[][] = []
  for (const each of cases.filter(({ name }) => name.includes(options.only))) {
    progress(`${title}: ${each.name}`)
    rows.push(await measureRow(each, servers, options))
  }
  const head = ['case', 'Relvar/s', 'by hand/s', 'ratio', 'goal', '', 'p99 ms', 'by hand']
  const further = servers.has('postgraphile') ? ['PostGraphile/s', 'ratio'] : []
  printTable(title, [...head, ...further], rows)
}

/** A case that fails is told and leaves the others their turn; the run has failed all the same. */
async function measureRow(
  each: Case,
  servers: ReadonlyMap<Contender, Server>,
  options: Options,
): Promise<string[]> {
  try {
    return toRow(each, await measure(each, servers, options))
  } catch (error) {
    failed(each.name, error)
    return [each.name, 'FAILED']
  }
}

/** The servers take turns, so that whatever else the machine does meets all of them. */
export async function measure(
  each: Case,
  servers: ReadonlyMap<Contender, Server>,
  options: Options,
): Promise<Measured> {
  const able = [...servers].filter(([contender]) => each.requests[contender] !== undefined)
  await assertSameData(each, new Map(able))
  const load = (contender: Contender, server: Server, seconds: number): Promise<LoadResult> =>
    applyLoad(server, each.requests[contender] ?? [], { ...options, seconds })
  // As long as a round: Node takes thousands of requests to compile what it runs.
  for (const [contender, server] of able) await load(contender, server, options.seconds)
  const results = new Map<Contender, LoadResult[]>(able.map(([contender]) => [contender, []]))
  for (let round = 0; round < options.rounds; round++) {
    for (const [contender, server] of able)
      results.get(contender)?.push(await load(contender, server, options.seconds))
  }
  return results
}

function toRow({ name, kind }: Case, measured: Measured): string[] {
  const ratio = ratioTo('handwritten', measured)
  const ahead = ratioTo('postgraphile', measured)
  const reached = ratio >= goals[kind] && (Number.isNaN(ahead) || ahead > 1)
  const further = measured.has('postgraphile')
    ? [rateOf('postgraphile', measured), ahead.toFixed(2)]
    : []
  return [
    name,
    rateOf('relvar', measured),
    rateOf('handwritten', measured),
    ratio.toFixed(2),
    goals[kind].toFixed(2),
    reached ? 'ok' : 'MISSED',
    figure(median(measured.get('relvar')?.map(({ p99 }) => p99) ?? [])),
    figure(median(measured.get('handwritten')?.map(({ p99 }) => p99) ?? [])),
    ...further,
  ]
}

export function rateOf(contender: Contender, measured: Measured): string {
  return figure(median(measured.get(contender)?.map(({ rate }) => rate) ?? []))
}

/** The median of the rounds' ratios: each compares what ran one after the other. */
export function ratioTo(
  contender: Contender,
  measured: Measured,
  of: Contender = 'relvar',
): number {
  const own = measured.get(of) ?? []
  const others = measured.get(contender) ?? []
  return median(
    own.flatMap(({ rate }, round) => (others[round] ? [rate / others[round].rate] : [])),
  )
}
