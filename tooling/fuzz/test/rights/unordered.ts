import { About } from '../evaluator-groups.js'
import type { Question } from '../questions.js'
import type { World } from '../world.js'

/** Whether all rows that are seen can be told apart, so that answers have one order. */
export function isOrdered({ tables }: World): boolean {
  return tables.every(
    ({ key, order }) => order.length > 0 && key.every((name) => order.includes(name)),
  )
}

/** The same question about all rows: of rows that cannot be told apart no page is the right one. */
export function unordered({ table, query }: Question): Question {
  return { table, query: withoutPages(query) as Question['query'] }
}

const PAGE = /^_?(?:limit|offset|page)$/

function withoutPages(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutPages)
  const kept = Object.entries(value).filter(([name]) => !PAGE.test(name))
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutPages(inner)]))
}

/** Rows in one order, whatever theirs was. */
export function comparable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) {
    // What is no plain object compares itself.
    if (Object.getPrototypeOf(value) !== Object.prototype) return value
    const entries = Object.entries(value).map(([name, inner]) => [name, comparable(inner)] as const)
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
  const texts = value.map((each) => [textOf(comparable(each)), comparable(each)] as const)
  return texts.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
}

/** What rows are sorted by: an average is the same text whether it was computed here or by a database. */
function textOf(row: unknown): string {
  return JSON.stringify(row, (name, value: unknown) =>
    COMPUTED.test(name) && typeof value === 'object' && value !== null
      ? Object.entries(value).map(([field, number]) => [field, rounded(number)])
      : value,
  )
}

const COMPUTED = /^(?:sum|avg)(?:Distinct)?$/

function rounded(number: unknown): string | null {
  if (number === null) return null
  return Number(number instanceof About ? number.value : number).toPrecision(9)
}
