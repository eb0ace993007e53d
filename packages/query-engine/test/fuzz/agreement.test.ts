import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SUPPORTED } from '../support/fixture.js'
import { difference } from './alike.js'
import { findingOf, FUZZ_TIMEOUT, seeds } from './budget.js'
import { evaluate } from './evaluator.js'
import { openWorld, type OpenWorld } from './open-world.js'
import { type Question, questionsFor } from './questions.js'

const WORLDS = 4
const QUESTIONS = 60

/** Both outputs have to be what the evaluator says. */
async function check({ data, session }: OpenWorld, { table, query }: Question): Promise<void> {
  const isGrouped = query.aggregate !== undefined || query.groupBy !== undefined
  const options = isGrouped ? {} : { meta: ['total_count', 'filter_count'] as const }
  const { data: rows, meta } = evaluate(data, table, query)
  const expected = { data: rows, meta: isGrouped ? {} : meta }
  const page = await session.readPage(table, query, options)
  const json = await session.readJson(table, query, options)
  expect(difference(expected, page), 'rows').toBeNull()
  expect(
    difference(expected, { ...json, data: JSON.parse(json.data) as unknown }),
    'json',
  ).toBeNull()
}

describe.each(SUPPORTED)('random questions about random databases on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'are answered as a plain evaluation in memory answers them',
    async () => {
      for (const seed of seeds(WORLDS, 1 / SUPPORTED.length)) {
        await using open = await openWorld(dialect, seed)
        const property = fc.asyncProperty(questionsFor(open.data), (question) =>
          check(open, question),
        )
        const result = await fc.check(property, { seed, numRuns: QUESTIONS })
        expect(result.failed, findingOf(seed, result)).toBe(false)
      }
    },
    FUZZ_TIMEOUT,
  )
})
