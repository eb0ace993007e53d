import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIALECTS } from '@relvar/test-databases'
import { type AnyQuestion, anyQuestionsFor, evaluateAny, queryOf } from './any-links.js'
import { difference } from './alike.js'
import { findingOf, FUZZ_TIMEOUT, seeds } from './budget.js'
import { openAnyWorld, type OpenWorld } from './open-world.js'

const WORLDS = 1
const QUESTIONS = 25

async function check({ data, session }: OpenWorld, question: AnyQuestion): Promise<void> {
  const { table, query } = queryOf(question)
  const expected = evaluateAny(data, question)
  expect(difference(expected, await session.read(table, query)), 'rows').toBeNull()
  const json = await session.readJson(table, query)
  expect(difference(expected, JSON.parse(json.data)), 'json').toBeNull()
}

describe.each(DIALECTS)('random links into any table on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'are followed as a plain evaluation in memory follows them',
    async () => {
      let asked = 0
      for (const seed of seeds(WORLDS)) {
        await using open = await openAnyWorld(dialect, seed)
        const questions = anyQuestionsFor(open.data)
        if (questions === null) continue
        const property = fc.asyncProperty(questions, (question) => check(open, question))
        const result = await fc.check(property, { seed, numRuns: QUESTIONS })
        expect(result.failed, findingOf(seed, result)).toBe(false)
        asked += result.numRuns
      }
      expect(asked).toBeGreaterThan(0)
    },
    FUZZ_TIMEOUT,
  )
})
