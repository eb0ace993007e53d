import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, type ReadQuery, type Row, type Session } from '../../src/index.js'
import { policyOf } from '../support/rules.js'
import { inOne, inTwo, type Policies } from './across.js'

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']

type Read = readonly [table: string, query: ReadQuery]

const READS: Readonly<Record<string, Read>> = {
  'to one row': ['orders', { fields: ['id', 'reader.name', 'reader.status'] }],
  'to one row, as it is': ['orders', { fields: ['id', 'reader'] }],
  'by wildcards': ['orders', { fields: ['*', 'reader.*'] }],
  'by wildcards of two levels': ['orders', { fields: ['*.*'] }],
  'from a nested row': ['orders', { fields: ['item', 'shop.name', 'shop.owner.name'] }],
  'from nested lists': ['shops', { fields: ['name', 'orders.item', 'orders.reader.name'] }],
  'to lists': ['readers', { fields: ['name', 'orders.item', 'orders.amount'] }],
  'to lists of keys': ['readers', { fields: ['name', 'orders'] }],
  'to lists by a wildcard': ['readers', {}],
  'to one row of several tables': [
    'orders',
    { fields: ['id', 'about:readers.name', 'about:shops.name', 'about:shops.owner.name'] },
  ],
  'to one row of several tables, in one of them': ['orders', { fields: ['id', 'about:readers.*'] }],
  'to one row of several tables, by a wildcard': ['orders', { fields: ['id', 'about.*'] }],
  'to one row of several tables, with filters': [
    'orders',
    {
      fields: ['id', 'about:readers.name', 'about:shops.id'],
      deep: { 'about:readers': { _filter: { status: { _eq: 'active' } } } },
    },
  ],
  'from nested lists to one row of several tables': [
    'shops',
    { fields: ['name', 'orders.about:readers.name', 'orders.about:shops.name'] },
  ],
  'there and back to one row of several tables': [
    'readers',
    { fields: ['id', 'orders.about:readers.mentions.item'] },
  ],
  'to lists of one of several tables': ['readers', { fields: ['name', 'mentions.item'] }],
  'to pages of one of several tables': [
    'readers',
    { fields: ['name', 'mentions'], deep: { mentions: { _sort: ['-id'], _limit: 1 } } },
  ],
  'there and back': ['orders', { fields: ['id', 'reader.orders.id', 'reader.orders.reader.name'] }],
  'and on there': ['orders', { fields: ['id', 'reader.boss.name'] }],
  'under another name': [
    'orders',
    { fields: ['id', 'who.name'], alias: { who: 'reader' }, deep: { who: { _alias: {} } } },
  ],
  'with a filter': [
    'orders',
    {
      fields: ['id', 'reader.name'],
      deep: { reader: { _filter: { status: { _in: ['active'] } } } },
    },
  ],
  'with filter, order and pages of each': [
    'readers',
    {
      fields: ['name', 'orders.item'],
      deep: {
        orders: { _filter: { amount: { _gte: 10 } }, _sort: ['-amount'], _limit: 1, _offset: 1 },
      },
    },
  ],
  'with nulls in the order': [
    'readers',
    { fields: ['name', 'orders.item'], deep: { orders: { _sort: ['amount'] } } },
  ],
  'with none of each': [
    'readers',
    { fields: ['name', 'orders.item'], deep: { orders: { _limit: 0 } } },
  ],
  'ordered by a nested row': [
    'readers',
    {
      fields: ['name', 'orders.item'],
      deep: { orders: { _sort: ['-shop.name', 'id'], _limit: 2 } },
    },
  ],
  'with a search': [
    'readers',
    { fields: ['name', 'orders.item'], deep: { orders: { _search: 'Mou' } } },
  ],
  'said outright': [
    'readers',
    {
      select: [
        { kind: 'field', key: 'id', field: 'id' },
        {
          kind: 'related',
          key: 'first',
          relationship: 'orders',
          query: { limit: 1, select: [{ kind: 'field', key: 'item', field: 'item' }] },
        },
      ],
      codec: 'graphql',
    },
  ],
  'to one row of several tables, said outright': [
    'orders',
    {
      select: [
        { kind: 'field', key: 'id', field: 'id' },
        {
          kind: 'any',
          key: 'what',
          relationship: 'about',
          branches: {
            shops: { select: [{ kind: 'field', key: 'name', field: 'name' }] },
            readers: {
              select: [
                { kind: 'literal', key: '__typename', text: 'readers' },
                { kind: 'field', key: 'name', field: 'name' },
              ],
            },
          },
        },
      ],
      codec: 'graphql',
    },
  ],
  'from a page': ['orders', { fields: ['reader.name'], sort: ['-id'], limit: 2, offset: 1 }],
}

const SEEN: Policies = policyOf({
  orders: {
    read: { rows: { id: { _lt: 6 } }, fields: { id: {}, item: {}, reader: { id: { _gt: 1 } } } },
  },
  readers: { read: { rows: { status: { _eq: 'active' } }, fields: ['name', 'orders'] } },
})

