import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Actor, Filter, ReadQuery, Session } from '../../src/index.js'
import { policyOf, type Rule, type Rules } from '../support/rules.js'
import { type Across, inOne, inTwo } from './across.js'

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']

const ADA: Actor = { id: 'a', roles: ['Ada', 'Cy'], claims: { user: { boss: null, teams: ['x'] } } }
const BOB: Actor = { id: 'b', roles: ['Bob'], claims: { user: { boss: 'a', teams: ['a', 'b'] } } }
const NOBODY: Actor = { id: null }

const ORDER_RULES: readonly Filter[] = [
  { reader: { status: { _eq: 'active' } } },
  { reader: { name: { _neq: 'Ada' } } },
  { reader: { id: { _eq: '$CURRENT_USER' } } },
  { reader: { boss: { id: { _eq: '$CURRENT_USER' } } } },
  { reader: { name: { _in: '$CURRENT_ROLES' } } },
  { reader: { id: { _in: '$CURRENT_USER.teams' } } },
  { reader: { id: { _nin: '$CURRENT_USER.teams' } } },
  { reader: { name: { _eq: 'nobody has this' } } },
  { _or: [{ reader: { name: { _eq: 'Bob' } } }, { amount: { _gt: 20 } }] },
  { _and: [{ reader: { status: { _eq: 'active' } } }, { reader: { name: { _eq: 'Ada' } } }] },
  { shop: { owner: { id: { _eq: '$CURRENT_USER' } } } },
  { shop: { orders: { _none: { reader: { id: { _eq: '$CURRENT_USER' } } } } } },
  { reader: { orders: { _some: { amount: { _gt: 25 } } } } },
  { reader: { _null: true } },
]

const READER_RULES: readonly Filter[] = [
  { orders: { _some: { amount: { _gte: 20 } } } },
  { orders: { _none: { amount: { _gte: 20 } } } },
  { orders: { _some: { shop: { owner: { _eq: '$CURRENT_USER' } } } } },
  { boss: { orders: { _some: {} } } },
]

const open: Rule = { fields: '*' }

/** Rules for orders; what they look into may be read by nobody. */
const onlyOrders = (rows: Filter): Rules => ({
  orders: { read: { rows, fields: ['id', 'item'] } },
  shops: { read: { fields: ['id', 'orders'] } },
})

const masked = (rule: Filter): Rules => ({
  orders: { read: { fields: { id: {}, amount: {}, item: rule } } },
  shops: { read: { fields: ['id', 'orders'] } },
})

const READS: readonly (readonly [table: string, query: ReadQuery])[] = [
  ['orders', { fields: ['id', 'item'], sort: ['id'] }],
  ['orders', { fields: ['id'], filter: { item: { _contains: 'a' } }, sort: ['-item', 'id'] }],
  ['orders', { aggregate: { count: ['*'], min: ['item'] } }],
  ['orders', { aggregate: { count: ['*'] }, groupBy: ['item'], sort: ['item'] }],
  ['orders', { fields: ['id'], search: 'Mou' }],
  ['shops', { fields: ['id', 'orders.id', 'orders.item'], sort: ['id'] }],
  ['shops', { fields: ['id'], filter: { orders: { _none: {} } }, sort: ['id'] }],
]

