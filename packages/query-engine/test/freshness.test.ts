import { plainSql, shopFixture } from '@relvar/test-databases'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Actor, createHooks, type Policy, type Session } from '../src/index.js'
import { SUPPORTED, useFixture } from './support/fixture.js'
import { policyOf } from './support/rules.js'

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
        Object.fromEntries(
          read.tables.map((id) => [id, { read: { fields: '*' }, update: { fields: '*' } }]),
        ),
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

  function session(parts: Partial<Actor> = { mark: 'first' }): Session {
    const renew = async (actor: Actor): Promise<Actor> => {
      renewals++
      const [[mark] = []] = await fixture.facts('select version from marks')
      read = { mark: String(mark), tables: written }
      if (!written.includes('users')) return { ...actor, mark: read.mark }
      throw new Error('signed out')
    }
    const freshness = { mark: { table: 'marks', column: 'version' }, renew }
    return fixture.with({ policy, freshness, hooks: createHooks() }, { id: 'u1', ...parts })
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
