import { shopFixture } from '@relvar/test-databases'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { RandomQueries } from '../support/random-query.js'

const QUERIES = 400

/** SQLite, which is always there, is what the others are held against. */
const OTHERS = SUPPORTED.filter(({ name }) => name !== 'sqlite')
const REFERENCE = SUPPORTED.find(({ name }) => name === 'sqlite')

const COMPARED = REFERENCE === undefined ? [] : OTHERS

skipFileWithout(COMPARED, 'DIALECTS leaves out SQLite or all others')

describe.each(COMPARED)('random reads on $name', (dialect) => {
  const reference = useFixture(REFERENCE ?? dialect, shopFixture)
  const shop = useFixture(dialect, shopFixture)

  it.skipIf(dialect.skip)('give what they give on SQLite, in both outputs', async () => {
    const queries = new RandomQueries(shop.schema, 20_241_122)
    for (let index = 0; index < QUERIES; index++) {
      const { table, query } = queries.next()
      const options: ReadOptions = index % 4 === 0 ? { meta: ['total_count', 'filter_count'] } : {}
      const expected = await reference.page(table, query, options)
      expect(await shop.page(table, query, options), JSON.stringify({ table, query })).toEqual(
        expected,
      )
    }
  })
})
