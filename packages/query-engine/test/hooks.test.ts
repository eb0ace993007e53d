import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import {
  type Actor,
  allowAll,
  type Change,
  createHooks,
  type Event,
  type HookRegistry,
  type Policy,
  type RowChange,
  type Row,
  type Session,
  SYSTEM,
} from '../src/index.js'
import { SUPPORTED, useFixture } from './support/fixture.js'
import { StatementCounter } from './support/statement-counter.js'
import { policyOf } from './support/rules.js'

const somebody: Actor = { id: 'u1' }

/** What a hook is told of a change, without who and in which transaction. */
function told({ name, collection, keys, payload }: Change | Event): Row {
  return { name, collection, keys, payload }
}

describe.each(SUPPORTED)('hooks on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)
  /** An identity column is never written to again there. */
  const keepsNumbers = dialect.name === 'mssql'
  const sessionWith = (add: (hooks: HookRegistry) => void): Session => {
    const hooks = createHooks()
    add(hooks)
    return shop.with({ hooks }, somebody)
  }

  describe('before', () => {
    test('may change the payload, which is checked anew', async () => {
      const session = sessionWith((hooks) => {
        hooks.before('items.create', ({ payload }) => ({
          ...payload,
          name: `${String(payload['name'])}!`,
        }))
        hooks.before('items.create', ({ payload }) => ({
          ...payload,
          name: `${String(payload['name'])}?`,
        }))
        hooks.before('items.update', () => ({ nonsense: 1 }), { collections: ['tags'] })
      })
      const [key] = await session.create('tags', [{ name: 'hooked' }])
      expect(await shop.facts(`select name from tags where id = ${String(key?.['id'])}`)).toEqual([
        ['hooked!?'],
      ])
      await expect(session.update('tags', { keys: [1] }, { name: 'x' })).rejects.toThrow(
        '"nonsense" is no field of collection "tags".',
      )
      await session.update('categories', { keys: [6] }, { name: 'Other' })
    })

    test('may veto, and nothing has happened', async () => {
      const session = sessionWith((hooks) => {
        hooks.before(
          'items.create',
          async ({ session: inner, payload }) => {
            await inner.update('tags', { keys: [1] }, { name: 'changed by a hook' })
            if (payload['name'] === 'never') throw new Error('vetoed')
            return undefined
          },
          { collections: ['categories'] },
        )
        hooks.before('items.delete', () => {
          throw new Error('kept')
        })
      })
      await expect(
        session.create('products', [
          {
            sku: 'v',
            name: 'v',
            price: 1,
            created_at: '2024-01-01',
            category_id: { name: 'never' },
          },
        ]),
      ).rejects.toThrow('vetoed')
      expect(await shop.facts('select name from tags where id = 1')).toEqual([['new']])
      await expect(session.delete('tags', { keys: [5] })).rejects.toThrow('kept')
      expect(await shop.facts('select name from tags where id = 5')).toEqual([['unused']])
    })

    test('hears of every row, nested ones included, and who writes', async () => {
      const heard: Row[] = []
      const session = sessionWith((hooks) => {
        for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
          hooks.before(name, (change) => {
            expect(change.actor).toBe(somebody)
            heard.push(told(change))
          })
        }
      })
      await session.update(
        'products',
        { keys: [1, 2] },
        { product_tags: { create: [{ tag_id: 5 }] } },
      )
      await session.updateEach('tags', [
        { id: 1, name: 'new' },
        { id: 2, name: 'sale' },
      ])
      await session.delete('product_tags', { keys: ['1,5', '2,5'] })
      expect(heard).toEqual([
        {
          name: 'items.update',
          collection: 'products',
          keys: [{ id: 1 }, { id: 2 }],
          payload: { product_tags: { create: [{ tag_id: 5 }] } },
        },
        ...[1, 2].map((product_id) => ({
          name: 'items.create',
          collection: 'product_tags',
          keys: [],
          payload: { product_id, tag_id: 5 },
        })),
        { name: 'items.update', collection: 'tags', keys: [{ id: 1 }], payload: { name: 'new' } },
        { name: 'items.update', collection: 'tags', keys: [{ id: 2 }], payload: { name: 'sale' } },
        {
          name: 'items.delete',
          collection: 'product_tags',
          keys: [
            { product_id: 1, tag_id: 5 },
            { product_id: 2, tag_id: 5 },
          ],
          payload: {},
        },
      ])
    })
  })

  describe('within', () => {
    test('may keep books that the actor may not touch, in the same transaction', async () => {
      const hooks = createHooks()
      hooks.within(
        'items.update',
        async ({ system, payload }) => {
          await system.create('categories', [{ name: `changed to ${String(payload['name'])}` }])
        },
        { collections: ['tags'] },
      )
      const session = shop.with(
        { hooks, policy: policyOf({ tags: { read: { fields: '*' }, update: { fields: '*' } } }) },
        somebody,
      )
      await session.update('tags', { keys: [3] }, { name: 'noted' })
      await expect(session.create('categories', [{ name: 'x' }])).rejects.toThrow('categories')
      const undone = session.transaction(async (inner) => {
        await inner.update('tags', { keys: [3] }, { name: 'not noted' })
        throw new Error('changed my mind')
      })
      await expect(undone).rejects.toThrow('changed my mind')
      const sql = "select name from categories where name like 'changed %'"
      expect(await shop.facts(sql)).toEqual([['changed to noted']])
    })

    test('sees the row in the same transaction, and undoes it by throwing', async () => {
      const seen: unknown[] = []
      const session = sessionWith((hooks) => {
        hooks.within('items.create', async ({ session: inner, keys, collection }) => {
          const [row] = await inner.read(collection, { fields: ['name'] }, { keys })
          seen.push(row)
          if (row?.['name'] === 'undone') throw new Error('undone')
        })
      })
      await session.create('tags', [{ name: 'seen' }])
      await expect(session.create('tags', [{ name: 'undone' }])).rejects.toThrow('undone')
      expect(seen).toEqual([{ name: 'seen' }, { name: 'undone' }])
      expect(await shop.facts(`select name from tags where name in ('seen', 'undone')`)).toEqual([
        ['seen'],
      ])
    })

    test('writes in the same transaction', async () => {
      const session = sessionWith((hooks) => {
        hooks.within(
          'items.update',
          async ({ session: inner }) => {
            await inner.create('categories', [{ name: 'log of an update' }])
          },
          { collections: ['employees'] },
        )
      })
      const log = () =>
        shop.facts(`select count(*) from categories where name = 'log of an update'`)
      await expect(
        session.transaction(async (inner) => {
          await inner.update('employees', { keys: [1] }, { name: 'x' })
          throw new Error('changed my mind')
        }),
      ).rejects.toThrow('changed my mind')
      expect(await log()).toEqual([[0]])
      await session.update('employees', { keys: [1] }, { name: 'x' })
      expect(await log()).toEqual([[1]])
    })
  })

  describe('before the commit', () => {
    test('look once at what all writes of a transaction have left behind', async () => {
      const seen: (readonly Row[])[] = []
      const key = {}
      const session = sessionWith((hooks) => {
        hooks.within('items.create', ({ system, beforeCommit }) =>
          beforeCommit(key, async () => {
            const filter = { name: { _starts_with: 'last ' } }
            seen.push(await system.read('tags', { fields: ['name'], filter, sort: ['name'] }))
            if (seen.at(-1)?.length === 3) throw new Error('one too many')
          }),
        )
      })
      await session.transaction(async (inner) => {
        await inner.create('tags', [{ name: 'last 1' }])
        await inner.create('tags', [{ name: 'last 2' }])
      })
      expect(seen).toEqual([[{ name: 'last 1' }, { name: 'last 2' }]])
      await expect(session.create('tags', [{ name: 'last 3' }])).rejects.toThrow('one too many')
      expect(await shop.facts(`select count(*) from tags where name = 'last 3'`)).toEqual([[0]])
    })
  })

  describe('that ask for the rows', () => {
    const secret = useFixture(dialect, shopFixture, {
      overlay: { tables: { customers: { columns: { notes: { traits: { secret: 'conceal' } } } } } },
    })
    const told: (readonly RowChange[])[] = []
    const keeping = (fixture: typeof shop, collections: readonly string[]): Session => {
      told.length = 0
      const hooks = createHooks()
      for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
        hooks.within(name, ({ rows }) => void told.push(rows), { rows: true, collections })
        hooks.within(name, ({ rows }) => expect(rows).toEqual([]))
      }
      return fixture.with({ hooks }, somebody)
    }

    test('are told them before and after, of every kind of write', async () => {
      const session = keeping(shop, ['tags'])
      const row = (id: number, name: string) => ({ id, name })
      const field = keepsNumbers ? 'name' : 'id'
      const moved = keepsNumbers ? row(700, 'c') : row(702, 'a')
      const made = await session.create('tags', [
        { id: 700, name: 'kept' },
        { id: 701, name: 'kept too' },
      ])
      expect(made).toHaveLength(2)
      await session.update('tags', { keys: [700, 4711, 701] }, {})
      await session.updateEach('tags', [
        { id: 701, name: 'b' },
        { id: 700, name: 'a' },
      ])
      await session.update('tags', { keys: [700] }, { [field]: moved[field] })
      await session.delete('tags', { keys: [701, moved.id] })
      const change = (id: number, before: unknown, after: unknown, ...fields: string[]) => ({
        key: { id },
        fields,
        before,
        after,
      })
      expect(told).toEqual([
        [
          change(700, null, row(700, 'kept'), 'id', 'name'),
          change(701, null, row(701, 'kept too'), 'id', 'name'),
        ],
        [
          change(700, row(700, 'kept'), row(700, 'kept')),
          change(701, row(701, 'kept too'), row(701, 'kept too')),
        ],
        [
          change(701, row(701, 'kept too'), row(701, 'b'), 'name'),
          change(700, row(700, 'kept'), row(700, 'a'), 'name'),
        ],
        [change(moved.id, row(700, 'a'), moved, field)],
        [change(701, row(701, 'b'), null), change(moved.id, moved, null)],
      ])
    })

    test('say in which write theirs is nested, those of a level together', async () => {
      const seen: unknown[] = []
      const hooks = createHooks()
      const hear = ({ collection, rows, place }: Change): void => {
        const { parent } = place
        seen.push([
          collection,
          rows.length,
          parent?.relationship.name ?? null,
          place,
          parent?.place,
        ])
      }
      for (const name of ['items.create', 'items.update'] as const)
        hooks.within(name, hear, { rows: true })
      await shop.with({ hooks }, somebody).create(
        'products',
        ['one', 'two'].map((name) => ({
          name,
          sku: `nested ${name}`,
          price: 1,
          created_at: '2024-01-01T00:00:00Z',
          category_id: { name: `of ${name}` },
          product_tags: [{ tag_id: { name: `${name} a` } }, { tag_id: { name: `${name} b` } }],
        })),
      )
      const places = seen.map((each) => (each as unknown[])[3])
      expect(new Set(places).size).toBe(4)
      expect(seen).toEqual([
        ['categories', 2, 'category_id', places[0], places[3]],
        ['tags', 4, 'tag_id', places[1], places[2]],
        ['product_tags', 4, 'product_tags', places[2], places[3]],
        ['products', 2, null, places[3], undefined],
      ])
      expect((seen[0] as unknown[])[4]).toBe(places[3])
      expect((seen[1] as unknown[])[4]).toBe(places[2])
    })

    test('are told of the tables and actors only that they want', async () => {
      const seen: string[] = []
      const hooks = createHooks()
      hooks.within('items.create', ({ collection }) => void seen.push(collection), {
        rows: true,
        when: ({ id }, actor) => id === 'tags' && actor !== SYSTEM,
      })
      hooks.within(
        'items.create',
        async ({ system }) => void (await system.create('tags', [{ name: 'by us' }])),
        {
          collections: ['categories'],
        },
      )
      const session = shop.with({ hooks }, somebody)
      await session.create('categories', [{ name: 'not wanted' }])
      await session.create('tags', [{ name: 'wanted' }])
      expect(seen).toEqual(['tags'])
    })

    test('may write in the same transaction by the rights of somebody else', async () => {
      const reader = { id: 'reader' }
      const hooks = createHooks()
      hooks.within(
        'items.create',
        async ({ as }) => {
          await as(reader).create('categories', [{ name: 'by the reader' }])
        },
        { collections: ['tags'] },
      )
      const policy: Policy<Actor> = {
        ...allowAll,
        keyOf: ({ id }) => String(id),
        guardFor: (table, action, actor) =>
          actor === reader && action === 'create' ? null : allowAll.guardFor(table, action, actor),
      }
      const session = shop.with({ hooks, policy }, somebody)
      await expect(session.create('tags', [{ name: 'undone by rights' }])).rejects.toThrow(
        'cannot be created',
      )
      expect(await shop.facts("select id from tags where name = 'undone by rights'")).toEqual([])
    })

    test('get every column in the form of a read, JSON and numbers included', async () => {
      const session = keeping(shop, ['products', 'product_tags'])
      await session.update(
        'products',
        { keys: [7] },
        { weight: 2.5, product_tags: { create: [{ tag_id: 2 }] } },
      )
      const [row] = await shop.session.read('products', { fields: ['*'] }, { keys: [7] })
      expect(told.map((rows) => rows.map(({ key }) => key))).toEqual([
        [{ product_id: 7, tag_id: 2 }],
        [{ id: 7 }],
      ])
      const [change] = told[1] ?? []
      const columns = Object.fromEntries(
        (shop.schema.tables['products']?.columns ?? []).map(({ name }) => [name, row?.[name]]),
      )
      expect(change?.after).toEqual(columns)
      expect(change?.before).toEqual({ ...columns, weight: 2.125 })
    })

    test('never get what nobody may read in clear', async () => {
      const session = keeping(secret, ['customers'])
      await session.update('customers', { keys: [2] }, { notes: 'geheim' })
      await session.update('customers', { keys: [1] }, { city: 'Bath' })
      expect(told.map(([change]) => [change?.before?.['notes'], change?.after?.['notes']])).toEqual(
        [
          ['**********', '**********'],
          [null, null],
        ],
      )
      expect(JSON.stringify(told)).not.toContain('geheim')
    })

    test('cost a statement before and one after, however many rows; others cost none', async () => {
      const items = Array.from({ length: 50 }, (_, index) => ({
        id: 800 + index,
        name: `n${index}`,
      }))
      const counted = async (hooks: HookRegistry): Promise<number> => {
        const counter = new StatementCounter()
        const session = shop.with({ hooks, db: shop.db.withPlugin(counter) }, somebody)
        await session.create('tags', items)
        await session.updateEach(
          'tags',
          items.map(({ id }) => ({ id, name: `m${id}` })),
        )
        await session.delete('tags', { keys: items.map(({ id }) => id) })
        return counter.count
      }
      const asking = createHooks()
      const plain = createHooks()
      for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
        asking.within(name, () => {}, { rows: true })
        plain.within(name, () => {})
      }
      expect((await counted(asking)) - (await counted(plain))).toBe(4)
    })
  })

  describe('events', () => {
    test('are told after the commit, with the keys as they are', async () => {
      const events: Event[] = []
      const inside: number[] = []
      let last: readonly [id: number, change: Row] = [0, {}]
      const session = sessionWith((hooks) => {
        for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
          hooks.on(name, (event) => {
            events.push(event)
          })
        }
      })
      await session.transaction(async (inner) => {
        const [key] = await inner.create('tags', [{ name: 'event' }])
        const id = keepsNumbers ? Number(key?.['id']) : 600
        last = [id, keepsNumbers ? { name: 'moved' } : { id }]
        await inner.update('tags', { keys: [key ?? 0] }, last[1])
        await inner.delete('tags', { keys: [id, 4711] })
        inside.push(events.length)
      })
      expect(inside).toEqual([0])
      expect(events.map(told)).toEqual([
        {
          name: 'items.create',
          collection: 'tags',
          keys: [{ id: expect.any(Number) as number }],
          payload: { name: 'event' },
        },
        { name: 'items.update', collection: 'tags', keys: [{ id: last[0] }], payload: last[1] },
        { name: 'items.delete', collection: 'tags', keys: [{ id: last[0] }], payload: {} },
      ])
      expect(new Set(events.map(({ id }) => id)).size).toBe(3)
      expect(events.every(({ actor, at }) => actor === somebody && at instanceof Date)).toBe(true)
    })

    test('are not told of what was rolled back, nor of rows that were not there', async () => {
      const events: Event[] = []
      const session = sessionWith((hooks) => {
        for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
          hooks.on(name, (event) => {
            events.push(event)
          })
        }
      })
      const work = session.transaction(async (inner) => {
        await inner.create('tags', [{ name: 'rolled back' }])
        await inner.create('tags', [{ name: 'sale' }])
      })
      await expect(work).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
      await session.update('tags', { keys: [4711] }, { name: 'x' })
      await session.delete('tags', { keys: [4711] })
      expect(events).toEqual([])
    })

    test('of a listener that throws reach the others, and the write stays', async () => {
      const errors: unknown[] = []
      const heard: string[] = []
      const hooks = createHooks()
      hooks.on('items.create', () => {
        throw new Error('deaf')
      })
      hooks.on('items.create', ({ collection }) => {
        heard.push(collection)
      })
      const onListenerError = (error: unknown): void => {
        errors.push(error)
      }
      await shop.with({ hooks, onListenerError }).create('tags', [{ name: 'loud' }])
      await expect.poll(() => heard).toEqual(['tags'])
      expect(errors).toEqual([new Error('deaf')])
      expect(await shop.facts(`select count(*) from tags where name = 'loud'`)).toEqual([[1]])
    })
  })

  describe('of reads', () => {
    test('narrow queries, those of writes too', async () => {
      const session = sessionWith((hooks) => {
        hooks.query(
          (query) => ({ ...query, filter: { _and: [query.filter ?? {}, { id: { _lt: 3 } }] } }),
          {
            collections: ['customers'],
          },
        )
      })
      const ids = await session.read('customers', { fields: ['id'] })
      expect(ids).toEqual([{ id: 1 }, { id: 2 }])
      const page = await session.readPage(
        'customers',
        { fields: ['id'] },
        { meta: ['filter_count'] },
      )
      expect(page.meta).toEqual({ filter_count: 2 })
      const query = { filter: { city: { _eq: 'London' } }, limit: -1 }
      expect(await session.update('customers', { query }, { notes: 'x' })).toEqual([{ id: 1 }])
    })

    test('change rows in every output', async () => {
      const session = sessionWith((hooks) => {
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
      const session = sessionWith((hooks) => {
        hooks.read((rows) => rows.map((row) => ({ ...row, id: 1 })), { collections: ['tags'] })
      })
      const query = { filter: { id: { _eq: 2 } } }
      expect(await session.update('tags', { query }, { name: 'only two' })).toEqual([{ id: 2 }])
      expect(await shop.facts('select name from tags where id = 2')).toEqual([['only two']])
    })
  })
})
