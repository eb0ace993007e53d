import { odditiesFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../../support/fixture.js'

import { declaredLinks } from './declared-links.js'

describe.each(SUPPORTED)('writes nested to any on $name', (dialect) => {
  const odd = useFixture(dialect, odditiesFixture, { overlay: declaredLinks })
  const test = it.skipIf(dialect.skip)

  test('creates and changes items of the collection beside them', async () => {
    const [page] = await odd.session.create('pages', [
      {
        title: 'Made',
        blocks: [
          { collection: 'headings', item: { title: 'New heading' } },
          { collection: 'paragraphs', item: '3' },
          { collection: 'headings', item: { id: 2, title: 'Changed' } },
        ],
      },
    ])
    const titleOf = (id: unknown) =>
      odd.facts(`select title from headings where id = ${String(id)}`)
    const blocks = await odd.facts(
      `select collection, item from page_blocks where page_id = ${String(page?.['id'])} order by id`,
    )
    expect(blocks).toEqual([
      ['headings', expect.any(Number)],
      ['paragraphs', 3],
      ['headings', 2],
    ])
    expect(await titleOf(blocks[0]?.[1])).toEqual([['New heading']])
    expect(await titleOf(2)).toEqual([['Changed']])
  })

  test('wants the collection to be named, and to be allowed', async () => {
    for (const block of [{ item: { title: 'x' } }, { item: { title: 'x' }, collection: 'teams' }]) {
      await expect(odd.session.create('page_blocks', [block])).rejects.toThrow(
        '"item" needs "collection" to name one of its collections.',
      )
    }
  })

  test('writes the way back', async () => {
    await odd.session.update('headings', { keys: [1] }, { uses: { create: [{ page_id: 3 }] } })
    expect(await odd.facts('select item, collection from page_blocks where page_id = 3')).toEqual([
      [1, 'headings'],
    ])
  })
})
