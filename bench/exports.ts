/** What it takes to send all rows of a large table: time, and memory before, at its peak and after. */
import { setInterval } from 'node:timers/promises'
import type { Vendor } from './options.js'
import type { Server } from './processes.js'
import { figure, printTable, progress } from './report.js'
import { startRelvar } from './servers.js'
import type { Shop } from './shop.js'

/** How all rows are asked for, and what stands at the end of each but the last. */
const forms = {
  csv: { query: 'limit=-1&export=csv', separator: '\n' },
  json: { query: 'limit=-1&export=json', separator: '},' },
  page: { query: 'limit=-1', separator: '},' },
} as const

/** MB that sending may add at its peak. */
const goal = 100

interface Sent {
  readonly rows: number
  readonly megabytes: number
  readonly seconds: number
}

/** Prints the exports of all sale lines of one vendor's shop; each is asked of a server that was just started. */
export async function measureExports(vendor: Vendor, { url }: Shop): Promise<void> {
  const rows: string[][] = []
  for (const [name, { query, separator }] of Object.entries(forms)) {
    progress(`${vendor}: all sale lines as ${name}`)
    await using relvar = await startRelvar(url)
    const before = relvar.memory()
    const watching = new AbortController()
    const highest = watchPeak(relvar, watching.signal)
    const sent = await receive(`${relvar.url}/items/sale_lines?${query}`, separator)
    watching.abort()
    const after = relvar.memory()
    const peak = Math.max(await highest, after)
    rows.push([
      name,
      figure(sent.rows),
      `${figure(sent.megabytes)} MB`,
      `${figure(sent.seconds)} s`,
      ...[before, peak, after].map((megabytes) => `${figure(megabytes)} MB`),
      peak - before < goal ? 'met' : 'MISSED',
    ])
  }
  const columns = ['form', 'rows', 'sent', 'time', 'before', 'peak', 'after', 'goal']
  printTable(
    `All sale lines in one answer, ${vendor} (goal: a peak of ${goal} MB more)`,
    columns,
    rows,
  )
}

/** Reads an answer as fast as it comes, without keeping it. */
async function receive(url: string, separator: string): Promise<Sent> {
  const started = performance.now()
  const response = await fetch(url)
  if (!response.ok || response.body === null) throw new Error(`${url}: ${response.status}.`)
  let [bytes, separators] = [0, 0]
  let rest = ''
  for await (const chunk of response.body) {
    bytes += chunk.length
    // One may lie across two chunks.
    const text = rest + Buffer.from(chunk).toString('latin1')
    separators += text.split(separator).length - 1
    rest = separator.length > 1 ? text.slice(1 - separator.length) : ''
  }
  const seconds = (performance.now() - started) / 1_000
  // A head stands before the rows of CSV; the last row of JSON has nothing after it.
  return { rows: separators + (separator === '\n' ? 0 : 1), megabytes: bytes / 1e6, seconds }
}

async function watchPeak(server: Server, signal: AbortSignal): Promise<number> {
  let peak = 0
  try {
    for await (const _ of setInterval(100, null, { signal })) peak = Math.max(peak, server.memory())
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return peak
}
