import { allowAll, anonymous, createEngine, type Session } from '@relvar/query-engine'
import { introspect } from '@relvar/schema-introspect'
import { applyOverlay } from '@relvar/schema-introspect/model'
import { DIALECTS, plainSql } from '@relvar/test-databases'
import { sql } from 'kysely'
import { setTimeout as delay } from 'node:timers/promises'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import {
  changeMark,
  markPlace,
  NewerSystemTablesError,
  openSystem,
  readMark,
  readMarks,
  removeSystem,
  type System,
  SystemNameTakenError,
} from '../src/index.js'
import { laterPeople, people } from './modules.js'
import { type Scratch, scratch } from './scratch.js'

async function openSession({ db }: Scratch, system: System): Promise<Session> {
  const schema = applyOverlay(system.withTables(await introspect(db)), {
    tables: {
      orders: {
        relationships: {
          owner: { kind: 'many-to-one', target: system.id('people'), columns: [['owner', 'id']] },
        },
      },
    },
  })
  return createEngine({ db, schema, policy: allowAll }).as(anonymous)
}

/** How another server keeps everybody else from the tables, where that is a lock with a name. */
const HOLDS: Partial<Record<string, { readonly take: string; readonly letGo: string }>> = {
  postgres: {
    take: "select pg_advisory_lock(hashtext('relvar:relvar'))",
    letGo: "select pg_advisory_unlock(hashtext('relvar:relvar'))",
  },
  mariadb: {
    take: "select get_lock(concat('relvar:', database(), '_relvar'), 5)",
    letGo: "select release_lock(concat('relvar:', database(), '_relvar'))",
  },
}

