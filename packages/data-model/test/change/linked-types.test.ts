import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { SchemaChange } from '../../src/index.js'
import { openWorkshop, type Workshop } from './support.js'

/** Keys that no column is like of its own accord. */
const TABLES = [
  'create table country (code char(2) character set latin1 collate latin1_bin primary key) default charset utf8mb4',
  'create table author (id bigint unsigned auto_increment primary key)',
  "insert into country values ('de'), ('fr')",
  'insert into author values (1)',
]

async function openPlace(dialect: (typeof DIALECTS)[number]): Promise<Workshop> {
  const place = await openWorkshop(dialect)
  for (const each of TABLES) await sql.raw(each).execute(place.db)
  return place
}

const LINKS = [
  { columns: ['country'], target: 'country' },
  { columns: ['author'], target: 'author' },
] as const

async function typesOf({ db }: Workshop, table: string): Promise<unknown> {
  const { rows } = await sql<{ name: string; type: string; collation: string | null }>`
    select column_name as name, column_type as type, collation_name as collation
    from information_schema.columns where table_schema = database() and table_name = ${table}
    order by column_name`.execute(db)
  return rows.map(({ name, type, collation }) => [name, type, collation])
}

const FITTING = [
  ['author', 'bigint(20) unsigned', null],
  ['country', 'varchar(2)', 'latin1_bin'],
]

const LINKED: SchemaChange = {
  kind: 'create-table',
  table: {
    name: 'linked',
    columns: [
      { name: 'author', type: 'integer' },
      { name: 'country', type: 'string', length: 2 },
    ],
    primaryKey: ['author', 'country'],
  },
}

describe.each(DIALECTS.filter(({ name }) => name === 'mariadb'))('links on $name', (dialect) => {
  it.skipIf(dialect.skip)('are of the type of what they lead to, in a new junction', async () => {
    await using place = await openPlace(dialect)
    const table = { ...LINKED.table, foreignKeys: LINKS }
    await place.change([{ kind: 'create-table', table }])
    expect(await typesOf(place, 'linked')).toEqual(FITTING)
    await sql`insert into linked (author, country) values (1, 'de')`.execute(place.db)
  })

  it.skipIf(dialect.skip)('become so in a junction that is there, with its rows', async () => {
    await using place = await openPlace(dialect)
    await place.change([LINKED])
    await sql`insert into linked (author, country) values (1, 'fr')`.execute(place.db)
    await place.change(
      LINKS.map((foreignKey) => ({ kind: 'add-foreign-key', table: 'linked', foreignKey })),
    )
    expect(await typesOf(place, 'linked')).toEqual(FITTING)
    expect(await place.rows('linked', 'author')).toMatchObject([{ country: 'fr' }])
  })

  it.skipIf(dialect.skip)('are so through several tables of one plan', async () => {
    await using place = await openPlace(dialect)
    const column = { name: 'country', type: 'string', length: 2 } as const
    const make = (name: string, target: string): SchemaChange => ({
      kind: 'create-table',
      table: {
        name,
        columns: [column],
        primaryKey: ['country'],
        foreignKeys: [{ columns: ['country'], target }],
      },
    })
    await place.change([make('flag', 'country'), make('flag_note', 'flag')])
    const [, fitting] = FITTING
    expect(await typesOf(place, 'flag_note')).toEqual([fitting])
  })

  it.skipIf(dialect.skip)('leave nothing behind where rows lead to nothing', async () => {
    await using place = await openPlace(dialect)
    await place.change([LINKED])
    await sql`insert into linked (author, country) values (1, 'xx')`.execute(place.db)
    const before = await typesOf(place, 'linked')
    const changes = LINKS.map(
      (foreignKey) => ({ kind: 'add-foreign-key', table: 'linked', foreignKey }) as const,
    )
    await expect(place.change(changes.toReversed())).rejects.toMatchObject({
      code: 'INVALID_FOREIGN_KEY',
      details: { collection: 'linked', field: 'country' },
    })
    expect(await typesOf(place, 'linked')).toEqual(before)
  })
})
