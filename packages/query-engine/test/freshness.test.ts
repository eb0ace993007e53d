import { plainSql, shopFixture } from '@relvar/test-databases'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Actor,
  createHooks,
  type EngineOptions,
  type Policy,
  type Session,
  type WriteEventName,
} from '../src/index.js'
import { SUPPORTED, useFixture } from './support/fixture.js'
import { policyOf } from './support/rules.js'
import { StatementCounter } from './support/statement-counter.js'

/** Of a creation and an update that hooks are told of, where their statements bring the mark along. */
const TOLD: Readonly<Record<string, readonly [number, number]>> = {
  postgres: [1, 1],
  sqlite: [1, 2],
  // A creation asks for it before.
  mariadb: [2, 3],
}
const ANY = { fields: '*' } as const

describe.each(SUPPORTED)('what is known of an actor, on $name', (dialect) => {
  const fixture = useFixture(dialect, (name) => [
    ...shopFixture(name),
    'create table marks (id integer not null primary key, version varchar(20) not null)',
    "insert into marks (id, version) values (1, 'first')",
  ])
  const test = it.skipIf(dialect.skip)

  /** Rights as they are written down, and as they were read last. */
  let written: readonly string[] = []
  let read: { readonly mark: string; readonly tables: readonly string[] }
  let renewals = 0

  beforeEach(async () => {
    if (dialect.skip !== null) return
    written = ['tags']
    read = { mark: 'first', tables: written }
    renewals = 0
    await mark('first')
  })

  const policy: Policy<Actor> = {
    guardFor: (table, action, actor) =>
      policyOf(
        Object.fromEntries(read.tables.map((id) => [id, { read: ANY, create: ANY, update: ANY }])),
      ).guardFor(table, action, actor),
    keyOf: () => read.mark,
  }

  function mark(version: string): Promise<void> {
    const statement = `update marks set version = '${version}'`
    return fixture.database.execute(plainSql(dialect.name, statement))
  }

  async function change(version: string, tables: readonly string[]): Promise<void> {
    written = tables
    await mark(version)
  }

  function session(
    parts: Partial<Actor> = { mark: 'first' },
    options: Partial<EngineOptions<Actor>> = {},
  ): Session {
    const renew = async (actor: Actor): Promise<Actor> => {
      renewals++
      const [[mark] = []] = await fixture.facts('select version from marks')
      read = { mark: String(mark), tables: written }
      if (!written.includes('users')) return { ...actor, mark: read.mark }
      throw new Error('signed out')
    }
    const freshness = { mark: { table: 'marks', column: 'version' }, renew }
    return fixture.with(
      { policy, freshness, hooks: createHooks(), ...options },
      { id: 'u1', ...parts },
    )
  }

  test('does not change what aggregates answer', async () => {
    for (const query of [
      { aggregate: { count: ['*'], sum: ['id'] } },
      { aggregate: { countAll: ['*'] }, groupBy: ['name'], limit: 2 },
      { aggregate: { count: ['id'] }, filter: { id: { _lt: 0 } } },
    ] as const) {
      const json = await session().readJson('tags', query)
      expect(JSON.parse(json.data)).toEqual(await fixture.session.read('tags', query))
    }
  })

  test('is asked for in the statement of a read, and renewed when it changed', async () => {
    const reader = session()
    expect(await reader.read('tags', { fields: ['id'], limit: 1 })).toEqual([{ id: 1 }])
    expect(renewals).toBe(0)
    await change('second', ['tags', 'categories'])
    expect(await reader.read('tags', { fields: ['id'], limit: 1 })).toEqual([{ id: 1 }])
    expect(renewals).toBe(1)
    expect(reader.actor.mark).toBe('second')
    const json = await reader.readJson(
      'tags',
      { fields: ['id'], limit: 1 },
      { meta: ['total_count'] },
    )
    expect(JSON.parse(json.data)).toEqual([{ id: 1 }])
    expect(renewals).toBe(1)
  })

  test('ends at once when rights are taken, whatever is asked', async () => {
    const calls: readonly ((reader: Session) => Promise<unknown>)[] = [
      (reader) => reader.read('tags'),
      (reader) => reader.readJson('tags'),
      (reader) => reader.read('tags', { limit: 0 }),
      (reader) => reader.read('tags', { filter: { id: { _eq: -1 } } }),
      (reader) => reader.read('tags', { filter: { id: { _eq: -1 } } }, { meta: ['filter_count'] }),
      (reader) => reader.read('tags', { aggregate: { count: ['*'] } }),
      (reader) => reader.readOne('tags', 1),
      (reader) => reader.stream('tags')[Symbol.asyncIterator]().next(),
      (reader) => reader.update('tags', { keys: [1] }, { name: 'x' }),
      (reader) => reader.updateJson('tags', { keys: [1] }, { name: 'x' }),
      (reader) => reader.transaction((inner) => inner.read('tags')),
    ]
    for (const [index, call] of calls.entries()) {
      read = { mark: 'first', tables: ['tags'] }
      await change('first', ['tags'])
      const reader = session()
      await reader.read('tags', { limit: 1 })
      await change(`taken ${index}`, [])
      await expect(call(reader), `call ${index}`).rejects.toThrow('tags')
    }
    expect(await fixture.facts('select name from tags where id = 1')).toEqual([['new']])
  })

  test('grows at once when rights are given', async () => {
    const reader = session()
    await expect(reader.read('categories')).rejects.toThrow('categories')
    await change('second', ['tags', 'categories'])
    expect((await reader.read('categories', { limit: 1 })).length).toBe(1)
  })

  test('can be asked for by itself, for the schema', async () => {
    const reader = session()
    expect(await reader.renew()).toBe(false)
    await change('second', ['categories'])
    expect(await reader.renew()).toBe(true)
    expect(Object.keys(reader.schema.tables)).toEqual(['categories'])
  })

  test('is what it was to the end of a transaction', async () => {
    const writer = session()
    await writer.transaction(async (inner) => {
      await inner.update('tags', { keys: [1] }, { name: 'new' })
      expect(renewals).toBe(0)
      expect(await inner.renew()).toBe(false)
    })
  })

  test('is compared by the statement of a write before hooks are told of it', async () => {
    const told: WriteEventName[] = []
    const hooks = createHooks()
    for (const name of ['items.create', 'items.update'] as const)
      hooks.within(name, () => void told.push(name), { rows: true, writes: [] })
    const counter = new StatementCounter()
    const begun = async (): Promise<Session> => {
      read = { mark: 'first', tables: ['tags'] }
      await change('first', ['tags'])
      counter.count = 0
      return session(undefined, { hooks, db: fixture.db.withPlugin(counter) })
    }
    const writes: readonly ((writer: Session, name: string) => Promise<unknown>)[] = [
      (writer, name) => writer.createJson('tags', [{ name }]),
      (writer, name) => writer.updateJson('tags', { keys: [1] }, { name }),
      (writer) => writer.updateJson('tags', { keys: [-1] }, { name: 'nobody' }),
    ]
    for (const [index, write] of writes.entries()) {
      told.length = 0
      const before = await fixture.facts('select name from tags order by id')

      let writer = await begun()
      await change('taken', [])
      await expect(write(writer, 'by nobody'), `write ${index}`).rejects.toThrow('tags')
      expect(told).toEqual([])
      expect(await fixture.facts('select name from tags order by id')).toEqual(before)

      writer = await begun()
      await change('other', ['tags'])
      await write(writer, `first ${index}`)
      expect(writer.actor.mark).toBe('other')
      expect(told.length).toBe(index === 2 ? 0 : 1)

      writer = await begun()
      await write(writer, `second ${index}`)
      const statements = TOLD[dialect.name]?.[index] ?? counter.count
      expect(counter.count).toBe(statements)
    }
  })

  test('is found out anew for a write that is refused', async () => {
    const writer = session()
    const create = (): Promise<unknown> => writer.createJson('categories', [{ name: 'Hats' }])
    await expect(create()).rejects.toThrow('categories')
    expect(renewals).toBe(0)
    await change('second', ['tags', 'categories'])
    await create()
    expect(renewals).toBe(1)
  })

  test('may be that nobody is there any more', async () => {
    const reader = session()
    await change('second', ['users'])
    await expect(reader.read('tags')).rejects.toThrow('signed out')
  })

  test('holds for ever without a mark', async () => {
    const reader = session({})
    await change('second', [])
    expect(await reader.read('tags', { fields: ['id'], limit: 1 })).toEqual([{ id: 1 }])
    expect(renewals).toBe(0)
  })
})
