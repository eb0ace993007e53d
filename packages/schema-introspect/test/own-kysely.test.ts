import { DIALECTS } from '@relvar/test-databases'
import {
  CamelCasePlugin,
  DialectAdapterBase,
  DummyDriver,
  Kysely,
  MysqlDialect,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import { createPool } from 'mysql2'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { type AnyDatabase, detectDialect, dialectOf, introspect } from '../src/index.js'
import { scratch } from './matrix.js'

/** Kysely as people make it themselves, with a plugin that renames every column of a result. */
const MAKERS: Readonly<Record<string, (url: string) => AnyDatabase>> = {
  postgres: (connectionString) =>
    new Kysely({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }),
      plugins: [new CamelCasePlugin()],
    }),
  mariadb: (url) =>
    new Kysely({
      dialect: new MysqlDialect({ pool: createPool(url.replace('mariadb:', 'mysql:')) }),
      plugins: [new CamelCasePlugin()],
    }),
}

describe.each(DIALECTS.filter(({ name }) => name in MAKERS))(
  'a Kysely of the caller on $name',
  (dialect) => {
    it.skipIf(dialect.skip)('is read like one of ours', async () => {
      await using database = await scratch(dialect, [
        'create table first_table (id integer primary key, the_name varchar(20) not null)',
        'create table second_table (id integer primary key, first_id integer, foreign key (first_id) references first_table (id))',
      ])
      const own = MAKERS[dialect.name]?.(database.url) as AnyDatabase
      try {
        expect(dialectOf(own)).toBeUndefined()
        expect(await detectDialect(own)).toBe(dialect.name)
        expect(await introspect(own)).toEqual(await introspect(database.db))
      } finally {
        await own.destroy()
      }
    })
  },
)

describe('a Kysely that is no database of ours', () => {
  it('is refused', async () => {
    class OtherAdapter extends DialectAdapterBase {
      override acquireMigrationLock(): Promise<void> {
        return Promise.resolve()
      }
      override releaseMigrationLock(): Promise<void> {
        return Promise.resolve()
      }
    }
    const db = new Kysely({
      dialect: {
        createAdapter: () => new OtherAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (inner) => new PostgresIntrospector(inner),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    })
    await expect(introspect(db)).rejects.toMatchObject({
      code: 'RELVAR_UNSUPPORTED_DIALECT',
      message: expect.stringContaining('OtherAdapter'),
    })
  })
})
