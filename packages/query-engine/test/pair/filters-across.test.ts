import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Filter, ReadQuery } from '../../src/index.js'
import { policyOf } from '../support/rules.js'
import { type Across, inOne, inTwo, type Policies } from './across.js'

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']

const FILTERS: readonly (readonly [table: string, filter: Filter])[] = [
  ['orders', { reader: { status: { _eq: 'active' } } }],
  ['orders', { reader: { status: { _neq: 'active' } } }],
  ['orders', { reader: { status: { _eq: 'nobody has this' } } }],
  ['orders', { reader: { name: { _null: true } } }],
  ['orders', { reader: { boss: { name: { _eq: 'Ada' } } } }],
  ['orders', { reader: { _and: [{ status: { _eq: 'active' } }, { name: { _eq: 'Ada' } }] } }],
  ['orders', { reader: { _eq: 'a', name: { _eq: 'Ada' } } }],
  ['orders', { _or: [{ reader: { name: { _eq: 'Bob' } } }, { amount: { _gt: 20 } }] }],
  ['orders', { shop: { owner: { name: { _eq: 'Ada' } } } }],
  ['orders', { 'about:readers': { name: { _eq: 'Ada' } } }],
  ['orders', { 'about:readers': { _null: true } }],
  ['orders', { 'about:shops': { owner: { status: { _eq: 'active' } } } }],
  ['orders', { 'about:readers': { mentions: { _some: { amount: { _gt: 10 } } } } }],
  ['readers', { mentions: { _some: { amount: { _gt: 10 } } } }],
  ['readers', { mentions: { _none: {} } }],
  ['readers', { '$FOLLOW(orders,about,kind)': { item: { _eq: 'Rat' } } }],
  ['shops', { orders: { _some: { reader: { name: { _eq: 'Bob' } } } } }],
  ['shops', { orders: { _none: { reader: { status: { _eq: 'active' } } } } }],
  ['readers', { orders: { _some: { amount: { _gte: 10 } } } }],
  ['readers', { orders: { _none: { amount: { _gte: 10 } } } }],
  ['readers', { orders: { _none: {} } }],
  ['readers', { orders: { _null: true } }],
  ['readers', { orders: { _nnull: true } }],
  ['readers', { orders: { _eq: 3 } }],
  ['readers', { orders: { shop: { name: { _eq: 'South' } } } }],
  ['readers', { boss: { orders: { item: { _eq: 'Laptop' } } } }],
  ['readers', { orders: { reader: { boss: { name: { _eq: 'Ada' } } } } }],
]

