import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIALECTS } from '@relvar/test-databases'
import { findingOf, FUZZ_TIMEOUT, isFinding, seeds } from './budget.js'
import { disagreement, outcomeOf } from './disagreement.js'
import { openWorld, type OpenWorld } from './open-world.js'
import { questionsFor } from './questions.js'
import { grantsFor, policyOf, visibleTo } from './grants.js'

const WORLDS = 3
const RUNS = 60
/** Milliseconds of a world; many rights are slow to shrink. */
const LONGEST = 20_000

describe.each(DIALECTS)('random rights over random databases on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'answer as the evaluator does where what they hide is not there',
    async () => {
      let done = 0
      for (const seed of seeds(WORLDS)) {
        await using open = await openWorld(dialect, seed)
        const result = await fc.check(property(open), {
          seed,
          numRuns: RUNS,
          interruptAfterTimeLimit: LONGEST,
        })
        expect(isFinding(result), findingOf(seed, result)).toBe(false)
        done += result.numRuns
      }
      expect(done).toBeGreaterThan(0)
    },
    FUZZ_TIMEOUT,
  )
})

function property({ data, guarded }: OpenWorld) {
  const given = fc.record({ question: questionsFor(data), grants: grantsFor(data) })
  return fc.asyncProperty(given, async ({ grants, question }) => {
    const { table, query } = question
    const visible = visibleTo(data, grants)
    const expected = outcomeOf(visible, question)?.data ?? null
    const session = guarded(policyOf(grants))
    const rows = () => session.read(table, query)
    expect(await disagreement(visible, question, expected, rows), 'rows').toBeNull()
    const json = async () => JSON.parse((await session.readJson(table, query)).data) as unknown
    expect(await disagreement(visible, question, expected, json), 'json').toBeNull()
  })
}
