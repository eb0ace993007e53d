import { describe, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'
import { policyOf } from '../support/rules.js'

describe('statements for aggregates and groups', () => {
  it('aggregates everything', async () => {
    await expectStatements(
      statements('article', { aggregate: { count: ['*'], sum: ['price'], avg: ['price'] } }),
      {
        // https://www.sqlite.org/lang_aggfunc.html
        sqlite: `select json_object('count', cast(count(*) as text), 'sum', json(json_object('price', (select iif(s is null, null, printf('%s%d.%02d', iif(s < 0, '-', ''), abs(s) / 100, abs(s) % 100)) from (select sum(case when "t0"."price" between -90071992547409.0 and 90071992547409.0 then cast(round("t0"."price" * 100.0) as integer) else iif(abs("t0"."price") > 90000000000000000, abs(cast("t0"."price" * 0 as integer) - 9223372036854775807 - 1), iif(typeof("t0"."price") = 'integer', "t0"."price" * 100, cast(round("t0"."price" * 100) as integer))) end) as s)))), 'avg', json(json_object('price', (select iif(s is null, null, printf('%s%d.%016d', iif(s < 0, '-', ''), w + f / 10000000000000000, f % 10000000000000000)) from (select s, w, f + (r * 2 >= d) as f from (select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (select s, d, abs(s) / d as w, 0 as f, abs(s) % d as r from (select sum(case when "t0"."price" between -90071992547409.0 and 90071992547409.0 then cast(round("t0"."price" * 100.0) as integer) else iif(abs("t0"."price") > 90000000000000000, abs(cast("t0"."price" * 0 as integer) - 9223372036854775807 - 1), iif(typeof("t0"."price") = 'integer', "t0"."price" * 100, cast(round("t0"."price" * 100) as integer))) end) as s, count(case when "t0"."price" between -90071992547409.0 and 90071992547409.0 then cast(round("t0"."price" * 100.0) as integer) else iif(abs("t0"."price") > 90000000000000000, abs(cast("t0"."price" * 0 as integer) - 9223372036854775807 - 1), iif(typeof("t0"."price") = 'integer', "t0"."price" * 100, cast(round("t0"."price" * 100) as integer))) end) * 100 as d))))))))))) as j
        from "main"."article" as "t0"`,
        // https://www.postgresql.org/docs/current/functions-aggregate.html
        postgres: `select row_to_json(x.*)::text as j
        from (select (count(*))::text as "count", json_build_object(cast('price' as text), (sum("t0"."price"))::text) as "sum", json_build_object(cast('price' as text), (avg("t0"."price"))::text) as "avg"
        from "public"."article" as "t0") as x`,
        // https://mariadb.com/kb/en/sum/
        mariadb: `select json_object('count', cast(count(*) as char), 'sum', json_object('price', cast(sum("t0"."price") as char)), 'avg', json_object('price', cast(cast(avg(cast("t0"."price" as decimal(49, 16))) as decimal(65, 16)) as char))) as j
        from "shop"."article" as "t0"`,
        // https://dev.mysql.com/doc/refman/8.0/en/aggregate-functions.html
        mysql: `select json_object('count', cast(count(*) as char), 'sum', json_object('price', cast(sum("t0"."price") as char)), 'avg', json_object('price', cast(cast(avg(cast("t0"."price" as decimal(49, 16))) as decimal(65, 16)) as char))) as j
          from "shop"."article" as "t0"`,
        // https://learn.microsoft.com/en-us/sql/t-sql/functions/json-modify-transact-sql
        mssql: `select json_modify(json_modify(json_modify(cast(@1 as nvarchar(max)), @2, cast(count_big(*) as varchar(60))), @3, json_query(json_modify(cast(@4 as nvarchar(max)), @5, cast(sum(cast("t0"."price" as decimal(38, 2))) as varchar(60))))), @6, json_query(json_modify(cast(@7 as nvarchar(max)), @8, cast(avg(cast("t0"."price" as decimal(38, 16))) as varchar(60))))) as j
          from "dbo"."article" as "t0"`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Format-Models.html
        oracle: `select json_object('count' value regexp_replace(to_char(count(*), 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.'), 'sum' value json_object('price' value to_char(sum("t0"."price"), 'FM99999999999999999999999999999999999990.00') null on null returning clob) format json, 'avg' value json_object('price' value to_char(avg("t0"."price"), 'FM99999999999999999999999999999999999990.0000000000000000') null on null returning clob) format json null on null returning clob) as "j"
          from "SHOP"."article" "t0"`,
        // https://www.cockroachlabs.com/docs/stable/functions-and-operators#aggregate-functions
        cockroachdb: `select json_build_object(cast('count' as text), (count(*))::text, cast('sum' as text), json_build_object(cast('price' as text), (sum("t0"."price"))::text), cast('avg' as text), json_build_object(cast('price' as text), (avg("t0"."price"))::decimal(38, 16)::text))::text as j
          from "public"."article" as "t0"`,
      },
    )
  })

  it('groups rows, each expression written once', async () => {
    await expectStatements(
      statements('article', {
        aggregate: { count: ['*'] },
        groupBy: ['author_id'],
        sort: ['-count'],
        limit: 3,
      }),
      {
        // https://www.sqlite.org/lang_select.html#resultset
        sqlite: `select json_object('author_id', "b"."g0", 'count', cast("b"."r0" as text)) as j
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "main"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" desc nulls first
        limit 3`,
        // https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-GROUP
        postgres: `select string_agg(row_to_json(x.*)::text, ',') as j
        from (select "b"."g0" as "author_id", ("b"."r0")::text as "count"
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "public"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" desc
        limit 3) as x`,
        // https://mariadb.com/kb/en/group-by/
        mariadb: `select json_object('author_id', "b"."g0", 'count', cast("b"."r0" as char)) as j
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "shop"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" is not null, "b"."r0" desc
        limit 3`,
        // https://dev.mysql.com/doc/refman/8.0/en/group-by-handling.html
        mysql: `select json_object('author_id', "b"."g0", 'count', cast("b"."r0" as char)) as j
          from (select "v"."g0", count(*) as "r0"
          from (select "t0"."author_id" as "g0"
          from "shop"."article" as "t0") as v
          group by "v"."g0") as b
          order by "b"."r0" is not null, "b"."r0" desc
          limit 3`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/select-group-by-transact-sql
        mssql: `select (select "b"."g0" as "author_id", cast("b"."r0" as varchar(60)) as "count" for json path, include_null_values, without_array_wrapper) as j
          from (select "v"."g0", count_big(*) as "r0"
          from (select "t0"."author_id" as "g0"
          from "dbo"."article" as "t0") as v
          group by "v"."g0") as b
          order by case when "b"."r0" is null then 0 else 1 end, "b"."r0" desc offset 0 rows fetch next 3 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (group_by_clause)
        oracle: `select json_object('author_id' value "b"."g0", 'count' value regexp_replace(to_char("b"."r0", 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') null on null returning clob) as "j"
          from (select "v"."g0", count(*) as "r0"
          from (select "t0"."author_id" as "g0"
          from "SHOP"."article" "t0") "v"
          group by "v"."g0") "b"
          order by "b"."r0" desc nulls first fetch next 3 rows only`,
        // https://www.cockroachlabs.com/docs/stable/select-clause
        cockroachdb: `select json_build_object(cast('author_id' as text), "b"."g0", cast('count' as text), ("b"."r0")::text)::text as j
          from (select "v"."g0", count(*) as "r0"
          from (select "t0"."author_id" as "g0"
          from "public"."article" as "t0") as v
          group by "v"."g0") as b
          order by "b"."r0" desc nulls first
          limit 3`,
      },
    )
  })

  it('groups the rows of each parent', async () => {
    await expectStatements(
      statements('author', {
        fields: ['article'],
        deep: { article: { _aggregate: { max: ['price'] }, _groupBy: ['title'] } },
        limit: 1,
      }),
      {
        // https://www.sqlite.org/lang_select.html#resultset
        sqlite: `select json_object('article', json((select json_group_array(json_object('title', "d"."c0", 'max', json("d"."c1")))
        from (select cast("b"."g0" as text) as "c0", json_object('price', case typeof("b"."r0") when 'real' then printf('%.2f', "b"."r0") when 'integer' then printf('%.2f', "b"."r0") else "b"."r0" end) as "c1"
        from (select "v"."g0", max("v"."a0") as "r0"
        from (select "t1"."title" as "g0", "t1"."price" as "a0"
        from "main"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as v
        group by "v"."g0") as b
        order by "b"."g0" nulls last
        limit 100) as d))) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-GROUP
        postgres: `select row_to_json(x.*)::text as j
        from (select (select coalesce(json_agg(row_to_json(x.*)), '[]')
        from (select "b"."g0" as "title", json_build_object(cast('price' as text), "b"."r0"::text) as "max"
        from (select "v"."g0", max("v"."a0") as "r0"
        from (select "t1"."title" as "g0", "t1"."price" as "a0"
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as v
        group by "v"."g0") as b
        order by "b"."g0"
        limit 100) as x) as "article"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
        // https://mariadb.com/kb/en/json_arrayagg/
        mariadb: `select json_object('article', coalesce((select json_arrayagg(coalesce(json_object('title', convert("b"."g0" using utf8mb4), 'max', json_object('price', cast("b"."r0" as char))), json_array(exp(710)))
        order by "b"."g0" is null, "b"."g0"
        limit 100)
        from (select "v"."g0", "v"."k0", max("v"."a0") as "r0"
        from (select convert("t1"."title" using utf8mb4) collate utf8mb4_nopad_bin as "g0", "t1"."price" as "a0", "t1"."author_id" as "k0"
        from "shop"."article" as "t1") as v
        group by "v"."g0", "v"."k0") as b
        where "b"."k0" = "t0"."id"), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/derived-tables.html (outer references)
        mysql: `select json_object('article', coalesce((select cast(concat('[', group_concat("d"."j"
          order by "d"."o" separator ','), ']') as json)
          from (select cast(json_object('title', "b"."g0", 'max', json_object('price', cast("b"."r0" as char))) as char) as j, row_number() over (order by "b"."g0" is null, "b"."g0") as o
          from (select "v"."g0", max("v"."a0") as "r0"
          from (select convert("t1"."title" using utf8mb4) collate utf8mb4_0900_bin as "g0", "t1"."price" as "a0"
          from "shop"."article" as "t1"
          where "t1"."author_id" = "t0"."id") as v
          group by "v"."g0") as b
          order by "b"."g0" is null, "b"."g0"
          limit 100) as d), json_array())) as j
          from "shop"."author" as "t0"
          order by "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/functions/json-modify-transact-sql
        mssql: `select (select json_query(isnull((select "b"."g0" as "title", json_query(json_modify(cast(@1 as nvarchar(max)), @2, cast("b"."r0" as varchar(60)))) as "max"
          from (select "v"."g0", max("v"."a0") as "r0"
          from (select "t1"."title" collate Latin1_General_100_BIN2 as "g0", "t1"."price" as "a0"
          from "dbo"."article" as "t1"
          where "t1"."author_id" = "t0"."id") as v
          group by "v"."g0") as b
          order by case when "b"."g0" is null then 1 else 0 end, "b"."g0" offset 0 rows fetch next 100 rows only for json path, include_null_values), '[]')) as "article" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_ARRAYAGG.html
        oracle: `select json_object('article' value (select coalesce(json_arrayagg("d"."j" format json
          order by "d"."o" null on null returning clob), to_clob('[]'))
          from (select json_object('title' value "b"."g0", 'max' value json_object('price' value to_char("b"."r0", 'FM99999999999999999999999999999999999990.00') null on null returning clob) format json null on null returning clob) as "j", row_number() over (order by "b"."g0" nulls last) as "o"
          from (select "v"."g0", max("v"."a0") as "r0"
          from (select "t1"."title" as "g0", "t1"."price" as "a0"
          from "SHOP"."article" "t1"
          where "t1"."author_id" = "t0"."id") "v"
          group by "v"."g0") "b"
          order by "b"."g0" nulls last fetch next 100 rows only) "d") format json null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          order by "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/subqueries
        cockroachdb: `select json_build_object(cast('article' as text), (select coalesce(json_agg("d"."j"
          order by "d"."o"), '[]')
          from (select json_build_object(cast('title' as text), "b"."g0", cast('max' as text), json_build_object(cast('price' as text), "b"."r0"::text)) as j, row_number() over (order by "b"."g0" nulls last) as o
          from (select "v"."g0", max("v"."a0") as "r0"
          from (select "t1"."title" as "g0", "t1"."price" as "a0"
          from "public"."article" as "t1"
          where "t1"."author_id" = "t0"."id") as v
          group by "v"."g0") as b
          order by "b"."g0" nulls last
          limit 100) as d))::text as j
          from "public"."author" as "t0"
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('aggregates what a rule hides in some rows', async () => {
    const policy = policyOf({
      article: { read: { fields: { price: { author_id: { name: { _eq: 'Anna' } } } } } },
      author: { read: { fields: '*' } },
    })
    await expectStatements(statements('article', { aggregate: { count: ['price'] } }, {}, policy), {
      // https://www.sqlite.org/lang_expr.html#the_case_expression
      sqlite: `select json_object('count', json(json_object('price', cast(count(case when exists (select 1 from "main"."author" as "g0" where ("g0"."id" = "t0"."author_id" and "g0"."name" = ?)) then "t0"."price" end) as text)))) as j
        from "main"."article" as "t0"`,
      // https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES
      postgres: `select row_to_json(x.*)::text as j
        from (select json_build_object(cast('price' as text), (count(case when exists (select 1 from "public"."author" as "g0" where ("g0"."id" = "t0"."author_id" and "g0"."name" = $1)) then "t0"."price" end))::text) as "count"
        from "public"."article" as "t0") as x`,
      // https://mariadb.com/kb/en/case-operator/
      mariadb: `select json_object('count', json_object('price', cast(count(case when exists (select 1 from "shop"."author" as "g0" where ("g0"."id" = "t0"."author_id" and ("g0"."name" = ? and convert("g0"."name" using utf8mb4) collate utf8mb4_nopad_bin = ?))) then "t0"."price" end) as char))) as j
        from "shop"."article" as "t0"`,
      // https://dev.mysql.com/doc/refman/8.0/en/aggregate-functions.html#function_count
      mysql: `select json_object('count', json_object('price', cast(count(case when exists (select 1 from "shop"."author" as "g0" where ("g0"."id" = "t0"."author_id" and ("g0"."name" = ? and convert("g0"."name" using utf8mb4) collate utf8mb4_0900_bin = ?))) then "t0"."price" end) as char))) as j
        from "shop"."article" as "t0"`,
      // https://learn.microsoft.com/en-us/sql/t-sql/functions/count-transact-sql (no subqueries in what is counted)
      mssql: `select json_modify(cast(@1 as nvarchar(max)), @2, json_query(json_modify(cast(@3 as nvarchar(max)), @4, cast(count_big("v"."a0") as varchar(60))))) as j
        from (select case when exists (select 1 from "dbo"."author" as "g0" where ("g0"."id" = "t0"."author_id" and ("g0"."name" = @5 and "g0"."name" collate Latin1_General_100_BIN2 = @6))) then "t0"."price" end as "a0"
        from "dbo"."article" as "t0") as v`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CASE-Expressions.html
      oracle: `select json_object('count' value json_object('price' value regexp_replace(to_char(count(case when exists (select 1 from "SHOP"."author" "g0" where ("g0"."id" = "t0"."author_id" and "g0"."name" = :1)) then "t0"."price" end), 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') null on null returning clob) format json null on null returning clob) as "j"
        from "SHOP"."article" "t0"`,
      // https://www.cockroachlabs.com/docs/stable/functions-and-operators#aggregate-functions
      cockroachdb: `select json_build_object(cast('count' as text), json_build_object(cast('price' as text), (count(case when exists (select 1 from "public"."author" as "g0" where ("g0"."id" = "t0"."author_id" and "g0"."name" = $1)) then "t0"."price" end))::text))::text as j
        from "public"."article" as "t0"`,
    })
  })
})
