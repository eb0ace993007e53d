import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, TestApi } from './api.js'
import { openApi } from './api.js'

/** The stages of an answer; it may hold nothing but their names and times. */
function stagesOf({ headers }: Answer): ReadonlyMap<string, number> {
  const parts = (headers.get('server-timing') ?? '').split(', ')
  return new Map(
    parts.map((part) => {
      const [, stage = part, spent = ''] =
        /^(auth|parse|prepare|execute|answer);dur=(\d+\.\d{3})$/.exec(part) ?? []
      return [stage, Number.parseFloat(spent)]
    }),
  )
}

describe.each(DIALECTS)('Server-Timing on $name', (dialect) => {
  describe.skipIf(dialect.skip)('of the shop', () => {
    let api: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name), { serverTiming: true })
    })
    afterAll(() => api[Symbol.asyncDispose]())

    it.each([
      ['GET /items/tags/1', undefined, ['parse', 'auth', 'prepare', 'execute', 'answer']],
      ['HEAD /items/tags', undefined, ['parse', 'auth', 'prepare', 'execute', 'answer']],
      ['GET /items/sales?limit=-1', undefined, ['parse', 'auth', 'prepare', 'execute', 'answer']],
      ['GET /items/tags?export=csv', undefined, ['parse', 'auth', 'prepare', 'execute', 'answer']],
      ['SEARCH /items/tags', { query: {} }, ['parse', 'auth', 'prepare', 'execute', 'answer']],
      ['POST /items/tags', { name: 'timed' }, ['parse', 'auth', 'execute', 'answer']],
      ['PATCH /items/tags/1', { name: 'timed too' }, ['parse', 'auth', 'execute', 'answer']],
      ['GET /items/nothing', undefined, ['parse', 'auth', 'answer']],
      ['GET /items/tags?limit=x', undefined, ['answer']],
      ['GET /server/ping', undefined, ['answer']],
    ] as const)(
      'of %s are the stages it went through, and nothing else',
      async (call, body, stages) => {
        const before = performance.now()
        const answer = await api.call(call, body)
        const elapsed = performance.now() - before
        const spent = stagesOf(answer)
        expect(new Set(spent.keys())).toEqual(new Set(stages))
        const sum = [...spent.values()].reduce((all, each) => all + each, 0)
        expect(sum).toBeGreaterThan(0)
        // Each is rounded to a thousandth.
        expect(sum).toBeLessThan(elapsed + 0.01)
      },
    )

    it('is not there unless asked for', async () => {
      await using silent = await openApi(dialect, shopFixture(dialect.name))
      expect((await silent.call('GET /items/tags/1')).headers.get('server-timing')).toBeNull()
    })
  })
})
