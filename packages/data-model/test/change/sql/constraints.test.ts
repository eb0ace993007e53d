import { describe, it } from 'vitest'
import { expectPlanned } from './expect-planned.js'

// https://www.postgresql.org/docs/current/sql-createindex.html
// https://www.cockroachlabs.com/docs/stable/drop-index
// https://dev.mysql.com/doc/refman/8.4/en/create-index.html
// https://learn.microsoft.com/en-us/sql/t-sql/statements/create-index-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-INDEX.html
// https://www.sqlite.org/lang_createindex.html
describe('DDL of constraints', () => {
  it('adds a foreign key, of the type that it points to', async () => {
    await expectPlanned(
      [
        {
          kind: 'add-foreign-key',
          table: 'article',
          foreignKey: { columns: ['author_id'], target: 'author', onDelete: 'set null' },
        },
      ],
      {
        postgres:
          'alter table "public"."article" add constraint "article_author_id_foreign" foreign key ("author_id") references "public"."author" ("id") on delete set null',
        cockroachdb:
          'alter table "public"."article" add constraint "article_author_id_foreign" foreign key ("author_id") references "public"."author" ("id") on delete set null',
        mariadb: `
        alter table "shop"."article" modify column "author_id" int(10) unsigned null
        ---
        alter table "shop"."article" add constraint "article_author_id_foreign" foreign key ("author_id") references "shop"."author" ("id") on delete set null on update no action
      `,
        mysql: `
        alter table "shop"."article" modify column "author_id" int unsigned null
        ---
        alter table "shop"."article" add constraint "article_author_id_foreign" foreign key ("author_id") references "shop"."author" ("id") on delete set null
      `,
        mssql:
          'alter table "dbo"."article" add constraint "article_author_id_foreign" foreign key ("author_id") references "dbo"."author" ("id") on delete set null',
        oracle:
          'alter table "SHOP"."article" add constraint "article_author_id_foreign" foreign key ("author_id") references "SHOP"."author" ("id") on delete set null',
        sqlite: '',
      },
    )
  })

  it('adds and drops unique constraints', async () => {
    await expectPlanned(
      [
        { kind: 'add-unique', table: 'article', unique: { columns: ['author_id', 'title'] } },
        { kind: 'drop-unique', table: 'article', name: 'article_author_id_title_unique' },
        { kind: 'drop-unique', table: 'author', name: 'author_name_unique' },
      ],
      {
        postgres: `
        alter table "public"."article" add constraint "article_author_id_title_unique" unique ("author_id", "title")
        ---
        alter table "public"."article" drop constraint "article_author_id_title_unique"
        ---
        alter table "public"."author" drop constraint "author_name_unique"
      `,
        cockroachdb: `
        alter table "public"."article" add constraint "article_author_id_title_unique" unique ("author_id", "title")
        ---
        drop index "public"."article"@"article_author_id_title_unique" cascade
        ---
        drop index "public"."author"@"author_name_unique" cascade
      `,
        mariadb: `
        alter table "shop"."article" add constraint "article_author_id_title_unique" unique ("author_id", "title")
        ---
        drop index "article_author_id_title_unique" on "shop"."article"
        ---
        drop index "author_name_unique" on "shop"."author"
      `,
        mysql: `
        alter table "shop"."article" add constraint "article_author_id_title_unique" unique ("author_id", "title")
        ---
        drop index "article_author_id_title_unique" on "shop"."article"
        ---
        drop index "author_name_unique" on "shop"."author"
      `,
        mssql: `
        create unique index "article_author_id_title_unique" on "dbo"."article" ("author_id", "title") where "author_id" is not null and "title" is not null
        ---
        drop index "article_author_id_title_unique" on "dbo"."article"
        ---
        alter table "dbo"."author" drop constraint "author_name_unique"
      `,
        oracle: `
        alter table "SHOP"."article" add constraint "article_author_id_title_unique" unique ("author_id", "title")
        ---
        alter table "SHOP"."article" drop constraint "article_author_id_title_unique"
        ---
        alter table "SHOP"."author" drop constraint "author_name_unique"
      `,
        sqlite: `
        create unique index "article_author_id_title_unique" on "article" ("author_id", "title")
        ---
        drop index "article_author_id_title_unique"
        ---
        drop index "author_name_unique"
      `,
      },
    )
  })

  it('adds and drops indexes', async () => {
    await expectPlanned(
      [
        { kind: 'add-index', table: 'article', index: { columns: ['author_id', 'views'] } },
        { kind: 'drop-index', table: 'article', name: 'article_title_index' },
      ],
      {
        postgres: `
        create index "article_author_id_views_index" on "public"."article" ("author_id", "views")
        ---
        drop index "public"."article_title_index"
      `,
        cockroachdb: `
        create index "article_author_id_views_index" on "public"."article" ("author_id", "views")
        ---
        drop index "public"."article"@"article_title_index"
      `,
        mariadb: `
        create index "article_author_id_views_index" on "shop"."article" ("author_id", "views")
        ---
        drop index "article_title_index" on "shop"."article"
      `,
        mysql: `
        create index "article_author_id_views_index" on "shop"."article" ("author_id", "views")
        ---
        drop index "article_title_index" on "shop"."article"
      `,
        mssql: `
        create index "article_author_id_views_index" on "dbo"."article" ("author_id", "views")
        ---
        drop index "article_title_index" on "dbo"."article"
      `,
        oracle: `
        create index "SHOP"."article_author_id_views_index" on "SHOP"."article" ("author_id", "views")
        ---
        drop index "SHOP"."article_title_index"
      `,
        sqlite: `
        create index "article_author_id_views_index" on "article" ("author_id", "views")
        ---
        drop index "article_title_index"
      `,
      },
    )
  })

  it('builds indexes while others write', async () => {
    await expectPlanned(
      [
        { kind: 'add-index', table: 'article', index: { columns: ['views'] } },
        { kind: 'add-unique', table: 'article', unique: { columns: ['title'] } },
      ],
      {
        postgres: `
        create index concurrently "article_views_index" on "public"."article" ("views")
        ---
        create unique index concurrently "article_title_unique" on "public"."article" ("title")
        ---
        alter table "public"."article" add constraint "article_title_unique" unique using index "article_title_unique"
      `,
        cockroachdb: `
        create index "article_views_index" on "public"."article" ("views")
        ---
        alter table "public"."article" add constraint "article_title_unique" unique ("title")
      `,
        mariadb: `
        create index "article_views_index" on "shop"."article" ("views") algorithm = inplace lock = none
        ---
        alter table "shop"."article" add constraint "article_title_unique" unique ("title"), algorithm = inplace, lock = none
      `,
        mysql: `
        create index "article_views_index" on "shop"."article" ("views") algorithm = inplace lock = none
        ---
        alter table "shop"."article" add constraint "article_title_unique" unique ("title"), algorithm = inplace, lock = none
      `,
        mssql: `
        create index "article_views_index" on "dbo"."article" ("views") with (online = on)
        ---
        alter table "dbo"."article" add constraint "article_title_unique" unique ("title") with (online = on)
      `,
        oracle: `
        create index "SHOP"."article_views_index" on "SHOP"."article" ("views") online
        ---
        alter table "SHOP"."article" add constraint "article_title_unique" unique ("title")
      `,
        sqlite: `
        create index "article_views_index" on "article" ("views")
        ---
        create unique index "article_title_unique" on "article" ("title")
      `,
      },
      { concurrentIndexes: true },
    )
  })

  it('adds and drops checks', async () => {
    await expectPlanned(
      [
        {
          kind: 'add-check',
          table: 'author',
          check: { name: 'author_named', expression: "name <> ''" },
        },
        { kind: 'drop-check', table: 'article', name: 'article_views_positive' },
      ],
      {
        postgres: `
        alter table "public"."author" add constraint "author_named" check (name <> '')
        ---
        alter table "public"."article" drop constraint "article_views_positive"
      `,
        cockroachdb: `
        alter table "public"."author" add constraint "author_named" check (name <> '')
        ---
        alter table "public"."article" drop constraint "article_views_positive"
      `,
        mariadb: `
        alter table "shop"."author" add constraint "author_named" check (name <> '')
        ---
        alter table "shop"."article" drop constraint "article_views_positive"
      `,
        mysql: `
        alter table "shop"."author" add constraint "author_named" check (name <> '')
        ---
        alter table "shop"."article" drop constraint "article_views_positive"
      `,
        mssql: `
        alter table "dbo"."author" add constraint "author_named" check (name <> '')
        ---
        alter table "dbo"."article" drop constraint "article_views_positive"
      `,
        oracle: `
        alter table "SHOP"."author" add constraint "author_named" check (name <> '')
        ---
        alter table "SHOP"."article" drop constraint "article_views_positive"
      `,
        sqlite: `
        create table "relvar_new_author" (
          "id" integer primary key autoincrement,
          "name" varchar(40) not null,
          constraint "author_named" check (name <> '')
        )
        ---
        insert into "relvar_new_author" ("id", "name")
        select "id", "name" from "author"
        ---
        delete from sqlite_sequence where name = 'relvar_new_author'
        ---
        insert into sqlite_sequence (name, seq)
        select 'relvar_new_author', seq from sqlite_sequence where name = 'author'
        ---
        drop table "author"
        ---
        pragma legacy_alter_table = on
        ---
        alter table "relvar_new_author" rename to "author"
        ---
        pragma legacy_alter_table = off
        ---
        create unique index "author_name_unique" on "author" ("name")
        ---
        create table "relvar_new_article" (
          "id" integer primary key autoincrement,
          "title" varchar(80) default 'new' not null,
          "author_id" integer,
          "views" integer
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
})
