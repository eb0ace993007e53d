import { describe, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for filters over relations', () => {
  it('asks whether there is a related row', async () => {
    await expectStatements(
      statements('author', {
        fields: ['id'],
        filter: { article: { title: { _eq: 'a' } } },
        limit: 1,
      }),
      {
        // https://www.sqlite.org/lang_expr.html#exists_op
        sqlite: `select json_object('id', "t0"."id") as j
        from "main"."author" as "t0"
        where exists (select 1
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" = ?))
        order by "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/functions-subquery.html#FUNCTIONS-SUBQUERY-EXISTS
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from (select "t0"."id", "t0"."name"
        from "public"."author" as "t0"
        where exists (select 1
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" = $1))
        order by "t0"."id"
        limit 1) as t0
        order by "t0"."id") as x`,
        // https://mariadb.com/kb/en/subqueries-and-exists/
        mariadb: `select json_object('id', "t0"."id") as j
        from "shop"."author" as "t0"
        where exists (select 1
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and ("t1"."title" = ? and convert("t1"."title" using utf8mb4) collate utf8mb4_nopad_bin = ?)))
        order by "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/exists-and-not-exists-subqueries.html
        mysql: `select json_object('id', "t0"."id") as j
          from "shop"."author" as "t0"
          where exists (select 1
          from "shop"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and ("t1"."title" = ? and convert("t1"."title" using utf8mb4) collate utf8mb4_0900_bin = ?)))
          order by "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/language-elements/exists-transact-sql
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          where exists (select 1
          from "dbo"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and ("t1"."title" = @1 and "t1"."title" collate Latin1_General_100_BIN2 = @2)))
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/EXISTS-Condition.html
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          where exists (select 1
          from "SHOP"."article" "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" = :1))
          order by "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/subqueries
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
          from "public"."author" as "t0"
          where exists (select 1
          from "public"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" = $1))
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('asks whether there is none', async () => {
    await expectStatements(
      statements('author', {
        fields: ['id'],
        filter: { article: { _none: { price: { _gt: 5 } } } },
        limit: 1,
      }),
      {
        // https://www.sqlite.org/lang_expr.html#exists_op
        sqlite: `select json_object('id', "t0"."id") as j
        from "main"."author" as "t0"
        where not exists (select 1
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > ?))
        order by "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/functions-subquery.html#FUNCTIONS-SUBQUERY-EXISTS
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from (select "t0"."id", "t0"."name"
        from "public"."author" as "t0"
        where not exists (select 1
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > $1))
        order by "t0"."id"
        limit 1) as t0
        order by "t0"."id") as x`,
        // https://mariadb.com/kb/en/subqueries-and-exists/
        mariadb: `select json_object('id', "t0"."id") as j
        from "shop"."author" as "t0"
        where not exists (select 1
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > cast(? as decimal(65, 20))))
        order by "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/cast-functions.html#function_cast
        mysql: `select json_object('id', "t0"."id") as j
          from "shop"."author" as "t0"
          where not exists (select 1
          from "shop"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."price" > cast(? as decimal(65, 20))))
          order by "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          where not exists (select 1
          from "dbo"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."price" > cast(@1 as decimal(38, 12))))
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/TO_NUMBER.html
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          where not exists (select 1
          from "SHOP"."article" "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."price" > to_number(:1)))
          order by "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/subqueries
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
          from "public"."author" as "t0"
          where not exists (select 1
          from "public"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."price" > $1))
          order by "t0"."id"
          limit 1`,
      },
    )
  })
})
