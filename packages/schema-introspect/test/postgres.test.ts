import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { getTable, introspect, setWhereKnown } from '../src/index.js'
import { applyOverlay, findColumn, findRelationship } from '../src/model/index.js'
import { type Scratch, scratch } from './matrix.js'

const postgres = DIALECTS.find(({ name }) => name === 'postgres')
const skip = postgres === undefined || postgres.skip !== null

function make(statements: readonly string[]): Promise<Scratch> {
  if (postgres === undefined) throw new Error('PostgreSQL is not picked.')
  return scratch(postgres, statements)
}

describe('what only postgres has', () => {
  it.skipIf(skip)('tells tables of the same name in several schemas apart', async () => {
    await using database = await make([
      'create schema "Other Side"',
      'create table teams (id int primary key)',
      'create table "Other Side".teams (id int primary key, team_id int references public.teams)',
      'create table "Other Side".only_there (id int primary key, team_id int references "Other Side".teams)',
    ])
    const schema = await introspect(database.db)
    expect(Object.keys(schema.tables)).toEqual([
      'Other Side.only_there',
      'Other Side.teams',
      'teams',
    ])
    expect(findRelationship(getTable(schema, 'teams'), 'Other Side_teams')?.target).toBe(
      'Other Side.teams',
    )
    expect(findRelationship(getTable(schema, 'Other Side.teams'), 'team_id')?.target).toBe('teams')
  })

  it.skipIf(skip)('reads the schemas it is told to, the first as default', async () => {
    await using database = await make([
      'create schema a',
      'create schema b',
      'create table a.one (id int primary key)',
      'create table b.two (id int primary key, one_id int references a.one)',
      'create table three (id int primary key)',
    ])
    const schema = await introspect(database.db, { schemas: ['b', 'a'] })
    expect(schema.defaultSchema).toBe('b')
    expect(Object.keys(schema.tables)).toEqual(['a.one', 'two'])
    expect(Object.keys((await introspect(database.db, { schemas: [] })).tables)).toEqual([])
  })

  it.skipIf(skip)('sets what its version has, and leaves out what it has not', async () => {
    await using database = await make([])
    await database.db.connection().execute(async (connection) => {
      await setWhereKnown(connection, 'lock_timeout', '7s')
      await setWhereKnown(connection, 'autocommit_before_ddl', 'off')
      const { rows } = await sql`show lock_timeout`.execute(connection)
      expect(rows).toEqual([{ lock_timeout: '7s' }])
      await expect(setWhereKnown(connection, 'lock_timeout', 'soon')).rejects.toThrow('soon')
    })
  })

  it.skipIf(skip)('never shows our own namespace', async () => {
    await using database = await make([
      'create schema relvar',
      'create table relvar.users (id int primary key)',
    ])
    expect((await introspect(database.db)).tables).toEqual({})
  })

  it.skipIf(skip)('gives two names that would be one id an id each', async () => {
    await using database = await make([
      'create schema archive',
      'create table archive.teams (id int primary key)',
      'create table "archive.teams" (id int primary key)',
    ])
    const schema = await introspect(database.db)
    expect(Object.keys(schema.tables)).toEqual(['archive.teams', 'public.archive.teams'])
    expect(getTable(schema, 'archive.teams')).toMatchObject({ schema: 'archive', name: 'teams' })
  })

  it.skipIf(skip)('reads a partitioned table once, with its keys', async () => {
    await using database = await make([
      'create table places (id int primary key)',
      'create table measured (taken_on date, place_id int references places, primary key (taken_on)) partition by range (taken_on)',
      `create table measured_2024 partition of measured for values from ('2024-01-01') to ('2025-01-01')`,
      `create table measured_2025 partition of measured for values from ('2025-01-01') to ('2026-01-01')`,
    ])
    const schema = await introspect(database.db)
    expect(Object.keys(schema.tables)).toEqual(['measured', 'places'])
    expect(getTable(schema, 'measured').primaryKey).toEqual(['taken_on'])
    expect(getTable(schema, 'places').relationships.map((each) => each.name)).toEqual(['measured'])
  })

  it.skipIf(skip)('reads materialised views and foreign tables', async () => {
    await using database = await make([
      'create table t (id int primary key, name text)',
      'create materialized view m as select id, name from t',
      'create extension if not exists file_fdw',
      'create server files foreign data wrapper file_fdw',
      `create foreign table passwords (line text) server files options (filename '/etc/passwd', format 'text')`,
    ])
    const schema = await introspect(database.db)
    expect(getTable(schema, 'm')).toMatchObject({ kind: 'materialized-view', actions: ['read'] })
    expect(getTable(schema, 'passwords')).toMatchObject({
      kind: 'foreign-table',
      actions: ['read'],
    })
    const keyed = applyOverlay(schema, { tables: { m: { primaryKey: ['id'] } } })
    expect(getTable(keyed, 'm').actions).toEqual(['read'])
  })

  it.skipIf(skip)('lets an updatable view be written once its key is known', async () => {
    await using database = await make([
      'create table t (id int primary key, name text)',
      'create view plain as select id, name, length(name) as size from t',
      'create view counted as select count(*) as n from t',
    ])
    const schema = await introspect(database.db)
    expect(getTable(schema, 'plain').actions).toEqual(['read'])
    const keyed = applyOverlay(schema, {
      tables: { plain: { primaryKey: ['id'] }, counted: { primaryKey: ['n'] } },
    })
    expect(getTable(keyed, 'plain').actions).toEqual(['read', 'create', 'update', 'delete'])
    expect(findColumn(getTable(keyed, 'plain'), 'size')?.actions).toEqual(['read'])
    expect(getTable(keyed, 'counted').actions).toEqual(['read'])
  })

  it.skipIf(skip)(
    'shows an account no more than it may read, and allows no more than it may write',
    async () => {
      await using database = await make([
        'create table readable (id int primary key, name text)',
        'create table half (id int primary key, open text, secret text)',
        'create table closed (id int primary key, half_id int references half)',
        'create schema hidden',
        'create table hidden.t (id int primary key)',
        'grant select, insert on readable to public',
        'grant select (id, open), update (open) on half to public',
        'grant select on hidden.t to public',
      ])
      const role = `reader_${Date.now()}`
      await database.execute(`create role ${role} login password 'reader'`)
      const url = new URL(database.url)
      url.username = role
      url.password = 'reader'
      const db = await database.connect({}, url.href)
      const schema = await introspect(db)
      await db.destroy()
      await database.execute([`drop role ${role}`])
      expect(Object.keys(schema.tables)).toEqual(['half', 'readable'])
      expect(getTable(schema, 'readable').actions).toEqual(['read', 'create'])
      const half = getTable(schema, 'half')
      expect(half.columns.map((column) => [column.name, column.actions])).toEqual([
        ['id', ['read']],
        ['open', ['read', 'update']],
      ])
      expect(half.relationships).toEqual([])
    },
  )

  it.skipIf(skip)('reads types, sizes and identity columns', async () => {
    await using database = await make([
      `create domain email as varchar(80) check (value like '%@%')`,
      `create type mood as enum ('ok', 'sad')`,
      `create table typed (
        id bigserial primary key, always_id int generated always as identity, by_default int generated by default as identity,
        exact numeric, money_ numeric(12,3), shifted numeric(3,-2), mail email, moods mood[], matrix int8[][],
        short char(36), long varchar, stamp timestamptz(3), bytes bytea, place point, doc jsonb)`,
    ])
    const typed = getTable(await introspect(database.db), 'typed')
    const column = (name: string): unknown => findColumn(typed, name)
    expect(column('id')).toMatchObject({ type: 'bigInteger', generated: 'identity', default: null })
    expect(column('always_id')).toMatchObject({ generated: 'identity', actions: ['read'] })
    expect(column('by_default')).toMatchObject({
      generated: 'identity',
      actions: ['read', 'create', 'update'],
    })
    expect(column('exact')).toMatchObject({ type: 'decimal', precision: null, scale: null })
    expect(column('money_')).toMatchObject({ type: 'decimal', precision: 12, scale: 3 })
    expect(column('shifted')).toMatchObject({ type: 'decimal', precision: 3, scale: -2 })
    expect(column('mail')).toMatchObject({ type: 'string', length: 80, nativeType: 'email' })
    expect(column('moods')).toMatchObject({ type: 'array', elementType: 'string', enum: 'mood' })
    expect(column('matrix')).toMatchObject({ type: 'array', elementType: 'bigInteger' })
    expect(column('short')).toMatchObject({ type: 'string', length: 36 })
    expect(column('long')).toMatchObject({ type: 'text', length: null })
    expect(column('stamp')).toMatchObject({
      type: 'timestamp',
      nativeType: 'timestamp(3) with time zone',
    })
    expect(column('bytes')).toMatchObject({ type: 'binary' })
    expect(column('place')).toMatchObject({ type: 'unknown' })
    expect(column('doc')).toMatchObject({ type: 'json' })
  })

  it.skipIf(skip)('keeps values exact, whatever the session of the server is set to', async () => {
    await using database = await make([])
    await sql`alter database ${sql.id(new URL(database.url).pathname.slice(1))} set datestyle to 'SQL, DMY'`.execute(
      database.db,
    )
    const db = await database.connect()
    const { rows } = await sql<Record<string, unknown>>`select 9223372036854775807::int8 as big,
      1.50::numeric as exact, date '2024-02-29' as day, timestamptz '2024-02-29 12:00+02' as moment,
      interval '1 year 2 days' as span, '{"a":1,  "b":2}'::json as doc, 0.1::float8 as float,
      array[1.10, 2.20]::numeric[] as list, '\\x00ff'::bytea as bytes`.execute(db)
    expect(rows[0]).toEqual({
      big: '9223372036854775807',
      exact: '1.50',
      day: '2024-02-29',
      moment: '2024-02-29 10:00:00+00',
      span: 'P1Y2D',
      doc: '{"a":1,  "b":2}',
      float: 0.1,
      list: ['1.10', '2.20'],
      bytes: Buffer.from([0, 255]),
    })
  })

  it.skipIf(skip)(
    'prepares what comes again, with parameters or without, but not scripts',
    async () => {
      await using database = await make([])
      const prepared = await database.db.connection().execute(async (connection) => {
        const query = sql<{
          statement: string
        }>`select statement from pg_prepared_statements order by 1`
        for (let time = 0; time < 2; time++) {
          await sql`select 1 as one`.execute(connection)
          await sql`select ${'a'} as a`.execute(connection)
          await sql`select 2; select 3`.execute(connection)
        }
        return (await query.execute(connection)).rows
      })
      expect(prepared).toEqual([{ statement: 'select $1 as a' }, { statement: 'select 1 as one' }])
    },
  )
})
