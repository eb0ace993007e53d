import { describe, it } from 'vitest'
import { expectPlanned } from './expect-planned.js'

// https://www.postgresql.org/docs/current/sql-createtable.html
// https://dev.mysql.com/doc/refman/8.4/en/create-table.html
// https://learn.microsoft.com/en-us/sql/t-sql/statements/create-table-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html
// https://www.sqlite.org/lang_createtable.html
describe('DDL of tables', () => {
  it('comments, renames and drops a table', async () => {
    await expectPlanned(
      [
        { kind: 'comment-table', table: 'article', comment: 'what is read' },
        { kind: 'rename-table', table: 'article', to: 'story' },
        { kind: 'drop-table', table: 'story' },
      ],
      {
        postgres: `
        comment on table "public"."article" is 'what is read'
        ---
        alter table "public"."article" rename to "story"
        ---
        drop table "public"."story"
      `,
        cockroachdb: `
        comment on table "public"."article" is 'what is read'
        ---
        alter table "public"."article" rename to "story"
        ---
        drop table "public"."story"
      `,
        mariadb: `
        alter table "shop"."article" comment = 'what is read'
        ---
        rename table "shop"."article" to "shop"."story"
        ---
        drop table "shop"."story"
      `,
        mysql: `
        alter table "shop"."article" comment = 'what is read'
        ---
        rename table "shop"."article" to "shop"."story"
        ---
        drop table "shop"."story"
      `,
        mssql: `
        exec sp_addextendedproperty @name = N'MS_Description', @value = N'what is read', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'article'
        ---
        exec sp_rename N'"dbo"."article"', N'story'
        ---
        drop table "dbo"."story"
      `,
        oracle: `
        comment on table "SHOP"."article" is 'what is read'
        ---
        alter table "SHOP"."article" rename to "story"
        ---
        drop table "SHOP"."story"
      `,
        sqlite: `
        alter table "article" rename to "story"
        ---
        drop table "story"
      `,
      },
    )
  })

  it('makes and drops a view', async () => {
    await expectPlanned(
      [
        { kind: 'create-view', view: { name: 'titles', query: 'select id, title from article' } },
        { kind: 'drop-view', table: 'titles' },
      ],
      {
        postgres: `
        create view "public"."titles" as
        select id, title from article
        ---
        drop view "public"."titles"
      `,
        cockroachdb: `
        create view "public"."titles" as
        select id, title from article
        ---
        drop view "public"."titles"
      `,
        mariadb: `
        create view "shop"."titles" as
        select id, title from article
        ---
        drop view "shop"."titles"
      `,
        mysql: `
        create view "shop"."titles" as
        select id, title from article
        ---
        drop view "shop"."titles"
      `,
        mssql: `
        create view "dbo"."titles" as
        select id, title from article
        ---
        drop view "dbo"."titles"
      `,
        oracle: `
        create view "SHOP"."titles" as
        select id, title from article
        ---
        drop view "SHOP"."titles"
      `,
        sqlite: `
        create view "titles" as
        select id, title from article
        ---
        drop view "titles"
      `,
      },
    )
  })
})
