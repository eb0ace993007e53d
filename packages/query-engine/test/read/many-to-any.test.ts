import type { Overlay } from '@relvar/schema-introspect/model'
import { odditiesFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const overlay: Overlay = {
  tables: {
    pages: {
      relationships: {
        blocks: {
          kind: 'one-to-many',
          target: 'page_blocks',
          through: 'page_id',
          traits: { sortColumn: 'sort' },
        },
      },
    },
    page_blocks: {
      relationships: {
        item: {
          kind: 'many-to-any',
          column: 'item',
          discriminator: 'collection',
          targets: ['headings', 'paragraphs'],
        },
      },
    },
    headings: {
      relationships: { blocks: { kind: 'one-to-many', target: 'page_blocks', through: 'item' } },
    },
  },
}

describe.each(SUPPORTED)('many-to-any on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const odd = useFixture(dialect, odditiesFixture, { overlay })

  test('gives the key by itself', async () => {
    expect(await odd.list('page_blocks', 'item')).toEqual([
      '1',
      '1',
      '3',
      '2',
      '2',
      '99',
      '1',
      null,
    ])
  })

  test('gives the fields of each scope, and null where the row or the table is missing', async () => {
    const fields = ['collection', 'item:headings.title', 'item:paragraphs.body']
    expect(await odd.read('page_blocks', { fields })).toEqual([
      { collection: 'headings', item: { title: 'Welcome' } },
      { collection: 'paragraphs', item: { body: 'Hello & good day' } },
      { collection: 'paragraphs', item: { body: 'Third' } },
      { collection: 'headings', item: { title: 'Who we are' } },
      { collection: 'paragraphs', item: { body: null } },
      { collection: 'headings', item: null },
      { collection: 'vanished', item: null },
      { collection: null, item: null },
    ])
  })

  test('gives null for rows of a table that was not asked for', async () => {
    const rows = await odd.read(
      'page_blocks',
      { fields: ['item:headings.title'] },
      { keys: [1, 2] },
    )
    expect(rows).toEqual([{ item: { title: 'Welcome' } }, { item: null }])
  })

  test('takes wildcards without a scope', async () => {
    expect(await odd.read('page_blocks', { fields: ['item.*'] }, { keys: [1, 2] })).toEqual([
      { item: { id: 1, title: 'Welcome', blocks: [1] } },
      { item: { id: 1, body: 'Hello & good day' } },
    ])
  })

  test('refuses fields without a scope, and scopes that it does not lead to', async () => {
    const read = (field: string): Promise<unknown> =>
      odd.session.read('page_blocks', { fields: [field] })
    await expect(read('item.title')).rejects.toThrow(InvalidQueryError)
    await expect(read('item:teams.name')).rejects.toThrow(InvalidQueryError)
  })

  test('nests in a to-many, in the order of its sort column', async () => {
    const fields = ['title', 'blocks.item:headings.title', 'blocks.item:paragraphs.body']
    expect(await odd.read('pages', { fields })).toEqual([
      {
        title: 'Home',
        blocks: [
          { item: { title: 'Welcome' } },
          { item: { body: 'Hello & good day' } },
          { item: { body: 'Third' } },
        ],
      },
      {
        title: 'About',
        blocks: [
          { item: { body: null } },
          { item: { title: 'Who we are' } },
          { item: null },
          { item: null },
        ],
      },
      { title: 'Blank', blocks: [] },
    ])
  })

  test('filters by a scope, and by the discriminator', async () => {
    expect(
      await odd.ids('page_blocks', { 'item:headings': { title: { _contains: 'we' } } }),
    ).toEqual([4])
    expect(await odd.ids('page_blocks', { 'item:paragraphs': { body: { _nnull: true } } })).toEqual(
      [2, 3],
    )
    expect(await odd.ids('page_blocks', { collection: { _eq: 'headings' } })).toEqual([1, 4, 6])
    const through = { blocks: { 'item:paragraphs': { body: { _eq: 'Third' } } } }
    expect(await odd.ids('pages', through)).toEqual([1])
  })

  test('filters what is nested by scope', async () => {
    const deep = { 'item:headings': { _filter: { title: { _eq: 'Welcome' } } } }
    const fields = ['item:headings.title']
    expect(await odd.read('page_blocks', { fields, deep }, { keys: [1, 4] })).toEqual([
      { item: { title: 'Welcome' } },
      { item: null },
    ])
  })

  test('goes the way back by its declared name and by $FOLLOW', async () => {
    expect(await odd.read('headings', { fields: ['title', 'blocks.page_id'] })).toEqual([
      { title: 'Welcome', blocks: [{ page_id: 1 }] },
      { title: 'Who we are', blocks: [{ page_id: 2 }] },
    ])
    expect(await odd.ids('headings', { blocks: { page_id: { _eq: 2 } } })).toEqual([2])
    const follow = { '$FOLLOW(page_blocks,item,collection)': { page_id: { _eq: 1 } } }
    expect(await odd.ids('paragraphs', follow)).toEqual([1, 3])
  })

  test('counts the way back', async () => {
    expect(await odd.read('headings', { fields: ['id', 'count(blocks)'] })).toEqual([
      { id: 1, blocks_count: '1' },
      { id: 2, blocks_count: '1' },
    ])
  })
})
