import { InvalidQueryError } from '@relvar/query-engine'
import { difference } from './alike.js'
import type { Data } from './data.js'
import { evaluate } from './evaluator.js'
import { NoList } from './evaluator-functions.js'
import type { Question } from './questions.js'

/** What a question comes to; null where a row of the answer holds no list whose elements are counted. */
export function outcomeOf(
  data: Data,
  { table, query }: Question,
): ReturnType<typeof evaluate> | null {
  try {
    return evaluate(data, table, query)
  } catch (error) {
    if (error instanceof NoList) return null
    throw error
  }
}

/** Says how an answer differs from what is expected, null being that there is none; or null. */
export async function disagreement(
  data: Data,
  question: Question,
  expected: unknown,
  read: () => Promise<unknown>,
): Promise<string | null> {
  let answer: unknown
  try {
    answer = await read()
  } catch (error) {
    if (isTooLarge(error)) return null
    if (!isNoList(error)) throw error
    return expected === null || mayMeetNoList(data, question) ? null : error.message
  }
  return expected === null ? 'not refused' : difference(expected, answer)
}

/** Rights of very many rules on every field may take more memory than a session of MariaDB may hold. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof InvalidQueryError && error.message.includes('larger than the database allows')

/** Oracle says no more than that something is no number. */
const isNoList = (error: unknown): error is InvalidQueryError =>
  error instanceof InvalidQueryError && /is no list|does not fit/.test(error.message)

/**
 * Whether a question may be refused for what is no list: rows that are found but are not on the page
 * may have been looked at. `data` is what may be seen, since nothing else may.
 */
function mayMeetNoList({ world }: Data, { query }: Question): boolean {
  const asked = JSON.stringify(query)
  const counted = (name: string): boolean =>
    asked.includes(JSON.stringify(`count(${name})`).slice(1, -1))
  return world.tables.some(({ columns, rows }) =>
    columns
      .filter(({ name, type }) => type === 'json' && counted(name))
      .some(({ name }) => rows.some((row) => row[name] !== null && !Array.isArray(row[name]))),
  )
}
