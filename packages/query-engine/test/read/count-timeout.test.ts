import { type DialectName, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const meta = ['total_count', 'filter_count', 'cursors'] as const

/** A table that one row is read from at once, and that takes minutes to count. */
const VIEWS: Readonly<Partial<Record<DialectName, string>>> = {
  sqlite: `with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000) select t.id, t.name from tags t where exists (select 1 from n a, n b where t.id > 1 and a.i + b.i = -1) or t.id = 1`,
  postgres: `select t.id, t.name from tags t where t.id = 1 or exists (select 1 from generate_series(1, 100000) a, generate_series(1, 100000) b where a + b = -t.id)`,
  mariadb: `select t.id, t.name from tags t where t.id = 1 or exists (select 1 from seq_1_to_100000 a, seq_1_to_100000 b where a.seq + b.seq + t.id = 0)`,
}

const WITH_VIEWS = SUPPORTED.filter(({ name }) => VIEWS[name] !== undefined)

describe.each(WITH_VIEWS)('counts in limited time on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(
    dialect,
    (name) => [...shopFixture(name), `create view slow as ${VIEWS[name]}`],
    { limits: { countTimeout: 300 }, overlay: { tables: { slow: { primaryKey: ['id'] } } } },
  )
  const query = { fields: ['id'], limit: 1, filter: { id: 1 } }

  test('are exact within it, in one statement', async () => {
    const { meta: counts } = await shop.page('tags', { limit: 1 }, { meta })
    expect(counts).toMatchObject({ total_count: 5, filter_count: 5 })
  })

  test('are null beyond it, beside the rows and all else that was asked for', async () => {
    const expected = { total_count: null, cursors: { next: null, previous: null } }
    const options = { meta: ['total_count', 'cursors'] as const }
    const page = await shop.session.readPage('slow', query, options)
    expect(page).toEqual({ data: [{ id: 1 }], meta: expected })
    const json = await shop.session.readJson('slow', query, options)
    expect({ ...json, data: JSON.parse(json.data) as unknown }).toEqual(page)
    // The connections are whole, and nothing runs on in them.
    const reads = [1, 2, 3, 4].map(() => shop.session.read('tags', { limit: 1 }))
    expect(await Promise.all(reads)).toHaveLength(4)
  })

  test('leave the caller their own signal', async () => {
    const reason = new Error('gone')
    const reading = shop.session.readPage('slow', query, {
      meta: ['total_count'],
      signal: abortedSoon(reason),
    })
    await expect(reading).rejects.toBe(reason)
  })
})

function abortedSoon(reason: Error): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(reason), 100)
  return controller.signal
}
