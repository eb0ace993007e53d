import { describe, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for to-one and many-to-any', () => {
  it('joins a to-one', async () => {
    await expectStatements(statements('article', { fields: ['id', 'author_id.name'], limit: 1 }), {
      // https://www.sqlite.org/lang_expr.html#subq
      sqlite: `select json_object('id', "t0"."id", 'author_id', json((select json_object('name', cast("t1"."name" as text))
        from "main"."author" as "t1"
        where "t1"."id" = "t0"."author_id"))) as j
        from "main"."article" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-LATERAL
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id", "t1j"."j" as "author_id"
        from "public"."article" as "t0"
        left join lateral (select row_to_json(x.*) as j
        from (select "t1"."name" as "name"
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as x) as "t1j" on true
        order by "t0"."id"
        limit 1) as x`,
      // https://mariadb.com/kb/en/subqueries-scalar-subqueries/
      mariadb: `select json_object('id', "t0"."id", 'author_id', (select json_object('name', convert("t1"."name" using utf8mb4))
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id")) as j
        from "shop"."article" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://dev.mysql.com/doc/refman/8.0/en/scalar-subqueries.html
      mysql: `select json_object('id', "t0"."id", 'author_id', (select json_object('name', "t1"."name")
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id")) as j
        from "shop"."article" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://learn.microsoft.com/en-us/sql/t-sql/queries/from-transact-sql (APPLY)
      mssql: `select (select "t0"."id" as "id", json_query("t1j"."j") as "author_id" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."article" as "t0"
        outer apply (select (select "t1"."name" as "name" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as "t1j"
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (cross_outer_apply_clause)
      oracle: `select json_object('id' value "t0"."id", 'author_id' value "t1j"."j" format json null on null returning clob) as "j"
        from "SHOP"."article" "t0"
        outer apply (select json_object('name' value "t1"."name" null on null returning clob) as "j"
        from "SHOP"."author" "t1"
        where "t1"."id" = "t0"."author_id") "t1j"
        order by "t0"."id" fetch next 1 rows only`,
      // https://www.cockroachlabs.com/docs/stable/joins#lateral-joins
      cockroachdb: `select json_build_object(cast('id' as text), "t0"."id", cast('author_id' as text), "t1j"."j")::text as j
        from "public"."article" as "t0"
        left join lateral (select json_build_object(cast('name' as text), "t1"."name") as j
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as "t1j" on true
        order by "t0"."id"
        limit 1`,
    })
  })

  it('takes the branch of a many-to-any', async () => {
    await expectStatements(
      statements('block', { fields: ['item:article.title', 'item:author.name'], limit: 1 }),
      {
        // https://www.sqlite.org/lang_expr.html#castexpr
        sqlite: `select json_object('item', json(coalesce((select json_object('title', cast("t1"."title" as text))
        from "main"."article" as "t1"
        where ("t0"."collection" = ? and "t1"."id" = cast("t0"."item" as integer))
        limit 1), (select json_object('name', cast("t2"."name" as text))
        from "main"."author" as "t2"
        where ("t0"."collection" = ? and "t2"."id" = cast("t0"."item" as integer))
        limit 1)))) as j
        from "main"."block" as "t0"
        order by "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP
        postgres: `select row_to_json(x.*)::text as j
        from (select coalesce("t1j"."j", "t2j"."j") as "item"
        from "public"."block" as "t0"
        left join lateral (select row_to_json(x.*) as j
        from (select "t1"."title" as "title"
        from "public"."article" as "t1"
        where ("t0"."collection" = $1 and "t1"."id" = case when "t0"."item"::text ~ '^-?[0-9]{1,18}$' then "t0"."item"::text::bigint end)
        limit 1) as x) as "t1j" on true
        left join lateral (select row_to_json(x.*) as j
        from (select "t2"."name" as "name"
        from "public"."author" as "t2"
        where ("t0"."collection" = $2 and "t2"."id" = case when "t0"."item"::text ~ '^-?[0-9]{1,18}$' then "t0"."item"::text::bigint end)
        limit 1) as x) as "t2j" on true
        order by "t0"."id"
        limit 1) as x`,
        // https://mariadb.com/kb/en/regexp/
        mariadb: `select json_object('item', coalesce((select json_object('title', convert("t1"."title" using utf8mb4))
        from "shop"."article" as "t1"
        where ("t0"."collection" = ? and "t1"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
        limit 1), (select json_object('name', convert("t2"."name" using utf8mb4))
        from "shop"."author" as "t2"
        where ("t0"."collection" = ? and "t2"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
        limit 1))) as j
        from "shop"."block" as "t0"
        order by "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/regexp.html#operator_regexp
        mysql: `select json_object('item', coalesce((select json_object('title', "t1"."title")
          from "shop"."article" as "t1"
          where ("t0"."collection" = ? and "t1"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
          limit 1), (select json_object('name', "t2"."name")
          from "shop"."author" as "t2"
          where ("t0"."collection" = ? and "t2"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
          limit 1))) as j
          from "shop"."block" as "t0"
          order by "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/functions/try-cast-transact-sql
        mssql: `select (select json_query(coalesce("t1j"."j", "t2j"."j")) as "item" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."block" as "t0"
          outer apply (select (select "t1"."title" as "title" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."article" as "t1"
          where ("t0"."collection" = @1 and "t1"."id" = case when "t0"."item" like '%[0-9]%' and "t0"."item" not like '%[^0-9-]%' then try_cast("t0"."item" as bigint) end)
          order by (select null) offset 0 rows fetch next 1 rows only) as "t1j"
          outer apply (select (select "t2"."name" as "name" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t2"
          where ("t0"."collection" = @2 and "t2"."id" = case when "t0"."item" like '%[0-9]%' and "t0"."item" not like '%[^0-9-]%' then try_cast("t0"."item" as bigint) end)
          order by (select null) offset 0 rows fetch next 1 rows only) as "t2j"
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/REGEXP_LIKE-Condition.html
        oracle: `select json_object('item' value coalesce("t1j"."j", "t2j"."j") format json null on null returning clob) as "j"
          from "SHOP"."block" "t0"
          outer apply (select json_object('title' value "t1"."title" null on null returning clob) as "j"
          from "SHOP"."article" "t1"
          where ("t0"."collection" = :1 and "t1"."id" = case when regexp_like("t0"."item", '^-?[0-9]{1,18}$') then to_number("t0"."item") end) fetch next 1 rows only) "t1j"
          outer apply (select json_object('name' value "t2"."name" null on null returning clob) as "j"
          from "SHOP"."author" "t2"
          where ("t0"."collection" = :2 and "t2"."id" = case when regexp_like("t0"."item", '^-?[0-9]{1,18}$') then to_number("t0"."item") end) fetch next 1 rows only) "t2j"
          order by "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/functions-and-operators
        cockroachdb: `select json_build_object(cast('item' as text), coalesce("t1j"."j", "t2j"."j"))::text as j
          from "public"."block" as "t0"
          left join lateral (select json_build_object(cast('title' as text), "t1"."title") as j
          from "public"."article" as "t1"
          where ("t0"."collection" = $1 and "t1"."id" = case when "t0"."item"::text ~ '^-?[0-9]{1,18}$' then "t0"."item"::text::bigint end)
          limit 1) as "t1j" on true
          left join lateral (select json_build_object(cast('name' as text), "t2"."name") as j
          from "public"."author" as "t2"
          where ("t0"."collection" = $2 and "t2"."id" = case when "t0"."item"::text ~ '^-?[0-9]{1,18}$' then "t0"."item"::text::bigint end)
          limit 1) as "t2j" on true
          order by "t0"."id"
          limit 1`,
      },
    )
  })
})
