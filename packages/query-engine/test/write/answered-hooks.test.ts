import { type DialectName, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { type Change, createHooks, type Event, type Row, type RowChange } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { StatementCounter } from '../support/statement-counter.js'

/** Those of a write that hooks are told of, which write to other tables. */
const HOOKED: Readonly<
  Partial<Record<DialectName, { readonly create: number; readonly update: number }>>
> = {
  sqlite: { create: 1, update: 2 },
  postgres: { create: 1, update: 1 },
  cockroachdb: { create: 1, update: 2 },
  mariadb: { create: 1, update: 3 },
}

const created_at = '2024-01-01T00:00:00.000Z'
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

describe.each(SUPPORTED)('writes that are answered and tell hooks on $name', (dialect) => {
  const { name } = dialect
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  test('runs hooks and tells events as any write does', async () => {
    const hooks = createHooks()
    const seen: unknown[] = []
    const events: Event[] = []
    hooks.before('items.create', ({ payload }) => ({
      ...payload,
      name: `${String(payload['name'])}!`,
    }))
    hooks.within('items.create', async ({ keys, session }) => {
      seen.push(...(await session.read('tags', { fields: ['name'] }, { keys: [...keys] })))
    })
    hooks.on('items.create', (event) => void events.push(event))
    const text = await shop
      .with({ hooks })
      .createJson('tags', [{ name: 'hooked' }], { fields: ['name'] })
    expect(parsed(text)).toEqual([{ name: 'hooked!' }])
    expect(seen).toEqual([{ name: 'hooked!' }])
    expect(events.map(({ payload }) => payload)).toEqual([{ name: 'hooked!' }])
  })

  test('tells hooks that write elsewhere what its own statement answers', async () => {
    const told: RowChange[] = []
    const counter = new StatementCounter()
    const hooks = createHooks()
    for (const event of ['items.create', 'items.update'] as const) {
      const keep = ({ rows }: Change): void => void told.push(...rows)
      hooks.within(event, keep, { rows: true, writes: ['customers'] })
    }
    const session = shop.with({ hooks, db: shop.db.withPlugin(counter) })
    const tag = { fields: ['id', 'name'] }
    const created = await session.createJson('tags', [{ name: 'told' }], tag)
    expect(counter.count).toBe(HOOKED[name]?.create ?? counter.count)
    const [{ id = null } = {}] = parsed(created) as Row[]
    counter.count = 0
    const updated = await session.updateJson(
      'tags',
      { keys: [Number(id)] },
      { name: 'retold' },
      tag,
    )
    expect(counter.count).toBe(HOOKED[name]?.update ?? counter.count)
    expect(parsed(updated)).toEqual([{ id, name: 'retold' }])
    const [before, after] = ['told', 'retold'].map((each) => ({ id, name: each }))
    expect(told).toEqual([
      { key: { id }, fields: ['name'], before: null, after: before },
      { key: { id }, fields: ['name'], before, after },
    ])
    await expect(session.updateJson('tags', { keys: [999_999] }, { name: 'none' })).resolves.toBe(
      '[]',
    )
    expect(told.length).toBe(2)
  })

  test('tells hooks of updates at once what each wrote over', async () => {
    const told: RowChange[] = []
    const hooks = createHooks()
    const keep = ({ rows }: Change): void => void told.push(...rows)
    hooks.within('items.update', keep, { rows: true, writes: [] })
    const session = shop.with({ hooks })
    const customer = { name: 'x', city: 'first', created_at }
    const [key] = await shop.session.create('customers', [customer])
    const id = Number(key?.['id'])
    const cities = Array.from({ length: 20 }, (_, index) => `city ${index}`)
    await Promise.all(
      cities.map((city) => session.updateJson('customers', { keys: [id] }, { city })),
    )
    const [[last] = []] = await shop.facts(`select city from customers where id = ${id}`)
    const former = told.map(({ before }) => before?.['city'])
    expect(new Set(told.map(({ after }) => after?.['city']))).toEqual(new Set(cities))
    expect(new Set([...former, last])).toEqual(new Set(['first', ...cities]))
  })

  test('answers what hooks write once they have', async () => {
    const hooks = createHooks()
    const session = shop.with({ hooks })
    const fields = ['name', 'category_id.name']
    const item = { sku: 'H-1', name: 'H', category_id: 5, price: '1.5', created_at }
    hooks.within(
      'items.create',
      async ({ system }) => {
        await system.update('categories', { keys: [5] }, { name: 'Renamed' })
      },
      { collections: ['products'], writes: ['categories'] },
    )
    const text = await session.createJson('products', [item], { fields })
    expect(parsed(text)).toEqual([{ name: 'H', category_id: { name: 'Renamed' } }])
  })
})
