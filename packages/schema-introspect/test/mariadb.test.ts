import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { getTable, introspect } from '../src/index.js'
import { applyOverlay, findColumn } from '../src/model/index.js'
import { type Scratch, scratch } from './matrix.js'

const mariadb = DIALECTS.find(({ name }) => name === 'mariadb')
const skip = mariadb === undefined || mariadb.skip !== null

function make(statements: readonly string[]): Promise<Scratch> {
  if (mariadb === undefined) throw new Error('MariaDB is not picked.')
  return scratch(mariadb, statements)
}

describe('what only mariadb has', () => {
  it.skipIf(skip)('knows a MariaDB behind a mysql: URL', async () => {
    await using database = await make(['create table t (id int primary key)'])
    const db = await database.connect({}, database.url.replace('mariadb:', 'mysql:'))
    expect((await introspect(db)).dialect).toBe('mariadb')
  })

  it.skipIf(skip)('reads inline enums, sets, booleans and JSON', async () => {
    await using database = await make([
      `create table typed (id int unsigned auto_increment primary key,
        size enum('S','it''s','a,b') default 'S', flags set('x','y'), yes boolean default true, bit_ bit(1) default b'1',
        mask bit(8) default b'101', doc json, plain longtext, made timestamp(3) default current_timestamp(3) on update current_timestamp(3),
        text_default varchar(20) default 'it\\'s \\\\ here', big bigint default 9007199254740993, nothing int default null) comment 'It''s typed'`,
    ])
    const schema = await introspect(database.db)
    const typed = getTable(schema, 'typed')
    const column = (name: string): unknown => findColumn(typed, name)
    expect(schema.enums['typed.size']?.values).toEqual(['S', "it's", 'a,b'])
    expect(schema.enums['typed.flags']?.values).toEqual(['x', 'y'])
    expect(column('id')).toMatchObject({ generated: 'identity', nativeType: 'int(10) unsigned' })
    expect(column('yes')).toMatchObject({
      type: 'boolean',
      default: { kind: 'literal', value: true },
    })
    expect(column('bit_')).toMatchObject({
      type: 'boolean',
      default: { kind: 'literal', value: true },
    })
    expect(column('mask')).toMatchObject({
      type: 'integer',
      default: { kind: 'literal', value: 5 },
    })
    expect(column('doc')).toMatchObject({ type: 'json', nativeType: 'json', length: null })
    expect(column('plain')).toMatchObject({ type: 'text', default: null })
    expect(column('made')).toMatchObject({
      type: 'timestamp',
      default: { kind: 'expression' },
      generated: null,
    })
    expect(column('text_default')).toMatchObject({
      default: { kind: 'literal', value: "it's \\ here" },
    })
    expect(column('big')).toMatchObject({ default: { kind: 'literal', value: '9007199254740993' } })
    expect(column('nothing')).toMatchObject({ default: null })
    expect(typed.comment).toBe("It's typed")
  })

  it.skipIf(skip)('lets an updatable view be written once its key is known', async () => {
    await using database = await make([
      'create table t (id int primary key, name text)',
      'create view plain as select id, name from t',
      'create view counted as select count(*) as n from t',
    ])
    const keyed = applyOverlay(await introspect(database.db), {
      tables: { plain: { primaryKey: ['id'] }, counted: { primaryKey: ['n'] } },
    })
    expect(getTable(keyed, 'plain')).toMatchObject({ kind: 'view', comment: null })
    expect(getTable(keyed, 'plain').actions).toEqual(['read', 'create', 'update', 'delete'])
    expect(getTable(keyed, 'counted').actions).toEqual(['read'])
  })

  it.skipIf(skip)('reads several databases, and links between them', async () => {
    await using database = await make(['create table teams (id int primary key)'])
    const main = new URL(database.url).pathname.slice(1)
    const other = `${main}_other`
    await database.execute([
      `create database ${other}`,
      `create table ${other}.teams (id int primary key, team_id int, foreign key (team_id) references ${main}.teams (id))`,
    ])
    const schema = await introspect(database.db, { schemas: [main, other] })
    await database.execute(`drop database ${other}`)
    expect(Object.keys(schema.tables)).toEqual(['teams', `${other}.teams`])
    expect(getTable(schema, 'teams').relationships.map((each) => each.name)).toEqual([
      `${other}_teams`,
    ])
  })

  it.skipIf(skip)('shows an account no more than it may read', async () => {
    await using database = await make([
      'create table readable (id int primary key, name text)',
      'create table half (id int primary key, open text, secret text)',
      'create table closed (id int primary key)',
    ])
    const url = new URL(database.url)
    const name = url.pathname.slice(1)
    const user = `reader_${name.slice(-12)}`
    await database.execute([
      `create user ${user} identified by 'reader'`,
      `grant select on ${name}.readable to ${user}`,
      `grant select (id, open), update (open) on ${name}.half to ${user}`,
    ])
    url.username = user
    url.password = 'reader'
    const db = await database.connect({}, url.href)
    const schema = await introspect(db)
    await db.destroy()
    await database.execute(`drop user ${user}`)
    expect(Object.keys(schema.tables)).toEqual(['half', 'readable'])
    expect(getTable(schema, 'half').columns.map((column) => [column.name, column.actions])).toEqual(
      [
        ['id', ['read']],
        ['open', ['read', 'update']],
      ],
    )
  })

  it.skipIf(skip)('keeps values exact and text whole, whatever the server is set to', async () => {
    await using database = await make([])
    const { db } = database
    const { rows } = await sql<
      Record<string, unknown>
    >`select cast(9223372036854775807 as signed) as big,
      cast(1.50 as decimal(10,2)) as exact, cast('2024-02-29' as date) as day, @@time_zone as zone,
      @@group_concat_max_len as longest, ${"back\\slash ' quote 🙂"} as text`.execute(db)
    expect(rows[0]).toMatchObject({
      big: '9223372036854775807',
      exact: '1.50',
      day: '2024-02-29',
      zone: '+00:00',
      text: "back\\slash ' quote 🙂",
    })
    // The server takes less than was asked for: what it can do, instead of one megabyte.
    expect(Number(rows[0]?.['longest'])).toBeGreaterThanOrEqual(2 ** 30)
    const mode = await sql<{ mode: string }>`select @@sql_mode as mode`.execute(db)
    expect(mode.rows[0]?.mode).toContain('STRICT_ALL_TABLES')
  })

  it.skipIf(skip)('lets no statement take the memory of the server', async () => {
    await using database = await make([
      'create table t (id int primary key)',
      'insert into t values (1)',
    ])
    const { db } = database
    const { rows } = await sql<{ most: string }>`select @@max_session_mem_used as most`.execute(db)
    expect(rows[0]?.most).toBe(String(2 ** 30))
    const one = await database.connect({ maxConnections: 1 })
    await expect(greedy(300).execute(one)).rejects.toMatchObject({ errno: 1290 })
    // What its prepared statements held is given back.
    expect(await memoryOf(one)).toBeLessThan(2 ** 20)
  })

  it.skipIf(skip)('keeps nothing of a long statement that was prepared', async () => {
    await using database = await make([
      'create table t (id int primary key)',
      'insert into t values (1)',
    ])
    const one = await database.connect({ maxConnections: 1 })
    for (const length of [60, 61, 62]) await greedy(length).execute(one)
    expect(await memoryOf(one)).toBeLessThan(2 ** 20)
  })

  it.skipIf(skip)('closes while a long statement runs', async () => {
    await using database = await make([])
    const one = await database.connect({ maxConnections: 1 })
    const padding = sql.raw(`/* ${'long '.repeat(1000)} */`)
    const running = sql`select sleep(${0.5}) as slept ${padding}`.execute(one)
    const isRunning = async (): Promise<void> => {
      const { rows } = await sql`select 1 from information_schema.processlist
        where info like 'select sleep(%' and id <> connection_id()`.execute(database.db)
      expect(rows).toHaveLength(1)
    }
    await expect.poll(isRunning).toBeUndefined()
    await one.destroy()
    expect((await running).rows).toEqual([{ slept: 0 }])
  })
})

/** A statement for which MariaDB takes memory by the third power of its length: 18 MB for 60. */
function greedy(length: number) {
  const rule = (outer: string) => {
    const conditions = Array.from({ length }, (_, index) => {
      const inner = `g${index}`
      return `exists (select 1 from t as ${inner} where ${inner}.id = ${outer}.id and ${inner}.id < 3)`
    })
    return sql.raw(conditions.join(' or '))
  }
  return sql`select (select 1 from t as a where ${rule('a')}) as nested, ${1} as one from t as b where ${rule('b')}`
}

/** Bytes that the session holds. */
async function memoryOf(db: Scratch['db']): Promise<number> {
  const { rows } = await sql<{ used: string }>`select memory_used as used
    from information_schema.processlist where id = connection_id()`.execute(db)
  return Number(rows[0]?.used)
}
