import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadQuery } from '@relvar/query-engine'
import { DIALECTS } from '@relvar/test-databases'
import { findingOf, FUZZ_TIMEOUT, seeds } from './budget.js'
import { openWorld, type OpenWorld } from './open-world.js'
import { outcomeOf } from './outcome.js'
import { questionsFor } from './questions.js'

const WORLDS = 1
const RUNS = 40

/** What somebody does to a cursor, or to the question that it belongs to. */
const tampering = fc.record({
  place: fc.nat(200),
  how: fc.constantFrom('swap', 'cut', 'lengthen', 'double', 'other'),
  letter: fc.constantFrom('A', 'z', '0', '_', '-', '.', '%', ' ', '\0', 'é'),
  towards: fc.constantFrom('after', 'before'),
})

type Tampering = typeof tampering extends fc.Arbitrary<infer T> ? T : never

function tampered(cursor: string, { place, how, letter }: Tampering): string {
  const at = place % cursor.length
  switch (how) {
    case 'swap':
      return cursor.slice(0, at) + letter + cursor.slice(at + 1)
    case 'cut':
      return cursor.slice(0, at)
    case 'lengthen':
      return cursor.slice(0, at) + letter + cursor.slice(at)
    case 'double':
      return cursor + cursor
    default:
      return cursor
  }
}

/** Both outputs agree, on rows of the table or on what is wrong. */
async function check(
  { session }: OpenWorld,
  table: string,
  query: ReadQuery,
  given: Tampering,
): Promise<boolean> {
  const { offset: _offset, page: _page, ...rest } = query
  const first = { ...rest, limit: 1 }
  const page = await outcomeOf(() => session.readPage(table, first, { meta: ['cursors'] }))
  if (typeof page === 'string') return false
  const cursor = (page as { meta: { cursors?: { next: string | null } } }).meta.cursors?.next
  if (cursor === null || cursor === undefined) return false
  const sort = given.how === 'other' ? [] : (query.sort ?? [])
  const asked = { ...first, sort, [given.towards]: tampered(cursor, given) }
  const rows = await outcomeOf(() => session.read(table, asked))
  const json = await outcomeOf(async () => {
    const { data } = await session.readJson(table, asked)
    return JSON.parse(data) as unknown
  })
  expect(json).toEqual(rows)
  expect(Array.isArray(rows) ? rows.length : 0).toBeLessThanOrEqual(1)
  return true
}

describe.each(DIALECTS)('cursors that were tampered with on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'lead to rows or are refused with a code',
    async () => {
      let checked = 0
      for (const seed of seeds(WORLDS)) {
        await using open = await openWorld(dialect, seed)
        const listed = questionsFor(open.data).filter(
          ({ query }) => query.aggregate === undefined && query.groupBy === undefined,
        )
        const property = fc.asyncProperty(listed, tampering, async ({ table, query }, given) => {
          if (await check(open, table, query, given)) checked += 1
        })
        const result = await fc.check(property, { seed, numRuns: RUNS })
        expect(result.failed, findingOf(seed, result)).toBe(false)
      }
      expect(checked).toBeGreaterThan(0)
    },
    FUZZ_TIMEOUT,
  )
})
