import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIALECTS } from '@relvar/test-databases'
import { walk } from './walk.js'
import type { Row, Session } from '@relvar/query-engine'
import { tableNamed } from './data.js'
import { findingOf, FUZZ_TIMEOUT, seeds } from './budget.js'
import { disagreement, outcomeOf } from './disagreement.js'
import { openWorld, type OpenWorld } from './open-world.js'
import { type Question, questionsFor } from './questions.js'

const WORLDS = 4
const QUESTIONS = 60

/** Pages by cursors, forth and back, have to be the whole. */
async function checkWalks({ data, session }: OpenWorld, question: Question): Promise<void> {
  const { table, query } = question
  const { limit = 0, offset, page, aggregate, groupBy } = query
  const isListed = [offset, page, aggregate, groupBy].every((part) => part === undefined)
  if (!isListed || limit < 1 || tableNamed(data, table).key.length === 0) return
  const whole = outcomeOf(data, { table, query: { ...query, limit: -1 } })
  if (whole === null) return
  const read = session.readPage.bind(session)
  const forth = () => walk({ page: read, table, query, towards: 'next' })
  expect(await disagreement(data, question, whole.data, forth), 'forth').toBeNull()
  const back = () => walkBack(session, question, whole.data.length)
  expect(await disagreement(data, question, whole.data, back), 'back').toBeNull()
}

/** From the last row, of so many, to the first. */
async function walkBack(
  session: Session,
  { table, query }: Question,
  length: number,
): Promise<readonly Row[]> {
  const offset = Math.max(length - 1, 0)
  const last = await session.readPage(table, { ...query, limit: 1, offset }, { meta: ['cursors'] })
  const from = last.meta.cursors?.previous ?? null
  if (from === null) return last.data
  const page = session.readPage.bind(session)
  return [...(await walk({ page, table, query, towards: 'previous', from })), ...last.data]
}

/** Both outputs have to be what the evaluator says. */
async function check({ data, session }: OpenWorld, question: Question): Promise<void> {
  const { table, query } = question
  const isGrouped = query.aggregate !== undefined || query.groupBy !== undefined
  const options = isGrouped ? {} : { meta: ['total_count', 'filter_count'] as const }
  const outcome = outcomeOf(data, question)
  const expected = outcome && { data: outcome.data, meta: isGrouped ? {} : outcome.meta }
  const rows = () => session.readPage(table, query, options)
  expect(await disagreement(data, question, expected, rows), 'rows').toBeNull()
  const json = async () => {
    const answer = await session.readJson(table, query, options)
    return { ...answer, data: JSON.parse(answer.data) as unknown }
  }
  expect(await disagreement(data, question, expected, json), 'json').toBeNull()
}

describe.each(DIALECTS)('random questions about random databases on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'are answered as a plain evaluation in memory answers them',
    async () => {
      for (const seed of seeds(WORLDS)) {
        await using open = await openWorld(dialect, seed)
        const property = fc.asyncProperty(questionsFor(open.data), (question) =>
          check(open, question).then(() => checkWalks(open, question)),
        )
        const result = await fc.check(property, { seed, numRuns: QUESTIONS })
        expect(result.failed, findingOf(seed, result)).toBe(false)
      }
    },
    FUZZ_TIMEOUT,
  )
})