const SEEN: Policies = policyOf({
  orders: {
    read: { rows: { id: { _lt: 6 } }, fields: { id: {}, amount: {}, reader: { id: { _gt: 1 } } } },
  },
  readers: { read: { rows: { status: { _eq: 'active' } }, fields: ['id', 'name', 'orders'] } },
})

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'filters across two databases on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('find the rows that they find in one', async () => {
      await using one = await inOne(dialect)
      await using two = await inTwo(dialect)
      for (const [table, filter] of FILTERS) {
        const query = { fields: ['id'], sort: ['id'], filter }
        const expected = await one.session.read(table, query)
        const said = JSON.stringify(filter)
        expect(await two.session.read(table, query), said).toEqual(expected)
        expect(JSON.parse((await two.session.readJson(table, query)).data), said).toEqual(expected)
        const rows: unknown[] = []
        for await (const row of two.session.stream(table, query)) rows.push(row)
        expect(rows, said).toEqual(expected)
        const counted = { ...query, fields: [], aggregate: { count: ['*'] }, sort: [] }
        expect(await two.session.read(table, counted), said).toEqual(
          await one.session.read(table, counted),
        )
      }
      const active = { filter: { reader: { status: { _eq: 'active' } } }, fields: ['id'] }
      expect(await two.session.read('orders', active)).toEqual([{ id: 1 }, { id: 2 }, { id: 5 }])
      const page = await two.session.readPage('orders', active, { meta: ['filter_count'] })
      expect(page.meta).toEqual({ filter_count: 3 })
    })

    test('are followed in nested lists, too', async () => {
      const query: ReadQuery = {
        fields: ['id', 'orders.item'],
        sort: ['id'],
        deep: { orders: { _filter: { reader: { status: { _eq: 'active' } } } } },
      }
      await using one = await inOne(dialect)
      await using two = await inTwo(dialect)
      for (const table of ['shops', 'readers'])
        expect(await two.session.read(table, query)).toEqual(await one.session.read(table, query))
    })

    test('tell no more than the actor may see', async () => {
      await using one = await inOne(dialect, SEEN)
      await using two = await inTwo(dialect, SEEN)
      const filters: readonly (readonly [string, Filter])[] = [
        ['orders', { reader: { name: { _nnull: true } } }],
        ['orders', { reader: { name: { _eq: 'Bob' } } }],
        ['orders', { reader: { orders: { _none: {} } } }],
        ['readers', { orders: { amount: { _eq: 30 } } }],
        ['readers', { orders: { _none: { amount: { _gte: 20 } } } }],
      ]
      for (const [table, filter] of filters) {
        const query = { fields: ['id'], sort: ['id'], filter }
        expect(await two.session.read(table, query), JSON.stringify(filter)).toEqual(
          await one.session.read(table, query),
        )
      }
      const closed = { filter: { reader: { status: { _eq: 'idle' } } } }
      await expect(two.session.read('orders', closed)).rejects.toThrow(/"status"/)
    })

    test('take 10,000 rows at the most', async () => {
      await using two = await inTwo(dialect)
      const { session } = two
      const ids = Array.from({ length: 10_001 }, (_, id) => `r${id}`)
      await session.transaction(async (inner) => {
        await inner.create(
          'readers',
          ids.map((id) => ({ id, status: 'new' })),
          { keys: false },
        )
        await inner.create('orders', [{ id: 50, reader: 'r7777' }])
      })
      const filter = { reader: { status: { _eq: 'new' } } }
      await expect(session.read('orders', { filter })).rejects.toThrow(/10000 .*readers/)
      await session.delete('readers', { keys: ['r10000'] })
      expect(await session.read('orders', { filter, fields: ['id'] })).toEqual([{ id: 50 }])
    })

    test('count as conditions and relations wherever they are asked', async () => {
      const asked = (count: number): Filter => ({
        _or: Array.from({ length: count }, () => ({ reader: { name: { _eq: 'Ada' } } })),
      })
      await using fewConditions = await inTwo(dialect, undefined, { maxConditions: 9 })
      const read = ({ session }: Across, filter: Filter) => session.read('orders', { filter })
      expect(await read(fewConditions, asked(4))).toHaveLength(3)
      await expect(read(fewConditions, asked(5))).rejects.toThrow(/MAX_CONDITIONS/)
      await using fewRelations = await inTwo(dialect, undefined, { maxRelations: 4 })
      expect(await read(fewRelations, asked(3))).toHaveLength(3)
      await expect(read(fewRelations, asked(4))).rejects.toThrow(/MAX_RELATIONS/)
    })

    test('say what is written', async () => {
      await using one = await inOne(dialect)
      await using two = await inTwo(dialect)
      const all: ReadQuery = { fields: ['id', 'item'], sort: ['id'] }
      const query = { filter: { reader: { status: { _eq: 'active' } } } }
      const idle = { filter: { shop: { owner: { name: { _eq: 'Bob' } } } } }
      for (const { session } of [one, two]) {
        expect(await session.update('orders', { query }, { item: 'x' })).toHaveLength(3)
        expect(await session.delete('orders', { query: idle })).toHaveLength(2)
      }
      expect(await two.session.read('orders', all)).toEqual(await one.session.read('orders', all))
    })
  },
)
