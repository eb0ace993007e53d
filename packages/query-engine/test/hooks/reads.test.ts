import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { sessionWith } from './hooked.js'

describe.each(SUPPORTED)('hooks of reads on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  test('narrow queries, those of writes too', async () => {
    const session = sessionWith(shop, (hooks) => {
      hooks.query(
        (query) => ({ ...query, filter: { _and: [query.filter ?? {}, { id: { _lt: 3 } }] } }),
        {
          collections: ['customers'],
        },
      )
    })
    const ids = await session.read('customers', { fields: ['id'] })
    expect(ids).toEqual([{ id: 1 }, { id: 2 }])
    const page = await session.readPage('customers', { fields: ['id'] }, { meta: ['filter_count'] })
    expect(page.meta).toEqual({ filter_count: 2 })
    const query = { filter: { city: { _eq: 'London' } }, limit: -1 }
    expect(await session.update('customers', { query }, { notes: 'x' })).toEqual([{ id: 1 }])
  })

  test('change rows in every output', async () => {
    const session = sessionWith(shop, (hooks) => {
      hooks.read((rows) => rows.map((row) => ({ ...row, extra: 1 })), { collections: ['tags'] })
    })
    const query = { fields: ['id'], filter: { id: { _eq: 1 } } }
    const expected = [{ id: 1, extra: 1 }]
    expect(await session.read('tags', query)).toEqual(expected)
    expect(JSON.parse((await session.readJson('tags', query)).data)).toEqual(expected)
    expect(await session.readOne('tags', 1, { fields: ['id'] })).toEqual(expected[0])
    const streamed: Row[] = []
    for await (const row of session.stream('tags', query)) streamed.push(row)
    expect(streamed).toEqual(expected)
  })

  test('cannot turn a write by query to other rows', async () => {
    const session = sessionWith(shop, (hooks) => {
      hooks.read((rows) => rows.map((row) => ({ ...row, id: 1 })), { collections: ['tags'] })
    })
    const query = { filter: { id: { _eq: 2 } } }
    expect(await session.update('tags', { query }, { name: 'only two' })).toEqual([{ id: 2 }])
    expect(await shop.facts('select name from tags where id = 2')).toEqual([['only two']])
  })
})
