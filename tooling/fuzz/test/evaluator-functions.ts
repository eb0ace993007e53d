import { type Data, related, relationshipNamed } from './data.js'
import type { WireRow, WorldTable } from './world.js'

/** `year(sold_at)`, `json(meta, a.b[0])`. */
export interface Call {
  readonly name: string
  readonly field: string
  readonly path: string
}

export function parseFunction(text: string): Call | null {
  const [, name, inner = ''] = /^([a-z]+)\((.*)\)$/.exec(text) ?? []
  if (name === undefined) return null
  const [field = '', path = ''] = inner.split(/, ?/)
  return { name, field, path }
}

export function functionKey({ name, field, path }: Call): string {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '')
  return [field, ...steps, name].join('_')
}

/** What the evaluator throws where a query has to be refused for what a row holds. */
export class NoList extends Error {
  override readonly name = 'NoList'
}

/** The value of a function where it is answered, which of the length of what is no list is none. */
export function answerFunction(data: Data, table: WorldTable, row: WireRow, call: Call): unknown {
  const value = applyFunction(data, table, row, call)
  const isLength = call.name === 'count' && relationshipNamed(data, table, call.field) === undefined
  if (isLength && value === null && row[call.field] !== null) throw new NoList()
  return value
}

export function applyFunction(
  data: Data,
  table: WorldTable,
  row: WireRow,
  { name, field, path }: Call,
): unknown {
  const link = relationshipNamed(data, table, field)
  if (name === 'count' && link !== undefined) return related(data, link, row).rows.length
  const value = row[field]
  if (value === null) return null
  if (name === 'count') return Array.isArray(value) ? value.length : null
  if (name === 'json') return jsonAt(value, path)
  return datePart(name, new Date(String(value)))
}

/** What stands at `a.b[0]`; null where the path leads nowhere. */
export function jsonAt(value: unknown, path: string): unknown {
  let current = value
  for (const step of path.split(/[.[\]]+/).filter((each) => each !== '')) {
    const isIndex = /^\d+$/.test(step)
    if (typeof current !== 'object' || current === null || Array.isArray(current) !== isIndex)
      return null
    current = (current as Record<string, unknown>)[step] ?? null
  }
  return current
}

function datePart(name: string, date: Date): number {
  switch (name) {
    case 'year':
      return date.getUTCFullYear()
    case 'month':
      return date.getUTCMonth() + 1
    case 'week':
      return isoWeek(date)
    case 'day':
      return date.getUTCDate()
    case 'weekday':
      return date.getUTCDay()
    case 'hour':
      return date.getUTCHours()
    case 'minute':
      return date.getUTCMinutes()
    default:
      return date.getUTCSeconds()
  }
}

const DAY = 86_400_000

/** ISO 8601: the week belongs to the year that its Thursday is in. */
function isoWeek(date: Date): number {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY)
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  return Math.floor((thursday.getTime() - first) / (7 * DAY)) + 1
}
