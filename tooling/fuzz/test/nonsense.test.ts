import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Session } from '@relvar/query-engine'
import { DIALECTS } from '@relvar/test-databases'
import { findingOf, FUZZ_TIMEOUT, seeds } from './budget.js'
import { nonsenseOf } from './nonsense.js'
import { openWorld } from './open-world.js'
import { outcomeOf } from './outcome.js'
import { type Question, questionsFor } from './questions.js'

const WORLDS = 2
const QUESTIONS = 120

/** Both outputs agree, on the rows or on what is wrong, and there are no more rows than were asked for. */
async function check(session: Session, { table, query }: Question): Promise<void> {
  const options = { meta: ['filter_count'] as const }
  const rows = await outcomeOf(() => session.readPage(table, query, options))
  const json = await outcomeOf(async () => {
    const { data, meta } = await session.readJson(table, query, options)
    return { data: JSON.parse(data) as unknown, meta }
  })
  expect(json).toEqual(rows)
  expect(sizeOf(rows)).toBeLessThanOrEqual(mostRows(query.limit))
}

const sizeOf = (outcome: unknown): number =>
  typeof outcome === 'string' ? 0 : (outcome as { data: unknown[] }).data.length

const mostRows = (limit: unknown): number =>
  typeof limit === 'number' && limit >= 0 ? limit : Number.POSITIVE_INFINITY

describe.each(DIALECTS)('spoiled questions on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'are answered alike in both outputs, or refused with a code',
    async () => {
      for (const seed of seeds(WORLDS)) {
        await using open = await openWorld(dialect, seed)
        const property = fc.asyncProperty(nonsenseOf(questionsFor(open.data)), (question) =>
          check(open.session, question),
        )
        const result = await fc.check(property, { seed, numRuns: QUESTIONS })
        expect(result.failed, findingOf(seed, result)).toBe(false)
      }
    },
    FUZZ_TIMEOUT,
  )
})
