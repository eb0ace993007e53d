import { describe, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

// JSON texts of rows: https://www.sqlite.org/json1.html#jobj
// https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-JSON-CREATION-TABLE
// https://mariadb.com/kb/en/json_object/
// https://dev.mysql.com/doc/refman/8.0/en/json-creation-functions.html
// https://learn.microsoft.com/en-us/sql/relational-databases/json/format-query-results-as-json-with-for-json-sql-server
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_OBJECT.html
// https://www.cockroachlabs.com/docs/stable/functions-and-operators#jsonb-functions
// Pages of rows: https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (row_limiting_clause)
describe('statements for rows', () => {
  it('puts every type in wire form', async () => {
    await expectStatements(
      statements('article', {
        fields: ['id', 'title', 'price', 'made', 'meta'],
        limit: 5,
        offset: 2,
      }),
      {
        sqlite: `select json_object(?, "t0"."id", ?, cast("t0"."title" as text), ?, case typeof("t0"."price") when 'real' then printf('%.2f', "t0"."price") when 'integer' then printf('%.2f', "t0"."price") else "t0"."price" end, ?, case when typeof("t0"."made") in ('integer', 'real') then strftime('%Y-%m-%dT%H:%M:%fZ', "t0"."made" / 1000.0, 'unixepoch') else coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', "t0"."made"), "t0"."made") end, ?, json(iif(json_valid("t0"."meta"), "t0"."meta", json_quote("t0"."meta")))) as j
        from "main"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id", "t0"."title" as "title", "t0"."price"::text as "price", to_char("t0"."made" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "made", "t0"."meta" as "meta"
        from "public"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2) as x`,
        mariadb: `select json_object(?, "t0"."id", ?, "t0"."title", ?, cast("t0"."price" as char), ?, concat(left(date_format("t0"."made", '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'), ?, json_compact("t0"."meta")) as j
        from "shop"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2`,
        mysql: `select json_object(?, "t0"."id", ?, "t0"."title", ?, cast("t0"."price" as char), ?, concat(left(date_format("t0"."made", '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'), ?, "t0"."meta") as j
          from "shop"."article" as "t0"
          order by "t0"."id"
          limit 5 offset 2`,
        mssql: `select (select "t0"."id" as "id", "t0"."title" as "title", cast("t0"."price" as varchar(60)) as "price", replace(convert(varchar(23), cast(switchoffset("t0"."made", '+00:00') as datetime2(7)), 121), ' ', 'T') + 'Z' as "made", json_query("t0"."meta") as "meta" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."article" as "t0"
          order by "t0"."id" offset 2 rows fetch next 5 rows only`,
        oracle: `select json_object('id' value "t0"."id", 'title' value "t0"."title", 'price' value to_char("t0"."price", 'FM99999999999999999999999999999999999990.00'), 'made' value to_char(sys_extract_utc("t0"."made"), 'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"'), 'meta' value "t0"."meta" format json null on null returning clob) as "j"
          from "SHOP"."article" "t0"
          order by "t0"."id" offset 2 rows fetch next 5 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), "t0"."id", cast($2 as text), "t0"."title", cast($3 as text), "t0"."price"::text, cast($4 as text), to_char("t0"."made" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), cast($5 as text), "t0"."meta")::text as j
          from "public"."article" as "t0"
          order by "t0"."id"
          limit 5 offset 2`,
      },
    )
  })

  it('names one row by its key', async () => {
    await expectStatements(statements('article', { fields: ['id'] }, { keys: [7] }), {
      sqlite: `select json_object(?, "t0"."id") as j
        from "main"."article" as "t0"
        where "t0"."id" = ?
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where "t0"."id" = $1::bigint
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        where "t0"."id" = ?
        order by "t0"."id"
        limit 1`,
      mysql: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        where "t0"."id" = ?
        order by "t0"."id"
        limit 1`,
      mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."article" as "t0"
        where "t0"."id" = try_cast(@1 as bigint)
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
        from "SHOP"."article" "t0"
        where "t0"."id" = :1
        order by "t0"."id" fetch next 1 rows only`,
      cockroachdb: `select json_build_object(cast($1 as text), "t0"."id")::text as j
        from "public"."article" as "t0"
        where "t0"."id" = $2::bigint
        order by "t0"."id"
        limit 1`,
    })
  })

  it('counts beside the page', async () => {
    await expectStatements(
      statements(
        'article',
        { fields: ['id'], filter: { id: { _gt: 1 } }, limit: 1 },
        { meta: ['total_count', 'filter_count'] },
      ),
      {
        sqlite: `select m.*, r.*
        from (select (select count(*)
        from "main"."article" as "t1") as "total_count", (select count(*)
        from "main"."article" as "t2"
        where "t2"."id" > ?) as "filter_count") as m
        left join (select json_object(?, "t0"."id") as j, row_number() over (order by "t0"."id") as o
        from "main"."article" as "t0"
        where "t0"."id" > ?
        order by "t0"."id"
        limit 1) as r on 1 = 1
        order by r.o`,
        postgres: `select m.*, r.*
        from (select (select count(*)
        from "public"."article" as "t1") as "total_count", (select count(*)
        from "public"."article" as "t2"
        where "t2"."id" > $1::bigint) as "filter_count") as m
        left join (select row_to_json(x.*)::text as j, row_number() over () as o
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where "t0"."id" > $2::bigint
        order by "t0"."id"
        limit 1) as x) as r on 1 = 1
        order by r.o`,
        mariadb: `select m.*, r.*
        from (select (select count(*)
        from "shop"."article" as "t1") as "total_count", (select count(*)
        from "shop"."article" as "t2"
        where "t2"."id" > ?) as "filter_count") as m
        left join (select json_object(?, "t0"."id") as j, row_number() over (order by "t0"."id") as o
        from "shop"."article" as "t0"
        where "t0"."id" > ?
        order by "t0"."id"
        limit 1) as r on 1 = 1
        order by r.o`,
        mysql: `select m.*, r.*
          from (select (select count(*)
          from "shop"."article" as "t1") as "total_count", (select count(*)
          from "shop"."article" as "t2"
          where "t2"."id" > ?) as "filter_count") as m
          left join (select json_object(?, "t0"."id") as j, row_number() over (order by "t0"."id") as o
          from "shop"."article" as "t0"
          where "t0"."id" > ?
          order by "t0"."id"
          limit 1) as r on 1 = 1
          order by r.o`,
        mssql: `select m.*, r.*
          from (select (select count(*)
          from "dbo"."article" as "t1") as "total_count", (select count(*)
          from "dbo"."article" as "t2"
          where "t2"."id" > try_cast(@1 as bigint)) as "filter_count") as m
          left join (select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j, row_number() over (order by "t0"."id") as o
          from "dbo"."article" as "t0"
          where "t0"."id" > try_cast(@2 as bigint)
          order by "t0"."id" offset 0 rows fetch next 1 rows only) as r on 1 = 1
          order by r.o`,
        oracle: `select "m".*, "r".*
          from (select (select count(*)
          from "SHOP"."article" "t1") as "total_count", (select count(*)
          from "SHOP"."article" "t2"
          where "t2"."id" > :1) as "filter_count"
          from dual) "m"
          left join (select json_object('id' value "t0"."id" null on null returning clob) as "j", row_number() over (order by "t0"."id") as "o"
          from "SHOP"."article" "t0"
          where "t0"."id" > :2
          order by "t0"."id" fetch next 1 rows only) "r" on 1 = 1
          order by "r"."o"`,
        cockroachdb: `select m.*, r.*
          from (select (select count(*)
          from "public"."article" as "t1") as "total_count", (select count(*)
          from "public"."article" as "t2"
          where "t2"."id" > $1::bigint) as "filter_count") as m
          left join (select json_build_object(cast($2 as text), "t0"."id")::text as j, row_number() over (order by "t0"."id") as o
          from "public"."article" as "t0"
          where "t0"."id" > $3::bigint
          order by "t0"."id"
          limit 1) as r on 1 = 1
          order by r.o`,
      },
    )
  })
})

// LATERAL on PostgreSQL: https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-LATERAL
// order and limit within an aggregate on MariaDB: https://mariadb.com/kb/en/json_arrayagg/
// order of a list on MySQL: https://dev.mysql.com/doc/refman/8.0/en/aggregate-functions.html#function_group-concat
// derived tables that see outer rows there: https://dev.mysql.com/doc/refman/8.0/en/derived-tables.html
// APPLY on SQL Server: https://learn.microsoft.com/en-us/sql/t-sql/queries/from-transact-sql
// lists of bare values there: https://learn.microsoft.com/en-us/sql/t-sql/functions/string-agg-transact-sql
// lists on Oracle: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_ARRAYAGG.html
// order within an aggregate on CockroachDB: https://github.com/cockroachdb/cockroach/issues/68211
describe('statements for relations', () => {
  it('joins a to-one', async () => {
    await expectStatements(statements('article', { fields: ['id', 'author_id.name'], limit: 1 }), {
      sqlite: `select json_object(?, "t0"."id", ?, json((select json_object(?, cast("t1"."name" as text))
        from "main"."author" as "t1"
        where "t1"."id" = "t0"."author_id"))) as j
        from "main"."article" as "t0"
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id", "t1j"."j" as "author_id"
        from "public"."article" as "t0"
        left join lateral (select row_to_json(x.*) as j
        from (select "t1"."name" as "name"
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as x) as "t1j" on true
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, "t0"."id", ?, (select json_object(?, "t1"."name")
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id")) as j
        from "shop"."article" as "t0"
        order by "t0"."id"
        limit 1`,
      mysql: `select json_object(?, "t0"."id", ?, (select json_object(?, "t1"."name")
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id")) as j
        from "shop"."article" as "t0"
        order by "t0"."id"
        limit 1`,
      mssql: `select (select "t0"."id" as "id", json_query("t1j"."j") as "author_id" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."article" as "t0"
        outer apply (select (select "t1"."name" as "name" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as "t1j"
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      oracle: `select json_object('id' value "t0"."id", 'author_id' value "t1j"."j" format json null on null returning clob) as "j"
        from "SHOP"."article" "t0"
        outer apply (select json_object('name' value "t1"."name" null on null returning clob) as "j"
        from "SHOP"."author" "t1"
        where "t1"."id" = "t0"."author_id") "t1j"
        order by "t0"."id" fetch next 1 rows only`,
      cockroachdb: `select json_build_object(cast($1 as text), "t0"."id", cast($2 as text), "t1j"."j")::text as j
        from "public"."article" as "t0"
        left join lateral (select json_build_object(cast($3 as text), "t1"."name") as j
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as "t1j" on true
        order by "t0"."id"
        limit 1`,
    })
  })

  it('aggregates a to-many, sorted and limited', async () => {
    await expectStatements(
      statements('author', {
        fields: ['id', 'article.title'],
        deep: { article: { _limit: 2, _sort: ['-price'], _filter: { title: { _nnull: true } } } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id", ?, json((select json_group_array(json_object(?, "d"."c0"))
        from (select cast("t1"."title" as text) as "c0"
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
        order by "t1"."price" desc nulls first, "t1"."id"
        limit 2) as d))) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id", (select coalesce(json_agg(row_to_json(x.*)), '[]')
        from (select "t1"."title" as "title"
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
        order by "t1"."price" desc, "t1"."id"
        limit 2) as x) as "article"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id", ?, coalesce((select json_arrayagg(json_object(?, "t1"."title")
        order by "t1"."price" is not null, "t1"."price" desc, "t1"."id"
        limit 2)
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
        mysql: `select json_object(?, "t0"."id", ?, coalesce((select cast(concat('[', group_concat("d"."j"
          order by "d"."o" separator ','), ']') as json)
          from (select cast(json_object(?, "t1"."title") as char) as j, row_number() over (order by "t1"."price" is not null, "t1"."price" desc, "t1"."id") as o
          from "shop"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
          order by "t1"."price" is not null, "t1"."price" desc, "t1"."id"
          limit 2) as d), json_array())) as j
          from "shop"."author" as "t0"
          order by "t0"."id"
          limit 1`,
        mssql: `select (select "t0"."id" as "id", json_query(coalesce((select "t1"."title" as "title"
          from "dbo"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
          order by case when "t1"."price" is null then 0 else 1 end, "t1"."price" desc, "t1"."id" offset 0 rows fetch next 2 rows only for json path, include_null_values), '[]')) as "article" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        oracle: `select json_object('id' value "t0"."id", 'article' value (select coalesce(json_arrayagg("d"."j" format json
          order by "d"."o" null on null returning clob), to_clob('[]'))
          from (select json_object('title' value "t1"."title" null on null returning clob) as "j", row_number() over (order by "t1"."price" desc nulls first, "t1"."id") as "o"
          from "SHOP"."article" "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
          order by "t1"."price" desc nulls first, "t1"."id" fetch next 2 rows only) "d") format json null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          order by "t0"."id" fetch next 1 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), "t0"."id", cast($2 as text), (select coalesce(json_agg("d"."j"
          order by "d"."o"), '[]')
          from (select json_build_object(cast($3 as text), "t1"."title") as j, row_number() over (order by "t1"."price" desc nulls first, "t1"."id") as o
          from "public"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
          order by "t1"."price" desc nulls first, "t1"."id"
          limit 2) as d))::text as j
          from "public"."author" as "t0"
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('lists the keys of a to-many', async () => {
    await expectStatements(statements('author', { fields: ['article'], limit: 1 }), {
      sqlite: `select json_object(?, json((select json_group_array("d"."c0")
        from (select "t1"."id" as "c0"
        from "main"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id"
        limit 100) as d))) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
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
      mariadb: `select json_object(?, coalesce((select json_arrayagg("t1"."id"
        order by "t1"."id"
        limit 100)
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id"), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      mysql: `select json_object(?, coalesce((select cast(concat('[', group_concat("d"."j"
        order by "d"."o" separator ','), ']') as json)
        from (select substr(cast(json_array("t1"."id") as char), 2, char_length(cast(json_array("t1"."id") as char)) - 2) as j, row_number() over (order by "t1"."id") as o
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id"
        limit 100) as d), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      mssql: `select (select json_query(coalesce((select concat('[', string_agg(cast("d"."j" as nvarchar(max)), ',') within group (order by "d"."o"), ']')
        from (select (select substring(o.j, 6, len(o.j) - 6)
        from (select (select "t1"."id" as k for json path, include_null_values, without_array_wrapper) as j) as o) as j, row_number() over (order by "t1"."id") as o
        from "dbo"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id" offset 0 rows fetch next 100 rows only) as d having count(*) > 0), '[]')) as "article" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t0"
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      oracle: `select json_object('article' value (select coalesce(json_arrayagg("d"."j"
        order by "d"."o" null on null returning clob), to_clob('[]'))
        from (select "t1"."id" as "j", row_number() over (order by "t1"."id") as "o"
        from "SHOP"."article" "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id" fetch next 100 rows only) "d") format json null on null returning clob) as "j"
        from "SHOP"."author" "t0"
        order by "t0"."id" fetch next 1 rows only`,
      cockroachdb: `select json_build_object(cast($1 as text), (select coalesce(json_agg("d"."j"
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

  it('takes the branch of a many-to-any', async () => {
    await expectStatements(
      statements('block', { fields: ['item:article.title', 'item:author.name'], limit: 1 }),
      {
        sqlite: `select json_object(?, json(coalesce((select json_object(?, cast("t1"."title" as text))
        from "main"."article" as "t1"
        where ("t0"."collection" = ? and "t1"."id" = cast("t0"."item" as integer))
        limit 1), (select json_object(?, cast("t2"."name" as text))
        from "main"."author" as "t2"
        where ("t0"."collection" = ? and "t2"."id" = cast("t0"."item" as integer))
        limit 1)))) as j
        from "main"."block" as "t0"
        order by "t0"."id"
        limit 1`,
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
        mariadb: `select json_object(?, coalesce((select json_object(?, "t1"."title")
        from "shop"."article" as "t1"
        where ("t0"."collection" = ? and "t1"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
        limit 1), (select json_object(?, "t2"."name")
        from "shop"."author" as "t2"
        where ("t0"."collection" = ? and "t2"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
        limit 1))) as j
        from "shop"."block" as "t0"
        order by "t0"."id"
        limit 1`,
        mysql: `select json_object(?, coalesce((select json_object(?, "t1"."title")
          from "shop"."article" as "t1"
          where ("t0"."collection" = ? and "t1"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
          limit 1), (select json_object(?, "t2"."name")
          from "shop"."author" as "t2"
          where ("t0"."collection" = ? and "t2"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
          limit 1))) as j
          from "shop"."block" as "t0"
          order by "t0"."id"
          limit 1`,
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
        oracle: `select json_object('item' value coalesce("t1j"."j", "t2j"."j") format json null on null returning clob) as "j"
          from "SHOP"."block" "t0"
          outer apply (select json_object('title' value "t1"."title" null on null returning clob) as "j"
          from "SHOP"."article" "t1"
          where ("t0"."collection" = :1 and "t1"."id" = case when regexp_like("t0"."item", '^-?[0-9]{1,18}$') then to_number("t0"."item") end) fetch next 1 rows only) "t1j"
          outer apply (select json_object('name' value "t2"."name" null on null returning clob) as "j"
          from "SHOP"."author" "t2"
          where ("t0"."collection" = :2 and "t2"."id" = case when regexp_like("t0"."item", '^-?[0-9]{1,18}$') then to_number("t0"."item") end) fetch next 1 rows only) "t2j"
          order by "t0"."id" fetch next 1 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), coalesce("t1j"."j", "t2j"."j"))::text as j
          from "public"."block" as "t0"
          left join lateral (select json_build_object(cast($2 as text), "t1"."title") as j
          from "public"."article" as "t1"
          where ("t0"."collection" = $3 and "t1"."id" = case when "t0"."item"::text ~ '^-?[0-9]{1,18}$' then "t0"."item"::text::bigint end)
          limit 1) as "t1j" on true
          left join lateral (select json_build_object(cast($4 as text), "t2"."name") as j
          from "public"."author" as "t2"
          where ("t0"."collection" = $5 and "t2"."id" = case when "t0"."item"::text ~ '^-?[0-9]{1,18}$' then "t0"."item"::text::bigint end)
          limit 1) as "t2j" on true
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('counts a to-many', async () => {
    await expectStatements(statements('author', { fields: ['count(article)'], limit: 1 }), {
      sqlite: `select json_object(?, cast((select count(*)
        from "main"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as text)) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select ((select count(*)
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id"))::text as "article_count"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, cast((select count(*)
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as char)) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      mysql: `select json_object(?, cast((select count(*)
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as char)) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      mssql: `select (select cast((select count(*)
        from "dbo"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as varchar(60)) as "article_count" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t0"
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      oracle: `select json_object('article_count' value regexp_replace(to_char((select count(*)
        from "SHOP"."article" "t1"
        where "t1"."author_id" = "t0"."id"), 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') null on null returning clob) as "j"
        from "SHOP"."author" "t0"
        order by "t0"."id" fetch next 1 rows only`,
      cockroachdb: `select json_build_object(cast($1 as text), ((select count(*)
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id"))::text)::text as j
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1`,
    })
  })
})

// Exact text on MariaDB: https://mariadb.com/kb/en/supported-character-sets-and-collations/
// GLOB on SQLite: https://www.sqlite.org/lang_expr.html
// NO PAD on MySQL: https://dev.mysql.com/doc/refman/8.0/en/charset-unicode-sets.html
// LIKE on SQL Server: https://learn.microsoft.com/en-us/sql/t-sql/language-elements/like-transact-sql
// OPENJSON: https://learn.microsoft.com/en-us/sql/t-sql/functions/openjson-transact-sql
// LIKE on Oracle: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Pattern-matching-Conditions.html
// JSON_VALUE: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_VALUE.html
describe('statements for filters', () => {
  it('asks whether there is a related row', async () => {
    await expectStatements(
      statements('author', {
        fields: ['id'],
        filter: { article: { title: { _eq: 'a' } } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."author" as "t0"
        where exists (select 1
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" = ?))
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."author" as "t0"
        where exists (select 1
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" = $1))
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."author" as "t0"
        where exists (select 1
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and ("t1"."title" = ? and convert("t1"."title" using utf8mb4) collate utf8mb4_nopad_bin = ?)))
        order by "t0"."id"
        limit 1`,
        mysql: `select json_object(?, "t0"."id") as j
          from "shop"."author" as "t0"
          where exists (select 1
          from "shop"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and ("t1"."title" = ? and convert("t1"."title" using utf8mb4) collate utf8mb4_0900_bin = ?)))
          order by "t0"."id"
          limit 1`,
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          where exists (select 1
          from "dbo"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and ("t1"."title" = @1 and "t1"."title" collate Latin1_General_100_BIN2 = @2)))
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          where exists (select 1
          from "SHOP"."article" "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" = :1))
          order by "t0"."id" fetch next 1 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), "t0"."id")::text as j
          from "public"."author" as "t0"
          where exists (select 1
          from "public"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."title" = $2))
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
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."author" as "t0"
        where not exists (select 1
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > ?))
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."author" as "t0"
        where not exists (select 1
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > $1))
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."author" as "t0"
        where not exists (select 1
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > cast(? as decimal(65, 20))))
        order by "t0"."id"
        limit 1`,
        mysql: `select json_object(?, "t0"."id") as j
          from "shop"."author" as "t0"
          where not exists (select 1
          from "shop"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."price" > cast(? as decimal(65, 20))))
          order by "t0"."id"
          limit 1`,
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          where not exists (select 1
          from "dbo"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."price" > cast(@1 as decimal(38, 12))))
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          where not exists (select 1
          from "SHOP"."article" "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."price" > to_number(:1)))
          order by "t0"."id" fetch next 1 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), "t0"."id")::text as j
          from "public"."author" as "t0"
          where not exists (select 1
          from "public"."article" as "t1"
          where ("t1"."author_id" = "t0"."id" and "t1"."price" > $2))
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('compares text exactly, and whatever its case', async () => {
    await expectStatements(
      statements('author', {
        fields: ['id'],
        filter: {
          _or: [
            { name: { _contains: 'a' } },
            { name: { _icontains: 'a' } },
            { name: { _in: ['a', 'b'] } },
          ],
        },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."author" as "t0"
        where (instr("t0"."name", ?) > 0 or ("t0"."name" glob ? or "t0"."name" in (?, ?)))
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."author" as "t0"
        where ("t0"."name" like $1 or ("t0"."name" ilike $2 or "t0"."name" in ($3, $4)))
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."author" as "t0"
        where (convert("t0"."name" using utf8mb4) collate utf8mb4_bin like ? or (lower(convert("t0"."name" using utf8mb4)) collate utf8mb4_bin like lower(?) or ("t0"."name" in (?, ?) and convert("t0"."name" using utf8mb4) collate utf8mb4_nopad_bin in (?, ?))))
        order by "t0"."id"
        limit 1`,
        mysql: `select json_object(?, "t0"."id") as j
          from "shop"."author" as "t0"
          where (convert("t0"."name" using utf8mb4) collate utf8mb4_bin like ? or (lower(convert("t0"."name" using utf8mb4)) collate utf8mb4_bin like lower(?) or ("t0"."name" in (?, ?) and convert("t0"."name" using utf8mb4) collate utf8mb4_0900_bin in (?, ?))))
          order by "t0"."id"
          limit 1`,
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          where (cast("t0"."name" as nvarchar(max)) collate Latin1_General_100_BIN2 like @1 escape '\\' or (lower(cast("t0"."name" as nvarchar(max))) collate Latin1_General_100_BIN2 like lower(@2) escape '\\' or ("t0"."name" in (@3, @4) and "t0"."name" collate Latin1_General_100_BIN2 in (@5, @6))))
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          where ("t0"."name" like :1 escape '\\' or (lower("t0"."name") like lower(:2) escape '\\' or "t0"."name" in (:3, :4)))
          order by "t0"."id" fetch next 1 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), "t0"."id")::text as j
          from "public"."author" as "t0"
          where ("t0"."name" like $2 or ("t0"."name" ilike $3 or "t0"."name" in ($4, $5)))
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('looks into JSON', async () => {
    await expectStatements(
      statements('article', {
        fields: ['id'],
        filter: { meta: { _json: { a: { _gt: 1 }, b: { _eq: 'x' } } } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."article" as "t0"
        where (case when json_valid("t0"."meta") then iif(json_type("t0"."meta", ?) in ('integer', 'real'), "t0"."meta" ->> ?, null) end > ? and case when json_valid("t0"."meta") then case json_type("t0"."meta", ?) when 'true' then 'true' when 'false' then 'false' else cast("t0"."meta" ->> ? as text) end end = ?)
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where (case when json_typeof("t0"."meta"::json #> array[$1::text]) = 'number' then ("t0"."meta"::json #>> array[$2::text])::numeric end > $3 and ("t0"."meta"::json #>> array[$4::text]) = $5)
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        where (case when json_type(json_extract("t0"."meta", ?)) in ('INTEGER', 'DOUBLE', 'DECIMAL') then cast(json_extract("t0"."meta", ?) as double) end > ? and case when json_type(json_extract("t0"."meta", ?)) in ('OBJECT', 'ARRAY') then json_compact(json_extract("t0"."meta", ?)) when json_type(json_extract("t0"."meta", ?)) <> 'NULL' then json_unquote(json_extract("t0"."meta", ?)) end = ?)
        order by "t0"."id"
        limit 1`,
        mysql: `select json_object(?, "t0"."id") as j
          from "shop"."article" as "t0"
          where (case when json_type(json_extract("t0"."meta", ?)) in ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') then cast(json_extract("t0"."meta", ?) as double) end > ? and case when json_type(json_extract("t0"."meta", ?)) <> 'NULL' then json_unquote(json_extract("t0"."meta", ?)) end = ?)
          order by "t0"."id"
          limit 1`,
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."article" as "t0"
          where ((select case when p.[type] = 2 then try_cast(p.[value] as float) end
          from openjson(case when isjson("t0"."meta") = 1 then "t0"."meta" end, @1) as p
          where p.[key] = @2) > @3 and (select p.[value]
          from openjson(case when isjson("t0"."meta") = 1 then "t0"."meta" end, @4) as p
          where p.[key] = @5) = @6)
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."article" "t0"
          where (case when not regexp_like(json_query("t0"."meta", '$."a"' returning varchar2(4000) with wrapper), '^\\["') then json_value("t0"."meta", '$."a"' returning number null on error) end > :1 and coalesce(json_value("t0"."meta", '$."b"' returning varchar2(4000) null on error), json_query("t0"."meta", '$."b"' returning varchar2(4000) null on error)) = :2)
          order by "t0"."id" fetch next 1 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), "t0"."id")::text as j
          from "public"."article" as "t0"
          where (case when json_typeof("t0"."meta"::json #> array[$2::text]) = 'number' then ("t0"."meta"::json #>> array[$3::text])::numeric end > $4 and ("t0"."meta"::json #>> array[$5::text]) = $6)
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('searches every column that can hold the term', async () => {
    await expectStatements(statements('article', { fields: ['id'], search: '5', limit: 1 }), {
      sqlite: `select json_object(?, "t0"."id") as j
        from "main"."article" as "t0"
        where (("t0"."id" = ? or "t0"."title" glob ?) or ("t0"."author_id" = ? or "t0"."price" = ?))
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where (("t0"."id" = $1::bigint or "t0"."title" ilike $2) or ("t0"."author_id" = $3::bigint or "t0"."price" = $4))
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        where (("t0"."id" = ? or lower(convert("t0"."title" using utf8mb4)) collate utf8mb4_bin like lower(?)) or ("t0"."author_id" = ? or "t0"."price" = cast(? as decimal(65, 20))))
        order by "t0"."id"
        limit 1`,
      mysql: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        where (("t0"."id" = ? or lower(convert("t0"."title" using utf8mb4)) collate utf8mb4_bin like lower(?)) or ("t0"."author_id" = ? or "t0"."price" = cast(? as decimal(65, 20))))
        order by "t0"."id"
        limit 1`,
      mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."article" as "t0"
        where (("t0"."id" = try_cast(@1 as bigint) or lower(cast("t0"."title" as nvarchar(max))) collate Latin1_General_100_BIN2 like lower(@2) escape '\\') or ("t0"."author_id" = try_cast(@3 as bigint) or "t0"."price" = cast(@4 as decimal(38, 12))))
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
        from "SHOP"."article" "t0"
        where (("t0"."id" = :1 or lower("t0"."title") like lower(:2) escape '\\') or ("t0"."author_id" = :3 or "t0"."price" = to_number(:4)))
        order by "t0"."id" fetch next 1 rows only`,
      cockroachdb: `select json_build_object(cast($1 as text), "t0"."id")::text as j
        from "public"."article" as "t0"
        where (("t0"."id" = $2::bigint or "t0"."title" ilike $3) or ("t0"."author_id" = $4::bigint or "t0"."price" = $5))
        order by "t0"."id"
        limit 1`,
    })
  })
})

// NULLS LAST on SQLite: https://www.sqlite.org/lang_select.html#orderby
// ISO weeks: https://mariadb.com/kb/en/week/
// NULLS LAST on CockroachDB: https://www.cockroachlabs.com/docs/stable/order-by
// date parts on SQL Server: https://learn.microsoft.com/en-us/sql/t-sql/functions/datepart-transact-sql
// objects of aggregates there: https://learn.microsoft.com/en-us/sql/t-sql/functions/json-modify-transact-sql
// formats of Oracle: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Format-Models.html
describe('statements for sort, functions and groups', () => {
  it('sorts NULLs last ascending, first descending', async () => {
    await expectStatements(
      statements('article', { fields: ['id'], sort: ['-author_id.name', 'price'], limit: 1 }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."article" as "t0"
        order by (select "t1"."name"
        from "main"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc nulls first, "t0"."price" nulls last, "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        order by (select "t1"."name"
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc, "t0"."price", "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        order by (select "t1"."name"
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id") is not null, (select "t1"."name"
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc, "t0"."price" is null, "t0"."price", "t0"."id"
        limit 1`,
        mysql: `select json_object(?, "t0"."id") as j
          from "shop"."article" as "t0"
          order by (select "t1"."name"
          from "shop"."author" as "t1"
          where "t1"."id" = "t0"."author_id") is not null, (select "t1"."name"
          from "shop"."author" as "t1"
          where "t1"."id" = "t0"."author_id") desc, "t0"."price" is null, "t0"."price", "t0"."id"
          limit 1`,
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."article" as "t0"
          order by case when (select "t1"."name"
          from "dbo"."author" as "t1"
          where "t1"."id" = "t0"."author_id") is null then 0 else 1 end, (select "t1"."name"
          from "dbo"."author" as "t1"
          where "t1"."id" = "t0"."author_id") desc, case when "t0"."price" is null then 1 else 0 end, "t0"."price", "t0"."id" offset 0 rows fetch next 1 rows only`,
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."article" "t0"
          order by (select "t1"."name"
          from "SHOP"."author" "t1"
          where "t1"."id" = "t0"."author_id") desc nulls first, "t0"."price" nulls last, "t0"."id" fetch next 1 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), "t0"."id")::text as j
          from "public"."article" as "t0"
          order by (select "t1"."name"
          from "public"."author" as "t1"
          where "t1"."id" = "t0"."author_id") desc nulls first, "t0"."price" nulls last, "t0"."id"
          limit 1`,
      },
    )
  })

  it('applies functions', async () => {
    await expectStatements(
      statements('article', {
        fields: ['year(made)', 'count(meta)', 'json(meta, a.b[0])'],
        filter: { 'week(made)': { _eq: 1 } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, cast(cast(case when typeof("t0"."made") in ('integer', 'real') then strftime('%Y', "t0"."made" / 1000.0, 'unixepoch') else strftime('%Y', "t0"."made") end as integer) as text), ?, case when json_valid("t0"."meta") and json_type("t0"."meta") = 'array' then json_array_length("t0"."meta") when "t0"."meta" is not null then 0 end, ?, json(case when json_valid("t0"."meta") then "t0"."meta" -> ? end)) as j
        from "main"."article" as "t0"
        where cast(case when typeof("t0"."made") in ('integer', 'real') then strftime('%V', "t0"."made" / 1000.0, 'unixepoch') else strftime('%V', "t0"."made") end as integer) = ?
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select (extract(year
        from ("t0"."made" at time zone 'UTC'))::int)::text as "made_year", case when json_typeof("t0"."meta"::json) = 'array' then json_array_length("t0"."meta"::json) when "t0"."meta" is not null then 0 end as "meta_count", ("t0"."meta"::json #> array[$1::text, $2::text, $3::text]) as "meta_a_b_0_json"
        from "public"."article" as "t0"
        where extract(week
        from ("t0"."made" at time zone 'UTC'))::int = $4::bigint
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, cast(year("t0"."made") as char), ?, case when json_type("t0"."meta") = 'ARRAY' then json_length("t0"."meta") when "t0"."meta" is not null then 0 end, ?, json_extract("t0"."meta", ?)) as j
        from "shop"."article" as "t0"
        where week("t0"."made", 3) = ?
        order by "t0"."id"
        limit 1`,
        mysql: `select json_object(?, cast(year("t0"."made") as char), ?, case when json_type("t0"."meta") = 'ARRAY' then json_length("t0"."meta") when "t0"."meta" is not null then 0 end, ?, json_extract("t0"."meta", ?)) as j
          from "shop"."article" as "t0"
          where week("t0"."made", 3) = ?
          order by "t0"."id"
          limit 1`,
        mssql: `select cast(datepart(year, switchoffset("t0"."made", '+00:00')) as varchar(60)) as "c0", case when isjson("t0"."meta") = 1 and left(ltrim("t0"."meta"), 1) = '[' then (select count(*)
          from openjson("t0"."meta")) when "t0"."meta" is not null then 0 end as "c1", (select case p.[type] when 1 then concat('"', string_escape(p.[value], 'json'), '"') else p.[value] end
          from openjson(case when isjson("t0"."meta") = 1 then "t0"."meta" end, @1) as p
          where p.[key] = @2) as "c2"
          from "dbo"."article" as "t0"
          where datepart(iso_week, switchoffset("t0"."made", '+00:00')) = try_cast(@3 as bigint)
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        oracle: `select regexp_replace(to_char(to_number(to_char(sys_extract_utc("t0"."made"), 'YYYY')), 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') as "c0", case when json_value("t0"."meta", '$.type()') = 'array' then json_value("t0"."meta", '$.size()' returning number) when "t0"."meta" is not null then 0 end as "c1", json_query("t0"."meta", '$."a"."b"[0]' returning clob with wrapper) as "c2"
          from "SHOP"."article" "t0"
          where to_number(to_char(sys_extract_utc("t0"."made"), 'IW')) = :1
          order by "t0"."id" fetch next 1 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), (extract(year
          from ("t0"."made" at time zone 'UTC'))::int)::text, cast($2 as text), case when json_typeof("t0"."meta"::json) = 'array' then json_array_length("t0"."meta"::json) when "t0"."meta" is not null then 0 end, cast($3 as text), ("t0"."meta"::json #> array[$4::text, $5::text, $6::text]))::text as j
          from "public"."article" as "t0"
          where extract(week
          from ("t0"."made" at time zone 'UTC'))::int = $7::bigint
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('aggregates everything', async () => {
    await expectStatements(
      statements('article', { aggregate: { count: ['*'], sum: ['price'], avg: ['price'] } }),
      {
        sqlite: `select json_object(?, cast(count(*) as text), ?, json(json_object(?, case typeof(sum(cast("t0"."price" as real))) when 'real' then printf('%.2f', sum(cast("t0"."price" as real))) when 'integer' then printf('%.2f', sum(cast("t0"."price" as real))) else sum(cast("t0"."price" as real)) end)), ?, json(json_object(?, iif(avg(cast("t0"."price" as real)) is null, null, printf('%.16f', avg(cast("t0"."price" as real))))))) as j
        from "main"."article" as "t0"`,
        postgres: `select row_to_json(x.*)::text as j
        from (select (count(*))::text as "count", json_build_object(cast($1 as text), (sum("t0"."price"))::text) as "sum", json_build_object(cast($2 as text), (avg("t0"."price"))::text) as "avg"
        from "public"."article" as "t0") as x`,
        mariadb: `select json_object(?, cast(count(*) as char), ?, json_object(?, cast(sum("t0"."price") as char)), ?, json_object(?, cast(cast(avg(cast("t0"."price" as decimal(49, 16))) as decimal(65, 16)) as char))) as j
        from "shop"."article" as "t0"`,
        mysql: `select json_object(?, cast(count(*) as char), ?, json_object(?, cast(sum("t0"."price") as char)), ?, json_object(?, cast(cast(avg(cast("t0"."price" as decimal(49, 16))) as decimal(65, 16)) as char))) as j
          from "shop"."article" as "t0"`,
        mssql: `select json_modify(json_modify(json_modify(cast(@1 as nvarchar(max)), @2, cast(count(*) as varchar(60))), @3, json_query(json_modify(cast(@4 as nvarchar(max)), @5, cast(sum(cast("t0"."price" as decimal(38, 2))) as varchar(60))))), @6, json_query(json_modify(cast(@7 as nvarchar(max)), @8, cast(avg(cast("t0"."price" as decimal(38, 16))) as varchar(60))))) as j
          from "dbo"."article" as "t0"`,
        oracle: `select json_object('count' value regexp_replace(to_char(count(*), 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.'), 'sum' value json_object('price' value to_char(sum("t0"."price"), 'FM99999999999999999999999999999999999990.00') null on null returning clob) format json, 'avg' value json_object('price' value regexp_replace(to_char(round(avg("t0"."price"), 16), 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') null on null returning clob) format json null on null returning clob) as "j"
          from "SHOP"."article" "t0"`,
        cockroachdb: `select json_build_object(cast($1 as text), (count(*))::text, cast($2 as text), json_build_object(cast($3 as text), (sum("t0"."price"))::text), cast($4 as text), json_build_object(cast($5 as text), (avg("t0"."price"))::text))::text as j
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
        sqlite: `select json_object(?, "b"."g0", ?, cast("b"."r0" as text)) as j
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "main"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" desc nulls first
        limit 3`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "b"."g0" as "author_id", ("b"."r0")::text as "count"
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "public"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" desc
        limit 3) as x`,
        mariadb: `select json_object(?, "b"."g0", ?, cast("b"."r0" as char)) as j
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "shop"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" is not null, "b"."r0" desc
        limit 3`,
        mysql: `select json_object(?, "b"."g0", ?, cast("b"."r0" as char)) as j
          from (select "v"."g0", count(*) as "r0"
          from (select "t0"."author_id" as "g0"
          from "shop"."article" as "t0") as v
          group by "v"."g0") as b
          order by "b"."r0" is not null, "b"."r0" desc
          limit 3`,
        mssql: `select (select "b"."g0" as "author_id", cast("b"."r0" as varchar(60)) as "count" for json path, include_null_values, without_array_wrapper) as j
          from (select "v"."g0", count(*) as "r0"
          from (select "t0"."author_id" as "g0"
          from "dbo"."article" as "t0") as v
          group by "v"."g0") as b
          order by case when "b"."r0" is null then 0 else 1 end, "b"."r0" desc offset 0 rows fetch next 3 rows only`,
        oracle: `select json_object('author_id' value "b"."g0", 'count' value regexp_replace(to_char("b"."r0", 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') null on null returning clob) as "j"
          from (select "v"."g0", count(*) as "r0"
          from (select "t0"."author_id" as "g0"
          from "SHOP"."article" "t0") "v"
          group by "v"."g0") "b"
          order by "b"."r0" desc nulls first fetch next 3 rows only`,
        cockroachdb: `select json_build_object(cast($1 as text), "b"."g0", cast($2 as text), ("b"."r0")::text)::text as j
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
        sqlite: `select json_object(?, json((select json_group_array(json_object(?, "d"."c0", ?, json("d"."c1")))
        from (select cast("b"."g0" as text) as "c0", json_object(?, case typeof("b"."r0") when 'real' then printf('%.2f', "b"."r0") when 'integer' then printf('%.2f', "b"."r0") else "b"."r0" end) as "c1"
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
        postgres: `select row_to_json(x.*)::text as j
        from (select (select coalesce(json_agg(row_to_json(x.*)), '[]')
        from (select "b"."g0" as "title", json_build_object(cast($1 as text), "b"."r0"::text) as "max"
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
        mariadb: `select json_object(?, coalesce((select json_arrayagg(json_object(?, "b"."g0", ?, json_object(?, cast("b"."r0" as char)))
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
        mysql: `select json_object(?, coalesce((select cast(concat('[', group_concat("d"."j"
          order by "d"."o" separator ','), ']') as json)
          from (select cast(json_object(?, "b"."g0", ?, json_object(?, cast("b"."r0" as char))) as char) as j, row_number() over (order by "b"."g0" is null, "b"."g0") as o
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
        mssql: `select (select json_query(coalesce((select "b"."g0" as "title", json_query(json_modify(cast(@1 as nvarchar(max)), @2, cast("b"."r0" as varchar(60)))) as "max"
          from (select "v"."g0", max("v"."a0") as "r0"
          from (select "t1"."title" collate Latin1_General_100_BIN2 as "g0", "t1"."price" as "a0"
          from "dbo"."article" as "t1"
          where "t1"."author_id" = "t0"."id") as v
          group by "v"."g0") as b
          order by case when "b"."g0" is null then 1 else 0 end, "b"."g0" offset 0 rows fetch next 100 rows only for json path, include_null_values), '[]')) as "article" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
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
        cockroachdb: `select json_build_object(cast($1 as text), (select coalesce(json_agg("d"."j"
          order by "d"."o"), '[]')
          from (select json_build_object(cast($2 as text), "b"."g0", cast($3 as text), json_build_object(cast($4 as text), "b"."r0"::text)) as j, row_number() over (order by "b"."g0" nulls last) as o
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
})