/** An answer as rows, as text and as a stream, or the code of the error. */
async function answerOf(session: Session, table: string, query: ReadQuery): Promise<unknown> {
  try {
    const rows = await session.read(table, query)
    const text: unknown = JSON.parse((await session.readJson(table, query)).data)
    const streamed: unknown[] = []
    for await (const row of session.stream(table, query)) streamed.push(row)
    expect([text, streamed]).toEqual([rows, rows])
    return rows
  } catch (error) {
    return (error as { code?: string }).code ?? error
  }
}

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'rules across two databases on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('hold rows and fields to what they are held to in one', async () => {
      await using one = await inOne(dialect)
      await using two = await inTwo(dialect)
      let answered = 0
      for (const rules of ORDER_RULES.flatMap((rule) => [onlyOrders(rule), masked(rule)])) {
        const [expecting, given] = [one.under(policyOf(rules)), two.under(policyOf(rules))]
        for (const actor of [ADA, BOB, NOBODY])
          for (const [table, query] of READS) {
            const expected = await answerOf(expecting.as(actor), table, query)
            const said = JSON.stringify([rules, query, actor.id])
            expect(await answerOf(given.as(actor), table, query), said).toEqual(expected)
            if (typeof expected === 'object') answered += 1
          }
      }
      // What is refused on both sides proves nothing.
      expect(answered).toBe(2 * ORDER_RULES.length * 3 * READS.length)
    }, 60_000)

    /** Asks one database and two the same. */
    async function compare(
      rules: Rules,
      ask: (session: Session) => Promise<unknown>,
      actors: readonly Actor[] = [ADA, BOB, NOBODY],
    ): Promise<void> {
      await using one = await inOne(dialect, policyOf(rules))
      await using two = await inTwo(dialect, policyOf(rules))
      for (const actor of actors) {
        const said = `${JSON.stringify(rules)} ${actor.id}`
        expect(await ask(two.as(actor)), said).toEqual(await ask(one.as(actor)))
      }
    }

    test('lead from our tables to the user’s as well', async () => {
      for (const rows of READER_RULES) {
        const rules = { readers: { read: { rows, fields: ['id', 'name'] } } }
        await compare(rules, (session) => answerOf(session, 'readers', { sort: ['id'] }))
      }
    })

    test('stand beside filters across', async () => {
      const rules: Rules = {
        orders: { read: { rows: { reader: { status: { _eq: 'active' } } }, fields: '*' } },
        readers: { read: { rows: { name: { _neq: 'Bob' } }, fields: ['id', 'name', 'orders'] } },
      }
      const filters: readonly Filter[] = [
        { reader: { name: { _eq: 'Ada' } } },
        { reader: { orders: { amount: { _lt: 20 } } } },
      ]
      for (const filter of filters)
        await compare(rules, (session) =>
          answerOf(session, 'orders', { fields: ['id', 'reader.name'], filter, sort: ['id'] }),
        )
    })

    test('are about somebody else in the next query of the same shape', async () => {
      const rules = onlyOrders({ reader: { id: { _eq: '$CURRENT_USER' } } })
      await using two = await inTwo(dialect, policyOf(rules))
      const ids = (actor: Actor) => two.as(actor).read('orders', { fields: ['id'], sort: ['id'] })
      expect(await ids(BOB)).toEqual([{ id: 3 }])
      expect(await ids(ADA)).toEqual([{ id: 1 }, { id: 2 }, { id: 5 }])
      expect(await ids(NOBODY)).toEqual([])
      expect(await ids(BOB)).toEqual([{ id: 3 }])
    })

    test('hold writes to what they are held to in one', async () => {
      const rule: Filter = { reader: { id: { _eq: '$CURRENT_USER' } } }
      const rules: Rules = {
        orders: {
          read: open,
          create: { fields: '*', check: { reader: { boss: { id: { _eq: '$CURRENT_USER' } } } } },
          update: {
            rows: rule,
            fields: { item: {}, reader: {}, amount: { shop: { owner: rule.reader } } },
          },
          delete: { rows: { reader: { status: { _eq: 'active' } } }, fields: '*' },
        },
      }
      const writes: readonly ((session: Session) => Promise<unknown>)[] = [
        (session) => session.createJson('orders', [{ id: 20, item: 'New', reader: 'c' }]),
        (session) => session.create('orders', [{ id: 21, reader: 'a' }]),
        (session) => session.updateJson('orders', { keys: [3] }, { item: 'Mine' }),
        (session) => session.updateJson('orders', { keys: [1] }, { item: 'Mine' }),
        (session) => session.update('orders', { keys: [1, 2] }, { item: 'Both' }),
        (session) => session.update('orders', { keys: [1] }, { amount: 1 }),
        (session) => session.update('orders', { keys: [5] }, { amount: 1 }),
        (session) =>
          session.updateEachJson('orders', [
            { id: 1, item: 'x' },
            { id: 2, amount: 3 },
          ]),
        (session) => session.upsert('orders', [{ id: 3, item: 'Up' }]),
        (session) => session.delete('orders', { keys: [3] }),
        (session) => session.delete('orders', { keys: [2, 5] }),
        (session) => session.delete('orders', { query: { filter: { amount: { _gt: 5 } } } }),
      ]
      await compare(rules, async (session) => {
        const answers = []
        for (const write of writes) answers.push(await settled(write(session)))
        return [answers, await session.read('orders', { sort: ['id'] })]
      })
    })

    test('are resolved and explained without asking the other database', async () => {
      const rules = onlyOrders({ reader: { status: { _eq: 'active' } } })
      await using two = await inTwo(dialect, policyOf(rules))
      const query: ReadQuery = { fields: ['id', 'item'] }
      const session = two.as(ADA)
      expect(session.resolve('orders', query).read.selections).toHaveLength(2)
      expect(session.explain('orders', query).sql).toMatch(/1 = 0/)
      expect(await session.read('orders', query)).toHaveLength(3)
    })

    test('see what was written in the same transaction', async () => {
      const rules: Rules = {
        orders: {
          read: open,
          update: { rows: { reader: { status: { _eq: 'new' } } }, fields: '*' },
        },
        readers: { read: open, update: open },
      }
      await using two = await inTwo(dialect, policyOf(rules))
      const written = two.as(ADA).transaction(async (session) => {
        await session.update('readers', { keys: ['b'] }, { status: 'new' })
        await session.update('orders', { keys: [3] }, { item: 'Cat' })
        return session.read('orders', { fields: ['item'], filter: { id: { _eq: 3 } } })
      })
      expect(await written).toEqual([{ item: 'Cat' }])
      await expect(
        two.as(ADA).update('orders', { keys: [1] }, { item: 'Cat' }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    })

    test('take 10,000 rows at the most, and do not say whose', async () => {
      await using two = await inTwo(dialect, policyOf(manyRules))
      await fill(two)
      const read = two.as(ADA).read('orders')
      await expect(read).rejects.toMatchObject({ code: 'INVALID_QUERY' })
      await expect(read).rejects.toThrow(/^(?!.*readers).*10000/)
      await expect(
        two.as(ADA).update('orders', { keys: [1] }, { item: 'x' }),
      ).rejects.toMatchObject({ code: 'INVALID_QUERY' })
    })
  },
)

const active: Filter = { reader: { status: { _eq: 'active' } } }
const manyRules: Rules = {
  orders: { read: { rows: active, fields: '*' }, update: { rows: active, fields: '*' } },
  readers: { create: open },
}

async function fill(two: Across): Promise<void> {
  const ids = Array.from({ length: 10_001 }, (_, id) => ({ id: `r${id}`, status: 'active' }))
  await two.session.create('readers', ids, { keys: false })
}

/** What a write answered, or the code of its error. */
async function settled(write: Promise<unknown>): Promise<unknown> {
  try {
    const answer = await write
    return typeof answer === 'string' ? JSON.parse(answer) : answer
  } catch (error) {
    return (error as { code?: string }).code ?? error
  }
}
