import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SUPPORTED } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'
import { difference } from './alike.js'
import { findingOf, FUZZ_TIMEOUT, seeds } from './budget.js'
import { evaluate } from './evaluator.js'
import { openWorld, type OpenWorld } from './open-world.js'
import { questionsFor } from './questions.js'
import { grantsFor, rulesOf, visibleTo } from './grants.js'

const WORLDS = 3
const RUNS = 60
/** Milliseconds of a world; many rights are slow to shrink. */
const LONGEST = 20_000

describe.each(SUPPORTED)('random rights over random databases on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'answer as the evaluator does where what they hide is not there',
    async () => {
      for (const seed of seeds(WORLDS)) {
        await using open = await openWorld(dialect, seed)
        const result = await fc.check(property(open), {
          seed,
          numRuns: RUNS,
          interruptAfterTimeLimit: LONGEST,
        })
        expect(result.failed, findingOf(seed, result)).toBe(false)
      }
    },
    FUZZ_TIMEOUT,
  )
})

function property({ data, guarded }: OpenWorld) {
  const given = fc.record({ question: questionsFor(data), grants: grantsFor(data) })
  return fc.asyncProperty(given, async ({ grants, question: { table, query } }) => {
    const expected = evaluate(visibleTo(data, grants), table, query).data
    const session = guarded(policyOf(rulesOf(grants)))
    expect(difference(expected, await session.read(table, query)), 'rows').toBeNull()
    const json = await session.readJson(table, query)
    expect(difference(expected, JSON.parse(json.data)), 'json').toBeNull()
  })
}
