import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Workshop, openWorkshop } from './support.js'

const TABLE = `CREATE TABLE "odd one" (
  -- the key, of which numbers are never given twice
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  [name] TEXT COLLATE NOCASE NOT NULL DEFAULT 'it''s (a), "b"' CHECK (length(name) > 1), /* what it is, called */
  parent_id INTEGER CONSTRAINT to_parent REFERENCES "odd one"(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  price NUMERIC(10,2) UNIQUE,
  twice GENERATED ALWAYS AS (price * 2) VIRTUAL,
  "check" text,
  CONSTRAINT priced CHECK (price IS NULL OR price >= 0), -- never owed
  UNIQUE ("check" COLLATE NOCASE, price)
)`

const OTHERS = [
  `create table child (id integer primary key, odd_id integer not null references "odd one" (id) on delete cascade)`,
  `create index odd_price on "odd one" (price desc) where price > 1`,
  `create table log (note text)`,
  `create trigger odd_log after update on "odd one" begin insert into log values ('changed ' || new.name); end`,
  `create view odd_view as select o.id, o.name from "odd one" o`,
  `insert into "odd one" (id, name, price, "check") values (5, 'five', 2.5, 'a'), (9, 'nine', null, null)`,
  `delete from "odd one" where id = 9`,
  `insert into child values (1, 5)`,
  `create table bare (a text, b blob) strict`,
  `insert into bare (rowid, a, b) values (7, 'x', x'00ff'), (3, 'y', null)`,
  `create table flat (k text primary key, v integer) without rowid`,
  `insert into flat values ('k', 1)`,
]

async function openOdd(dialect: (typeof DIALECTS)[number]): Promise<Workshop> {
  const place = await openWorkshop(dialect)
  for (const each of [TABLE, ...OTHERS]) await sql.raw(each).execute(place.db)
  return place
}