async function answers(session: Session, [table, query]: Read): Promise<readonly unknown[]> {
  const asked = { sort: ['id'], ...query }
  const streamed: Row[] = []
  for await (const row of session.stream(table, asked)) streamed.push(row)
  const texts: unknown[] = []
  for await (const text of session.streamJson(table, asked)) texts.push(JSON.parse(text))
  const json: unknown = JSON.parse((await session.readJson(table, asked)).data)
  return [await session.read(table, asked), json, streamed, texts]
}

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'rows nested across two databases on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('are as in one database', async () => {
      await using one = await inOne(dialect)
      await using two = await inTwo(dialect)
      for (const [name, read] of Object.entries(READS)) {
        const [expected] = await answers(one.session, read)
        for (const answer of await answers(two.session, read))
          expect(answer, name).toEqual(expected)
      }
      const any = { fields: ['about:readers.name', 'about:shops.name'], sort: ['id'] }
      expect(await two.session.read('orders', any)).toEqual([
        { about: { name: 'Ada' } },
        { about: { name: 'North' } },
        { about: { name: 'Bob' } },
        { about: null },
        { about: null },
        { about: { name: 'West' } },
      ])
      expect(await two.session.read('readers', { fields: ['orders.item'], sort: ['id'] })).toEqual([
        { orders: [{ item: 'Laptop' }, { item: 'Mouse' }, { item: 'Screen' }] },
        { orders: [{ item: 'Rat' }] },
        { orders: [] },
      ])
    })

    test('are held to the same rights', async () => {
      await using one = await inOne(dialect, SEEN)
      await using two = await inTwo(dialect, SEEN)
      const reads: readonly Read[] = [
        ['orders', { fields: ['id', 'reader.name'] }],
        ['orders', { fields: ['*.*'] }],
        ['readers', { fields: ['name', 'orders.item'], sort: ['name'] }],
      ]
      for (const read of reads) {
        const [expected] = await answers(one.session, read)
        for (const answer of await answers(two.session, read)) expect(answer).toEqual(expected)
      }
      const [first, second, third] = await two.session.read('orders', {
        fields: ['reader.name'],
        sort: ['id'],
      })
      expect([first, second, third]).toEqual([
        { reader: null },
        { reader: { name: 'Ada' } },
        { reader: null },
      ])
      for (const { session } of [one, two]) {
        const closed = session.read('orders', { fields: ['reader.status'] })
        await expect(closed).rejects.toThrow(/"status" in collection "readers"/)
        await expect(session.read('orders', { fields: ['shop.name'] })).rejects.toThrow(
          ForbiddenError,
        )
      }
    })

    test('are part of what a write answers', async () => {
      await using two = await inTwo(dialect)
      const { session } = two
      const query = { fields: ['id', 'reader.name'] }
      const made = await session.createJson('orders', [{ id: 7, reader: 'c' }], query)
      expect(JSON.parse(made ?? '')).toEqual([{ id: 7, reader: { name: 'Cy' } }])
      const changed = await session.updateJson('orders', { keys: [7] }, { reader: 'b' }, query)
      expect(JSON.parse(changed ?? '')).toEqual([{ id: 7, reader: { name: 'Bob' } }])
      await session.transaction(async (inner) => {
        await inner.create('readers', [{ id: 'd', name: 'Di' }])
        await inner.create('orders', [{ id: 8, reader: 'd' }])
        expect(await inner.readOne('orders', 8, query)).toEqual({ id: 8, reader: { name: 'Di' } })
      })
    })

    test('take no value for a variable or for what it is not', async () => {
      await using two = await inTwo(dialect)
      const { session } = two
      const odd = ['$CURRENT_USER', "x' or '1' = '1", '$NOW', '']
      await session.create(
        'orders',
        odd.map((reader, index) => ({ id: 100 + index, reader })),
      )
      await session.create('readers', [{ id: '$NOW', name: 'Now' }])
      const found = await session.read('orders', {
        fields: ['reader.name'],
        filter: { id: { _gte: 100 } },
        sort: ['id'],
      })
      expect(found).toEqual([
        { reader: null },
        { reader: null },
        { reader: { name: 'Now' } },
        { reader: null },
      ])
    })

    test('of many links come in several queries', async () => {
      await using two = await inTwo(dialect)
      const { session } = two
      const ids = Array.from({ length: 1100 }, (_, index) => index)
      await session.create(
        'readers',
        ids.map((id) => ({ id: `r${id}`, name: `Reader ${id}` })),
      )
      await session.create(
        'orders',
        ids.map((id) => ({ id: 1000 + id, reader: `r${id}` })),
      )
      const read = session.read('orders', {
        fields: ['reader.name'],
        filter: { id: { _gte: 1000 } },
        sort: ['id'],
        limit: -1,
      })
      expect(await read).toEqual(ids.map((id) => ({ reader: { name: `Reader ${id}` } })))
    })

    test('are no deeper than in one database', async () => {
      await using two = await inTwo(dialect, undefined, { maxDepth: 3 })
      const { session } = two
      const path = 'reader.orders.reader'
      expect(await session.read('orders', { fields: [`${path}.name`], limit: 1 })).toHaveLength(1)
      const deeper = session.read('orders', { fields: [`${path}.orders.reader.name`] })
      await expect(deeper).rejects.toThrow(/Max relational depth/)
    })

    test('are not grouped, sorted by or counted, which says so', async () => {
      await using two = await inTwo(dialect)
      const { session } = two
      const refused: readonly Read[] = [
        ['orders', { sort: ['reader.name'] }],
        ['orders', { groupBy: ['reader.name'], aggregate: { count: ['*'] } }],
        ['readers', { fields: ['count(orders)'] }],
        ['readers', { fields: ['orders'], deep: { orders: { _aggregate: { count: ['*'] } } } }],
      ]
      for (const [table, query] of refused)
        await expect(session.read(table, query), JSON.stringify(query)).rejects.toMatchObject({
          code: 'INVALID_QUERY',
        })
    })
  },
)
