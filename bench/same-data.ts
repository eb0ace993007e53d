import type { BenchRequest, Case, Contender } from './cases.js'
import { send } from './load.js'
import type { Endpoint } from './processes.js'

/** Filled by the server, so that two writes differ in them. */
const generated = /^(id|rowId|created_at|createdAt|create_at)$/

/**
 * Asks each contender once and throws where they do not answer the same data. The shape is each
 * one's own: what is compared is the sorted list of all values, moments in time in one spelling.
 */
export async function assertSameData(
  { name, kind, requests }: Case,
  endpoints: ReadonlyMap<Contender, Endpoint>,
): Promise<void> {
  const answers = await Promise.all(
    [...endpoints].map(async ([contender, endpoint]) => {
      const [request] = requests[contender] as readonly BenchRequest[]
      const body: unknown = JSON.parse(await send(endpoint, request as BenchRequest))
      return { contender, values: valuesOf(body, kind === 'write' ? generated : null).toSorted() }
    }),
  )
  const [first, ...others] = answers
  for (const { contender, values } of others) {
    const at = values.findIndex((value, index) => value !== first?.values[index])
    if (at === -1 && values.length === first?.values.length) continue
    throw new Error(
      `${name}: ${first?.contender} answers ${first?.values.length} values and ${contender} ${values.length}; they differ from ${first?.values[at]} and ${values[at]}.`,
    )
  }
}

function valuesOf(value: unknown, without: RegExp | null): string[] {
  if (typeof value !== 'object' || value === null) return [spell(String(value))]
  return Object.entries(value)
    .filter(([key]) => without?.test(key) !== true)
    .flatMap(([, child]) => valuesOf(child, without))
}

const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/

const decimal = /^-?\d+\.\d+$/

/** Decimals may have more places than they need. Databases without zones hold UTC. */
function spell(text: string): string {
  if (decimal.test(text)) return String(Number(text))
  const found = moment.exec(text)
  if (found === null) return text
  return new Date(text.replace(' ', 'T') + (found[2] === undefined ? 'Z' : '')).toISOString()
}
