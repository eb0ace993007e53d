import { describe, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for to-many', () => {
  it('aggregates a to-many, sorted and limited', async () => {
    await expectStatements(
      statements('author', {
        fields: ['id', 'article.title'],
        deep: { article: { _limit: 2, _sort: ['-price'], _filter: { title: { _nnull: true } } } },
        limit: 1,
      }),
      {
        // https://www.sqlite.org/json1.html#jgrouparray
        sqlite: `select json_object('id', "t0"."id", 'article', json((select json_group_array(json_object('title', "d"."c0"))
        from (select cast("t1"."title" as text) as "c0"
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
        order by "t1"."price" desc nulls first, "t1"."id" desc
        limit 2) as d))) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/functions-aggregate.html
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id", (select coalesce(json_agg(row_to_json(x.*)), '[]')
        from (select "t1"."title" as "title"
        from (select "t1"."id", "t1"."title", "t1"."author_id", "t1"."price", "t1"."made", "t1"."meta"
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
        order by "t1"."price" desc, "t1"."id" desc
        limit 2) as t1
        order by "t1"."price" desc, "t1"."id" desc) as x) as "article"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
        // https://mariadb.com/kb/en/json_table/
        mariadb: `select json_object('id', "t0"."id", 'article', coalesce((select json_arrayagg(json_object('title', convert("t1"."title" using utf8mb4))
        order by "k"."o")
        from json_table((select json_arrayagg("t1"."id"
        order by "t1"."price" is not null, "t1"."price" desc, "t1"."id" desc
        limit 2)
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)), '$[*]' columns (o for ordinality, k0 bigint path '$')) as k
        join "shop"."article" as "t1" on "t1"."id" = "k"."k0"), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/aggregate-functions.html#function_group-concat
        mysql: `select json_object('id', "t0"."id", 'article', coalesce((select cast(concat('[', group_concat("d"."j"
          order by "d"."o" separator ','), ']') as json)
          from (select cast(json_object('title', "t1"."title") as char) as j, row_number() over (order by "t1"."price" is not null, "t1"."price" desc, "t1"."id" desc) as o
          from "shop"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
          order by "t1"."price" is not null, "t1"."price" desc, "t1"."id" desc
          limit 2) as d), json_array())) as j
          from "shop"."author" as "t0"
          order by "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/relational-databases/json/format-nested-json-output-with-path-mode-sql-server
        mssql: `select (select "t0"."id" as "id", json_query(isnull((select "t1"."title" as "title"
          from "dbo"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
          order by case when "t1"."price" is null then 0 else 1 end, "t1"."price" desc, "t1"."id" desc offset 0 rows fetch next 2 rows only for json path, include_null_values), '[]')) as "article" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_ARRAYAGG.html
        oracle: `select json_object('id' value "t0"."id", 'article' value (select coalesce(json_arrayagg("d"."j" format json
          order by "d"."o" null on null returning clob), to_clob('[]'))
          from (select json_object('title' value "t1"."title" null on null returning clob) as "j", row_number() over (order by "t1"."price" desc nulls first, "t1"."id" desc) as "o"
          from "SHOP"."article" "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
          order by "t1"."price" desc nulls first, "t1"."id" desc fetch next 2 rows only) "d") format json null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          order by "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/functions-and-operators#aggregate-functions
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id", cast('article' as text), (select coalesce(json_agg("d"."j"
          order by "d"."o"), '[]')
          from (select json_build_object(cast('title' as text), "t1"."title") as j, row_number() over (order by "t1"."price" desc nulls first, "t1"."id" desc) as o
          from "public"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
          order by "t1"."price" desc nulls first, "t1"."id" desc
          limit 2) as d))::text as j
          from "public"."author" as "t0"
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('lists the keys of a to-many', async () => {
    await expectStatements(statements('author', { fields: ['article'], limit: 1 }), {
      // https://www.sqlite.org/json1.html#jgrouparray
      sqlite: `select json_object('article', json((select json_group_array("d"."c0")
        from (select "t1"."id" as "c0"
        from "main"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id"
        limit 100) as d))) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://www.postgresql.org/docs/current/functions-aggregate.html
      postgres: `select row_to_json(x.*)::text as j
        from (select (select coalesce(json_agg(x.k), '[]')
        from (select "t1"."id" as "k"
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id"
        limit 100) as x) as "article"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
      // https://mariadb.com/kb/en/json_arrayagg/
      mariadb: `select json_object('article', coalesce((select json_arrayagg("t1"."id"
        order by "t1"."id"
        limit 100)
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id"), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://dev.mysql.com/doc/refman/8.0/en/derived-tables.html (outer references)
      mysql: `select json_object('article', coalesce((select cast(concat('[', group_concat("d"."j"
        order by "d"."o" separator ','), ']') as json)
        from (select substr(cast(json_array("t1"."id") as char), 2, char_length(cast(json_array("t1"."id") as char)) - 2) as j, row_number() over (order by "t1"."id") as o
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id"
        limit 100) as d), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://learn.microsoft.com/en-us/sql/t-sql/functions/string-agg-transact-sql
      mssql: `select (select json_query(isnull((select concat('[', string_agg(cast("d"."j" as nvarchar(max)), ',') within group (order by "d"."o"), ']')
        from (select (select substring(o.j, 6, len(o.j) - 6)
        from (select (select "t1"."id" as k for json path, include_null_values, without_array_wrapper) as j) as o) as j, row_number() over (order by "t1"."id") as o
        from "dbo"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id" offset 0 rows fetch next 100 rows only) as d having count(*) > 0), '[]')) as "article" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t0"
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_ARRAYAGG.html
      oracle: `select json_object('article' value (select coalesce(json_arrayagg("d"."j"
        order by "d"."o" null on null returning clob), to_clob('[]'))
        from (select "t1"."id" as "j", row_number() over (order by "t1"."id") as "o"
        from "SHOP"."article" "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id" fetch next 100 rows only) "d") format json null on null returning clob) as "j"
        from "SHOP"."author" "t0"
        order by "t0"."id" fetch next 1 rows only`,
      // https://www.cockroachlabs.com/docs/stable/functions-and-operators#aggregate-functions
      cockroachdb: `select json_build_object(cast('article' as text), (select coalesce(json_agg("d"."j"
        order by "d"."o"), '[]')
        from (select "t1"."id" as j, row_number() over (order by "t1"."id") as o
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id"
        limit 100) as d))::text as j
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1`,
    })
  })

  it('counts a to-many', async () => {
    await expectStatements(statements('author', { fields: ['count(article)'], limit: 1 }), {
      // https://www.sqlite.org/lang_aggfunc.html#count
      sqlite: `select json_object('article_count', cast((select count(*)
        from "main"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as text)) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://www.postgresql.org/docs/current/functions-aggregate.html
      postgres: `select row_to_json(x.*)::text as j
        from (select ((select count(*)
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id"))::text as "article_count"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
      // https://mariadb.com/kb/en/count/
      mariadb: `select json_object('article_count', cast((select count(*)
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as char)) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://dev.mysql.com/doc/refman/8.0/en/aggregate-functions.html#function_count
      mysql: `select json_object('article_count', cast((select count(*)
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as char)) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      // https://learn.microsoft.com/en-us/sql/t-sql/functions/count-transact-sql
      mssql: `select (select cast((select count_big(*)
        from "dbo"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as varchar(60)) as "article_count" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t0"
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/TO_CHAR-number.html
      oracle: `select json_object('article_count' value regexp_replace(to_char((select count(*)
        from "SHOP"."article" "t1"
        where "t1"."author_id" = "t0"."id"), 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') null on null returning clob) as "j"
        from "SHOP"."author" "t0"
        order by "t0"."id" fetch next 1 rows only`,
      // https://www.cockroachlabs.com/docs/stable/functions-and-operators#aggregate-functions
      cockroachdb: `select json_build_object(cast('article_count' as text), ((select count(*)
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id"))::text)::text as j
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1`,
    })
  })
})