describe.each(DIALECTS)('system tables on $name', (dialect) => {
  const { skip } = dialect
  const test = it.skipIf(skip)

  test('are made once, with their first rows', async () => {
    await using place = await scratch(dialect)
    const first = await openSystem({ db: place.db, modules: [people] })
    expect(first.isNew).toBe(true)
    expect(first.applied).toEqual([
      'system:1',
      'system:3',
      'system:4',
      'people:1',
      'system:2',
      'people:2',
    ])
    const second = await openSystem({ db: place.db, modules: [people] })
    expect(second.isNew).toBe(false)
    expect(second.applied).toEqual([])
    const session = await openSession(place, second)
    const teams = await session.read('relvar_teams', { fields: ['name'] })
    expect(teams).toEqual([{ name: 'Founders' }])
    const notes = await session.read('relvar_migrations', { fields: ['version'] })
    expect(notes.map(({ version }) => version)).toEqual([
      'people:1',
      'people:2',
      'system:1',
      'system:2',
      'system:3',
      'system:4',
    ])
  })

  test('are read and written like any other', async () => {
    await using place = await scratch(dialect)
    const system = await openSystem({ db: place.db, modules: [people] })
    const session = await openSession(place, system)
    const [team] = await session.create('relvar_teams', [{ name: 'Sales' }])
    const [key] = await session.create('relvar_people', [
      {
        email: 'ada@example.com',
        team: team?.['id'],
        tags: ['a', { b: 1 }],
        networks: ['10.0.0.0/8', '::1'],
        note: 'likes tea',
        password: 'hashed elsewhere',
      },
    ])
    expect(key).toEqual({ id: 1 })
    const row = await session.readOne('relvar_people', { id: 1 })
    expect(row).toEqual({
      id: 1,
      email: 'ada@example.com',
      team: team?.['id'],
      active: true,
      tags: ['a', { b: 1 }],
      networks: ['10.0.0.0/8', '::1'],
      note: 'likes tea',
      joined: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      password: '**********',
    })
    const [withMembers] = await session.read('relvar_teams', {
      fields: ['name', 'members.email'],
      filter: { members: { email: { _starts_with: 'ada' } } },
    })
    expect(withMembers).toEqual({ name: 'Sales', members: [{ email: 'ada@example.com' }] })
  })

  test('can be linked to from a table of the user', async () => {
    await using place = await scratch(dialect)
    const system = await openSystem({ db: place.db, modules: [people] })
    const session = await openSession(place, system)
    await session.create('relvar_people', [{ email: 'ada@example.com' }])
    const orders = await session.read('orders', { fields: ['item', 'owner.email'] })
    expect(orders).toEqual([{ item: 'Laptop', owner: { email: 'ada@example.com' } }])
  })

  test('let go of links to a row that goes', async () => {
    await using place = await scratch(dialect)
    const session = await openSession(place, await openSystem({ db: place.db, modules: [people] }))
    const [team] = await session.create('relvar_teams', [{ name: 'Sales' }])
    await session.create('relvar_people', [{ email: 'ada@example.com', team: team?.['id'] }])
    await session.delete('relvar_teams', { keys: [{ id: String(team?.['id']) }] })
    expect(await session.read('relvar_people', { fields: ['team'] })).toEqual([{ team: null }])
  })

  test('grow with a later release, and refuse an earlier one after it', async () => {
    await using place = await scratch(dialect)
    await openSystem({ db: place.db, modules: [people] })
    const later = await openSystem({ db: place.db, modules: [laterPeople] })
    expect(later.applied).toEqual(['people:3'])
    const session = await openSession(place, later)
    await session.create('relvar_people', [{ nickname: 'Countess' }])
    expect(await session.read('relvar_people', { fields: ['nickname'] })).toEqual([
      { nickname: 'Countess' },
    ])
    await expect(openSystem({ db: place.db, modules: [people] })).rejects.toThrow(
      NewerSystemTablesError,
    )
  })

  test('are made by one of two servers that start at once', async () => {
    await using place = await scratch(dialect)
    const servers = [place.db, await place.connect(), await place.connect()]
    const systems = await Promise.all(
      servers.map((db) => openSystem({ db, modules: [laterPeople] })),
    )
    const session = await openSession(place, systems[0] as System)
    expect(await session.read('relvar_teams', { fields: ['name'] })).toEqual([{ name: 'Founders' }])
    expect(await session.read('relvar_migrations', { fields: ['version'] })).toHaveLength(7)
  })

  const hold = HOLDS[dialect.name]
  const noHold = `${dialect.name}: servers keep each other from tables by no lock with a name`
  it(
    'are waited for while another server makes them, longer than a statement may take',
    skipFor(skip ?? (hold === undefined ? noHold : null)),
    async () => {
      await using place = await scratch(dialect)
      const statementTimeout = 1_500
      const waiting = await place.connect({ statementTimeout })
      const opened = await place.db.connection().execute(async (holder) => {
        await sql.raw(hold?.take ?? '').execute(holder)
        const opening = openSystem({ db: waiting, modules: [people] })
        const first = await Promise.race([opening, delay(statementTimeout * 1.5, 'still waiting')])
        await sql.raw(hold?.letGo ?? '').execute(holder)
        return { first, system: await opening }
      })
      expect(opened).toMatchObject({ first: 'still waiting', system: { isNew: true } })
    },
  )

  test('leave the user’s schema as it was, also after they are gone', async () => {
    await using place = await scratch(dialect)
    const before = await introspect(place.db)
    const system = await openSystem({ db: place.db, modules: [people] })
    const session = await openSession(place, system)
    await session.create('relvar_people', [{ email: 'ada@example.com' }])
    await session.update('orders', { keys: [{ id: 1 }] }, { owner: 1 })
    expect((await introspect(place.db)).version).toBe(before.version)
    await removeSystem({ db: place.db, modules: [people] })
    expect((await introspect(place.db)).version).toBe(before.version)
    expect((await openSystem({ db: place.db, modules: [people] })).isNew).toBe(true)
  })

  test('have a database of their own where they are told so, which stays when they go', async () => {
    await using place = await scratch(dialect)
    const options = { db: place.db, modules: [people], alone: true }
    if (HAS_HOME.includes(dialect.name))
      await expect(openSystem(options)).rejects.toThrow(/"orders".*METADATA_URL/)
    await place.database.execute(plainSql(dialect.name, 'drop table orders'))
    const system = await openSystem(options)
    expect(system.isNew).toBe(true)
    expect((await openSystem(options)).isNew).toBe(false)
    expect(system.withTables(await introspect(place.db)).tables['relvar_teams']?.traits).toEqual({
      elsewhere: true,
    })
    const users = {
      ...system.model,
      tables: Object.fromEntries(
        Object.values(system.model.tables).map((table) => [
          `my_${table.id}`,
          { ...table, id: `my_${table.id}` },
        ]),
      ),
    }
    const { tables } = system.besideUsers(users)
    expect(tables['relvar_teams']?.traits).toEqual({})
    expect(tables['my_relvar_teams']?.traits).toEqual({ elsewhere: true })
    expect(await removeSystem(options)).toMatchObject({
      namespace: system.namespace,
      tables: expect.arrayContaining(['teams', 'people', 'migrations', 'state', 'unconfirmed']),
    })
    expect(await removeSystem(options)).toBeNull()
    expect(await introspect(place.db)).toMatchObject({ tables: {} })
  })

  test('have the model that introspection finds', async () => {
    await using place = await scratch(dialect)
    const system = await openSystem({ db: place.db, modules: [people] })
    const found =
      dialect.name === 'sqlite'
        ? await introspectAttached(place)
        : await introspect(place.db, { schemas: [system.namespace] })
    const facts = (table: { columns: readonly { name: string; nativeType: string }[] }): unknown =>
      table.columns.map(({ name, nativeType }) => [name, nativeType])
    for (const name of ['teams', 'people', 'migrations', 'state']) {
      const ours = system.model.tables[system.id(name)]
      const theirs = found.tables[name] ?? found.tables[`${system.namespace}.${name}`]
      expect(theirs && facts(theirs)).toEqual(ours && facts(ours))
      expect(theirs?.primaryKey).toEqual(ours?.primaryKey)
      // Where NULL may be, SQL Server has an index with a filter, which makes nothing unique of all rows.
      const everywhere = ours?.uniques.filter(
        ({ columns }) =>
          dialect.name !== 'mssql' ||
          columns.every((each) => ours.columns.some((its) => its.name === each && !its.nullable)),
      )
      expect(theirs?.uniques.map(({ columns }) => columns)).toEqual(
        everywhere?.map(({ columns }) => columns),
      )
    }
  })

  test('have a mark that changes when it is told to', async () => {
    await using place = await scratch(dialect)
    const system = await openSystem({ db: place.db, modules: [] })
    const session = await openSession(place, system)
    const first = await readMark(session, system)
    expect(await readMark(session, system)).toBe(first)
    await changeMark(session, system)
    const second = await readMarks(session, system)
    expect(second).toEqual({ mark: expect.any(String), overlay: null, schema: null })
    expect(second.mark).not.toBe(first)
    await changeMark(session, system, 'overlay')
    const { mark, overlay, schema } = await readMarks(session, system)
    expect([mark, schema]).toEqual([overlay, null])
    expect(mark).not.toBe(second.mark)
    const { table, column } = markPlace(system)
    expect(await session.read(table, { fields: [column] })).toHaveLength(1)
  })

  test('refuse a table of the user that has the name of one of theirs', async () => {
    await using place = await scratch(dialect)
    const system = await openSystem({ db: place.db, modules: [people], prefix: 'or' })
    expect(system.id('ders')).toBe('orders')
    const taken = 'create table orteams (id integer not null primary key)'
    await place.database.execute(plainSql(dialect.name, taken))
    const user = await introspect(place.db)
    expect(() => system.withTables(user)).toThrow(SystemNameTakenError)
  })
})

/** Where a database of our own needs no schema within it. */
const HAS_HOME = ['sqlite', 'mariadb', 'mysql', 'oracle']

/** SQLite's attached file, opened by itself. */
async function introspectAttached({ database }: Scratch): ReturnType<typeof introspect> {
  const { connect } = await import('@relvar/schema-introspect')
  const db = await connect(`${database.url}.relvar`)
  try {
    return await introspect(db)
  } finally {
    await db.destroy()
  }
}
