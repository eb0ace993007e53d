import type { DialectName } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import type { SchemaChange } from '../../../src/index.js'
import { blog, planOn, VENDORS } from './planned.js'

const link = (onDelete: 'cascade' | 'set null'): SchemaChange => ({
  kind: 'add-foreign-key',
  table: 'article',
  foreignKey: { columns: ['author_id'], target: 'author', onDelete },
})

/** SQLite tells no names of foreign keys. */
const drop = (dialect: DialectName): SchemaChange => ({
  kind: 'drop-foreign-key',
  table: 'article',
  name: dialect === 'sqlite' ? 'article_author_id_fkey' : 'article_author_id_foreign',
})

const KEY = 'foreign key ("author_id") references'
const LINKS: Readonly<Record<DialectName, readonly string[]>> = {
  postgres: [
    'alter table "public"."article" drop constraint "article_author_id_foreign"',
    `alter table "public"."article" add constraint "article_author_id_foreign" ${KEY} "public"."author" ("id") on delete cascade`,
  ],
  cockroachdb: [
    'alter table "public"."article" drop constraint "article_author_id_foreign"',
    `alter table "public"."article" add constraint "article_author_id_foreign" ${KEY} "public"."author" ("id") on delete cascade`,
  ],
  mariadb: [
    'alter table "shop"."article" drop foreign key "article_author_id_foreign"',
    `alter table "shop"."article" add constraint "article_author_id_foreign" ${KEY} "shop"."author" ("id") on delete cascade on update no action`,
  ],
  mysql: [
    'alter table "shop"."article" drop foreign key "article_author_id_foreign"',
    `alter table "shop"."article" add constraint "article_author_id_foreign" ${KEY} "shop"."author" ("id") on delete cascade`,
  ],
  mssql: [
    'alter table "dbo"."article" drop constraint "article_author_id_foreign"',
    `alter table "dbo"."article" add constraint "article_author_id_foreign" ${KEY} "dbo"."author" ("id") on delete cascade`,
  ],
  oracle: [
    'alter table "SHOP"."article" drop constraint "article_author_id_foreign"',
    `alter table "SHOP"."article" add constraint "article_author_id_foreign" ${KEY} "SHOP"."author" ("id") on delete cascade`,
  ],
  sqlite: [],
}

// https://www.postgresql.org/docs/current/sql-altertable.html
// https://www.cockroachlabs.com/docs/stable/alter-table
// https://mariadb.com/kb/en/alter-table/
// https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html
// https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html
describe('DDL of relations that are there', () => {
  it.each(VENDORS.filter((dialect) => dialect !== 'sqlite'))(
    'changes what one does, and drops it, on %s',
    (dialect) => {
      const changes = [drop(dialect), link('cascade'), drop(dialect)]
      const { statements } = planOn(dialect, changes, { before: [...blog, link('set null')] })
      const [first, second] = LINKS[dialect]
      const texts = statements.map(({ sql }) => sql.replaceAll('`', '"'))
      expect(texts).toEqual([first, second, first])
    },
  )

  it('writes the table anew for it on SQLite', () => {
    const before = [...blog, link('set null')]
    const { statements } = planOn('sqlite', [drop('sqlite'), link('cascade')], { before })
    const made = statements.map(({ sql }) => sql).filter((sql) => sql.startsWith('create table'))
    expect(made.map((sql) => /foreign key .*/.exec(sql)?.[0] ?? null)).toEqual([
      null,
      'foreign key ("author_id") references "author" ("id") on delete cascade',
    ])
  })

  it.each<readonly [DialectName, string]>([
    ['postgres', 'alter table "public"."article"\n  alter column "author_id" set not null'],
    ['cockroachdb', 'alter table "public"."article" alter column "author_id" set not null'],
    ['mariadb', 'alter table "shop"."article" modify column "author_id" int not null'],
    ['mysql', 'alter table "shop"."article" modify column "author_id" int not null'],
    ['mssql', 'alter table "dbo"."article" alter column "author_id" int not null'],
    ['oracle', 'alter table "SHOP"."article" modify ("author_id" not null)'],
  ])('makes a column required on %s', (dialect, expected) => {
    const set = { nullable: false } as const
    const { statements } = planOn(dialect, [
      { kind: 'alter-column', table: 'article', column: 'author_id', set },
    ])
    expect(statements.map(({ sql }) => sql.replaceAll('`', '"'))).toEqual([expected])
  })

  it('makes a column required on SQLite', () => {
    const set = { nullable: false } as const
    const { statements } = planOn('sqlite', [
      { kind: 'alter-column', table: 'article', column: 'author_id', set },
    ])
    expect(statements[0]?.sql).toContain('"author_id" integer not null')
  })
})
