import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import {
  type Actor,
  allowAll,
  type Change,
  createHooks,
  type HookRegistry,
  type Policy,
  type RowChange,
  type Session,
  SYSTEM,
} from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { StatementCounter } from '../support/statement-counter.js'
import { somebody } from './hooked.js'

describe.each(SUPPORTED)('hooks that ask for the rows on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  /** An identity column is never written to again there. */
  const keepsNumbers = dialect.name === 'mssql'
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
      seen.push([collection, rows.length, parent?.relationship.name ?? null, place, parent?.place])
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
    expect(told.map(([change]) => [change?.before?.['notes'], change?.after?.['notes']])).toEqual([
      ['**********', '**********'],
      [null, null],
    ])
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
