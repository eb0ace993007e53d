import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SUPPORTED } from '../support/fixture.js'
import { walk } from '../support/walk.js'
import { difference } from './alike.js'
import { tableNamed } from './data.js'
import { findingOf, FUZZ_TIMEOUT, seeds } from './budget.js'
import { evaluate } from './evaluator.js'
import { openWorld, type OpenWorld } from './open-world.js'
import { type Question, questionsFor } from './questions.js'

const WORLDS = 4
const QUESTIONS = 60

/** Pages by cursors, forth and back, have to be the whole. */
async function checkWalks({ data, session }: OpenWorld, { table, query }: Question): Promise<void> {
  const { limit = 0, offset, page, aggregate, groupBy } = query
  const isListed = [offset, page, aggregate, groupBy].every((part) => part === undefined)
  if (!isListed || limit < 1 || tableNamed(data, table).key.length === 0) return
  const expected = evaluate(data, table, { ...query, limit: -1 }).data
  const read = session.readPage.bind(session)
  const forth = await walk({ page: read, table, query, towards: 'next' })
  expect(difference(expected, forth), 'forth').toBeNull()
  const last = await session.readPage(
    table,
    { ...query, limit: 1, offset: Math.max(expected.length - 1, 0) },
    { meta: ['cursors'] },
  )
  const from = last.meta.cursors?.previous ?? null
  if (from === null) return
  const back = await walk({ page: read, table, query, towards: 'previous', from })
  expect(difference(expected, [...back, ...last.data]), 'back').toBeNull()
}

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
