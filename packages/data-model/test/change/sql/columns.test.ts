import { describe, expect, it } from 'vitest'
import type { SchemaChange } from '../../../src/index.js'
import { expectPlanned } from './expect-planned.js'
import { blog, planOn } from './planned.js'

// https://www.postgresql.org/docs/current/sql-altertable.html
// https://www.cockroachlabs.com/docs/stable/alter-table
// https://dev.mysql.com/doc/refman/8.4/en/alter-table.html
// https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html
// https://www.sqlite.org/lang_altertable.html
describe('DDL of columns', () => {
  it('adds columns', async () => {
    await expectPlanned(
      [
        {
          kind: 'add-column',
          table: 'article',
          column: {
            name: 'live',
            type: 'boolean',
            nullable: false,
            default: { kind: 'literal', value: false },
            comment: "it's out",
          },
        },
        {
          kind: 'add-column',
          table: 'article',
          column: { name: 'state', type: 'string', values: ['a', 'b'] },
        },
      ],
      {
        postgres: `
        alter table "public"."article" add column "live" boolean default false not null
        ---
        comment on column "public"."article"."live" is 'it''s out'
        ---
        alter table "public"."article" add column "state" varchar(255)
        ---
        alter table "public"."article" add constraint "article_state_values" check ("state" in ('a', 'b'))
      `,
        cockroachdb: `
        alter table "public"."article" add column "live" boolean default false not null
        ---
        comment on column "public"."article"."live" is 'it''s out'
        ---
        alter table "public"."article" add column "state" varchar(255)
        ---
        alter table "public"."article" add constraint "article_state_values" check ("state" in ('a', 'b'))
      `,
        mariadb: `
        alter table "shop"."article" add column "live" tinyint(1) default 0 not null comment 'it''s out'
        ---
        alter table "shop"."article" add column "state" varchar(255) null
        ---
        alter table "shop"."article" add constraint "article_state_values" check ("state" in ('a', 'b'))
      `,
        mysql: `
        alter table "shop"."article" add column "live" tinyint(1) default 0 not null comment 'it''s out'
        ---
        alter table "shop"."article" add column "state" varchar(255) null
        ---
        alter table "shop"."article" add constraint "article_state_values" check ("state" in ('a', 'b'))
      `,
        mssql: `
        alter table "dbo"."article" add "live" bit not null constraint "article_live_default" default 0
        ---
        exec sp_addextendedproperty @name = N'MS_Description', @value = N'it''s out', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'article', @level2type = N'COLUMN', @level2name = N'live'
        ---
        alter table "dbo"."article" add "state" nvarchar(255) null
        ---
        alter table "dbo"."article" add constraint "article_state_values" check ("state" in (N'a', N'b'))
      `,
        oracle: `
        alter table "SHOP"."article" add "live" number(1) default 0 not null
        ---
        alter table "SHOP"."article" add constraint "article_live_boolean" check ("live" in (0, 1))
        ---
        comment on column "SHOP"."article"."live" is 'it''s out'
        ---
        alter table "SHOP"."article" add "state" varchar2(255 char)
        ---
        alter table "SHOP"."article" add constraint "article_state_values" check ("state" in ('a', 'b'))
      `,
        sqlite: `
        alter table "article" add column "live" boolean default false not null
        ---
        alter table "article" add column "state" varchar(255) constraint "article_state_values" check ("state" in ('a', 'b'))
      `,
      },
    )
  })

  it('adds a column that is filled with the present moment', async () => {
    await expectPlanned(
      [
        {
          kind: 'add-column',
          table: 'article',
          column: { name: 'made', type: 'timestamp', default: { kind: 'now' } },
        },
      ],
      {
        postgres:
          'alter table "public"."article" add column "made" timestamp with time zone default current_timestamp',
        cockroachdb:
          'alter table "public"."article" add column "made" timestamp with time zone default current_timestamp',
        mariadb:
          'alter table "shop"."article" add column "made" timestamp(3) default current_timestamp(3) null',
        mysql:
          'alter table "shop"."article" add column "made" timestamp(3) default current_timestamp(3) null',
        mssql:
          'alter table "dbo"."article" add "made" datetimeoffset null constraint "article_made_default" default sysdatetimeoffset()',
        oracle:
          'alter table "SHOP"."article" add "made" timestamp with local time zone default current_timestamp',
        sqlite: `
        create table "relvar_new_article" (
          "id" integer primary key autoincrement,
          "title" varchar(80) default 'new' not null,
          "author_id" integer,
          "views" integer,
          "made" timestamp default current_timestamp,
          constraint "article_views_positive" check (views >= 0)
        )
        ---
        insert into "relvar_new_article" ("id", "title", "author_id", "views")
        select "id", "title", "author_id", "views" from "article"
        ---
        delete from sqlite_sequence where name = 'relvar_new_article'
        ---
        insert into sqlite_sequence (name, seq)
        select 'relvar_new_article', seq from sqlite_sequence where name = 'article'
        ---
        drop table "article"
        ---
        pragma legacy_alter_table = on
        ---
        alter table "relvar_new_article" rename to "article"
        ---
        pragma legacy_alter_table = off
        ---
        create index "article_title_index" on "article" ("title")
      `,
      },
    )
  })

  it('makes room for longer texts', async () => {
    await expectPlanned(
      [
        {
          kind: 'alter-column',
          table: 'article',
          column: 'title',
          set: { length: 200, comment: 'longer' },
        },
      ],
      {
        postgres: `
        alter table "public"."article"
          alter column "title" type varchar(200)
        ---
        comment on column "public"."article"."title" is 'longer'
      `,
        cockroachdb: `
        alter table "public"."article" alter column "title" type varchar(200)
        ---
        comment on column "public"."article"."title" is 'longer'
      `,
        mariadb: `alter table "shop"."article" modify column "title" varchar(200) not null default 'new' comment 'longer'`,
        mysql: `alter table "shop"."article" modify column "title" varchar(200) not null default 'new' comment 'longer'`,
        mssql: `
        drop index "article_title_index" on "dbo"."article"
        ---
        alter table "dbo"."article" drop constraint "article_title_default"
        ---
        alter table "dbo"."article" alter column "title" nvarchar(200) not null
        ---
        alter table "dbo"."article" add constraint "article_title_default" default N'new' for "title"
        ---
        exec sp_addextendedproperty @name = N'MS_Description', @value = N'longer', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'article', @level2type = N'COLUMN', @level2name = N'title'
        ---
        create index "article_title_index" on "dbo"."article" ("title")
      `,
        oracle: `
        drop index "SHOP"."article_title_index"
        ---
        alter table "SHOP"."article" modify ("title" varchar2(200 char))
        ---
        comment on column "SHOP"."article"."title" is 'longer'
        ---
        create index "SHOP"."article_title_index" on "SHOP"."article" ("title")
      `,
        sqlite: `
        create table "relvar_new_article" (
          "id" integer primary key autoincrement,
          "title" varchar(200) not null default 'new',
          "author_id" integer,
          "views" integer,
          constraint "article_views_positive" check (views >= 0)
        )
        ---
        insert into "relvar_new_article" ("id", "title", "author_id", "views")
        select "id", "title", "author_id", "views" from "article"
        ---
        delete from sqlite_sequence where name = 'relvar_new_article'
        ---
        insert into sqlite_sequence (name, seq)
        select 'relvar_new_article', seq from sqlite_sequence where name = 'article'
        ---
        drop table "article"
        ---
        pragma legacy_alter_table = on
        ---
        alter table "relvar_new_article" rename to "article"
        ---
        pragma legacy_alter_table = off
        ---
        create index "article_title_index" on "article" ("title")
      `,
      },
    )
  })

  it.each(['postgres', 'cockroachdb'] as const)(
    'makes a decimal of a float by way of its text, which has every digit, on %s',
    (dialect) => {
      const add = { name: 'amount', type: 'float' } as const
      const before: readonly SchemaChange[] = [
        ...blog,
        { kind: 'add-column', table: 'article', column: add },
      ]
      const set = { type: 'decimal', precision: 10, scale: 2 } as const
      const change = { kind: 'alter-column', table: 'article', column: 'amount', set } as const
      const [statement] = planOn(dialect, [change], { before }).statements
      expect(statement?.sql.replaceAll(/\s+/g, ' ')).toBe(
        'alter table "public"."article" alter column "amount" type numeric(10, 2) using "amount"::text::numeric(10, 2)',
      )
    },
  )

  it('gives a column another type', async () => {
    await expectPlanned(
      [
        {
          kind: 'alter-column',
          table: 'article',
          column: 'views',
          set: {
            type: 'string',
            length: 20,
            nullable: false,
            default: { kind: 'literal', value: 'none' },
          },
        },
      ],
      {
        postgres: `
        alter table "public"."article"
          alter column "views" type varchar(20) using "views"::varchar(20),
          alter column "views" set default 'none',
          alter column "views" set not null
      `,
        cockroachdb: `
        alter table "public"."article" drop constraint "article_views_positive"
        ---
        alter table "public"."article" alter column "views" type varchar(20) using "views"::varchar(20)
        ---
        alter table "public"."article" alter column "views" set default 'none'
        ---
        alter table "public"."article" alter column "views" set not null
        ---
        alter table "public"."article" add constraint "article_views_positive" check (views >= 0)
      `,
        mariadb: `alter table "shop"."article" modify column "views" varchar(20) not null default 'none'`,
        mysql: `alter table "shop"."article" modify column "views" varchar(20) not null default 'none'`,
        mssql: `
        alter table "dbo"."article" drop constraint "article_views_positive"
        ---
        alter table "dbo"."article" alter column "views" nvarchar(20) not null
        ---
        alter table "dbo"."article" add constraint "article_views_default" default N'none' for "views"
        ---
        alter table "dbo"."article" add constraint "article_views_positive" check (views >= 0)
      `,
        oracle: `
        alter table "SHOP"."article" drop constraint "article_views_positive"
        ---
        alter table "SHOP"."article" add ("views_new" varchar2(20 char) default 'none')
        ---
        update "SHOP"."article" set "views_new" = to_char("views")
        ---
        alter table "SHOP"."article" modify ("views_new" not null)
        ---
        alter table "SHOP"."article" drop column "views" cascade constraints
        ---
        alter table "SHOP"."article" rename column "views_new" to "views"
        ---
        alter table "SHOP"."article" add constraint "article_views_positive" check (views >= 0)
      `,
        sqlite: `
        create table "relvar_new_article" (
          "id" integer primary key autoincrement,
          "title" varchar(80) default 'new' not null,
          "author_id" integer,
          "views" varchar(20) default 'none' not null,
          constraint "article_views_positive" check (views >= 0)
        )
        ---
        insert into "relvar_new_article" ("id", "title", "author_id", "views")
        select "id", "title", "author_id", "views" from "article"
        ---
        delete from sqlite_sequence where name = 'relvar_new_article'
        ---
        insert into sqlite_sequence (name, seq)
        select 'relvar_new_article', seq from sqlite_sequence where name = 'article'
        ---
        drop table "article"
        ---
        pragma legacy_alter_table = on
        ---
        alter table "relvar_new_article" rename to "article"
        ---
        pragma legacy_alter_table = off
        ---
        create index "article_title_index" on "article" ("title")
      `,
      },
    )
  })

  it('takes a default and NOT NULL away', async () => {
    await expectPlanned(
      [
        {
          kind: 'alter-column',
          table: 'article',
          column: 'title',
          set: { default: null, nullable: true },
        },
      ],
      {
        postgres: `
        alter table "public"."article"
          alter column "title" drop default,
          alter column "title" drop not null
      `,
        cockroachdb: `
        alter table "public"."article" alter column "title" drop default
        ---
        alter table "public"."article" alter column "title" drop not null
      `,
        mariadb: 'alter table "shop"."article" modify column "title" varchar(80) null',
        mysql: 'alter table "shop"."article" modify column "title" varchar(80) null',
        mssql: `
        drop index "article_title_index" on "dbo"."article"
        ---
        alter table "dbo"."article" drop constraint "article_title_default"
        ---
        alter table "dbo"."article" alter column "title" nvarchar(80) null
        ---
        create index "article_title_index" on "dbo"."article" ("title")
      `,
        oracle: 'alter table "SHOP"."article" modify ("title" default null null)',
        sqlite: `
        create table "relvar_new_article" (
          "id" integer primary key autoincrement,
          "title" varchar(80),
          "author_id" integer,
          "views" integer,
          constraint "article_views_positive" check (views >= 0)
        )
        ---
        insert into "relvar_new_article" ("id", "title", "author_id", "views")
        select "id", "title", "author_id", "views" from "article"
        ---
        delete from sqlite_sequence where name = 'relvar_new_article'
        ---
        insert into sqlite_sequence (name, seq)
        select 'relvar_new_article', seq from sqlite_sequence where name = 'article'
        ---
        drop table "article"
        ---
        pragma legacy_alter_table = on
        ---
        alter table "relvar_new_article" rename to "article"
        ---
        pragma legacy_alter_table = off
        ---
        create index "article_title_index" on "article" ("title")
      `,
      },
    )
  })

  it('renames a column', async () => {
    await expectPlanned(
      [{ kind: 'rename-column', table: 'article', column: 'title', to: 'Head line' }],
      {
        postgres: 'alter table "public"."article" rename column "title" to "Head line"',
        cockroachdb: 'alter table "public"."article" rename column "title" to "Head line"',
        mariadb: 'alter table "shop"."article" rename column "title" to "Head line"',
        mysql: 'alter table "shop"."article" rename column "title" to "Head line"',
        mssql: `exec sp_rename N'"dbo"."article"."title"', N'Head line', N'COLUMN'`,
        oracle: 'alter table "SHOP"."article" rename column "title" to "Head line"',
        sqlite: 'alter table "article" rename column "title" to "Head line"',
      },
    )
  })

  it('drops a column with its indexes', async () => {
    await expectPlanned([{ kind: 'drop-column', table: 'article', column: 'title' }], {
      postgres: `
        drop index "public"."article_title_index"
        ---
        alter table "public"."article" drop column "title"
      `,
      cockroachdb: `
        drop index "public"."article"@"article_title_index"
        ---
        alter table "public"."article" drop column "title"
      `,
      mariadb: `
        drop index "article_title_index" on "shop"."article"
        ---
        alter table "shop"."article" drop column "title"
      `,
      mysql: `
        drop index "article_title_index" on "shop"."article"
        ---
        alter table "shop"."article" drop column "title"
      `,
      mssql: `
        drop index "article_title_index" on "dbo"."article"
        ---
        alter table "dbo"."article" drop constraint "article_title_default"
        ---
        alter table "dbo"."article" drop column "title"
      `,
      oracle: `
        drop index "SHOP"."article_title_index"
        ---
        alter table "SHOP"."article" drop column "title"
      `,
      sqlite: `
        drop index "article_title_index"
        ---
        alter table "article" drop column "title"
      `,
    })
  })
})