async function textOf({ db }: Workshop, name: string): Promise<string> {
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_schema where name = ${name}`.execute(db)
  return rows[0]?.sql ?? ''
}

const sqlite = DIALECTS.filter(({ name }) => name === 'sqlite')

describe.each(sqlite)('a table of $name that is written anew', (dialect) => {
  it.skipIf(dialect.skip)('keeps all that the change is not about', async () => {
    await using place = await openOdd(dialect)
    await place.change([
      {
        kind: 'alter-column',
        table: 'odd one',
        column: 'name',
        set: { type: 'string', length: 80, default: null },
      },
    ])
    expect(await textOf(place, 'odd one')).toBe(
      TABLE.replace(
        `[name] TEXT COLLATE NOCASE NOT NULL DEFAULT 'it''s (a), "b"' CHECK (length(name) > 1),`,
        '[name] varchar(80) not null COLLATE NOCASE CHECK (length(name) > 1),',
      ),
    )
    expect(await place.rows('odd one', 'id')).toMatchObject([
      { id: 5, name: 'five', price: 2.5, twice: 5, check: 'a' },
    ])
    expect(await place.rows('child', 'id')).toEqual([{ id: 1, odd_id: 5 }])
    expect(await place.rows('odd_view', 'id')).toEqual([{ id: 5, name: 'five' }])
    expect(await textOf(place, 'odd_price')).toContain('where price > 1')
    await sql`insert into "odd one" (name) values ('next')`.execute(place.db)
    await sql`update "odd one" set name = 'FIVE' where name = 'FiVe'`.execute(place.db)
    expect(await place.rows('odd one', 'id')).toMatchObject([{ id: 5, name: 'FIVE' }, { id: 10 }])
    expect(await place.rows('log', 'note')).toEqual([{ note: 'changed FIVE' }])
  })

  it.skipIf(dialect.skip)('has foreign keys in force afterwards', async () => {
    await using place = await openOdd(dialect)
    await place.change([{ kind: 'drop-check', table: 'odd one', name: 'priced' }])
    const { rows } = await sql`select foreign_keys as found from pragma_foreign_keys`.execute(
      place.db,
    )
    expect(rows).toEqual([{ found: 1 }])
    const broken = sql`insert into child values (2, 77)`.execute(place.db)
    await expect(broken).rejects.toThrow('FOREIGN KEY')
  })

  it.skipIf(dialect.skip)('loses a constraint wherever that is written', async () => {
    await using place = await openOdd(dialect)
    const { tables } = await place.model()
    const { uniques = [], foreignKeys = [] } = tables['odd one'] ?? {}
    await place.change([
      ...uniques.map(({ name }) => ({ kind: 'drop-unique', table: 'odd one', name }) as const),
      ...foreignKeys.map(
        ({ name }) => ({ kind: 'drop-foreign-key', table: 'odd one', name }) as const,
      ),
      { kind: 'drop-check', table: 'odd one', name: 'odd one_check_1' },
      { kind: 'drop-check', table: 'odd one', name: 'priced' },
    ])
    const text = await textOf(place, 'odd one')
    expect(text).not.toMatch(/unique|references|constraint|length\(/i)
    expect(text).toContain('what it is, called')
    expect((await place.model()).tables['odd one']).toMatchObject({
      uniques: [],
      foreignKeys: [],
      checks: [],
    })
  })

  it.skipIf(dialect.skip)('keeps its rowids, and its options', async () => {
    await using place = await openOdd(dialect)
    await place.change([
      { kind: 'alter-column', table: 'bare', column: 'a', set: { nullable: false } },
      { kind: 'alter-column', table: 'flat', column: 'v', set: { nullable: false } },
    ])
    const { rows } = await sql`select rowid as id, a, b from bare order by rowid`.execute(place.db)
    expect(rows.map((row) => ({ ...(row as object) }))).toMatchObject([
      { id: 3, a: 'y', b: null },
      { id: 7, a: 'x' },
    ])
    expect(await textOf(place, 'bare')).toMatch(/\) strict$/i)
    expect(await textOf(place, 'flat')).toMatch(/\) without rowid$/i)
    expect(await place.rows('flat', 'k')).toEqual([{ k: 'k', v: 1 }])
  })

  it.skipIf(dialect.skip)('leaves everything as it was where a link would break', async () => {
    await using place = await openOdd(dialect)
    const before = await place.model()
    const changes = [
      { kind: 'rename-column', table: 'flat', column: 'v', to: 'w' },
      {
        kind: 'add-foreign-key',
        table: 'flat',
        foreignKey: { columns: ['w'], target: 'child' },
      },
      { kind: 'alter-column', table: 'bare', column: 'b', set: { nullable: true, default: null } },
    ] as const
    await sql`update flat set v = 99`.execute(place.db)
    await expect(place.change(changes)).rejects.toMatchObject({ code: 'INVALID_FOREIGN_KEY' })
    expect((await place.model()).version).toBe(before.version)
    await sql`update flat set v = 1`.execute(place.db)
    await place.change(changes)
    expect((await place.model()).tables['flat']?.foreignKeys).toMatchObject([{ columns: ['w'] }])
  })

  it.skipIf(dialect.skip)('follows what was renamed by the same changes', async () => {
    await using place = await openOdd(dialect)
    await sql`drop trigger odd_log`.execute(place.db)
    await place.change([
      { kind: 'rename-table', table: 'odd one', to: 'even' },
      { kind: 'rename-column', table: 'even', column: 'id', to: 'no' },
      { kind: 'rename-column', table: 'even', column: 'price', to: 'cost' },
      { kind: 'add-check', table: 'child', check: { name: 'c', expression: 'odd_id > 0' } },
      { kind: 'add-check', table: 'even', check: { name: 'd', expression: 'cost < 100' } },
    ])
    const { tables } = await place.model()
    expect(tables['child']?.foreignKeys).toMatchObject([{ target: 'even', targetColumns: ['no'] }])
    expect(tables['even']?.foreignKeys).toMatchObject([{ target: 'even', targetColumns: ['no'] }])
    expect(await textOf(place, 'odd_price')).toContain('("cost" desc) where "cost" > 1')
    expect(await place.rows('odd_view', 'no')).toEqual([{ no: 5, name: 'five' }])
    expect(await place.rows('even', 'no')).toMatchObject([{ no: 5, cost: 2.5, twice: 5 }])
  })

  it.skipIf(dialect.skip)('keeps texts that are longer than the type says now', async () => {
    await using place = await openOdd(dialect)
    await sql`create table texts (id integer primary key, label varchar(20))`.execute(place.db)
    await sql`insert into texts values (1, 'rather a long one')`.execute(place.db)
    const set = { type: 'string', length: 5 } as const
    const { warnings } = await place.change(
      [{ kind: 'alter-column', table: 'texts', column: 'label', set }],
      {},
    )
    expect(warnings).toEqual([
      {
        code: 'not-enforced',
        message: 'Longer values of "label" in "texts" stay as they are: SQLite heeds no length.',
        statement: 0,
        lossy: false,
      },
    ])
    expect(await place.rows('texts', 'id')).toEqual([{ id: 1, label: 'rather a long one' }])
  })

  it.skipIf(dialect.skip)('is refused where a trigger would be lost', async () => {
    await using place = await openOdd(dialect)
    const changes = [
      { kind: 'rename-column', table: 'odd one', column: 'name', to: 'title' },
      { kind: 'drop-check', table: 'odd one', name: 'priced' },
    ] as const
    await expect(place.plan(changes)).rejects.toMatchObject({ refusal: 'unsupported' })
    for (const change of changes) await place.change([change])
    await sql`update "odd one" set title = 'again'`.execute(place.db)
    expect(await place.rows('log', 'note')).toEqual([{ note: 'changed again' }])
  })
})
