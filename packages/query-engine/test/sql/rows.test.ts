import { describe, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for rows', () => {
  it('puts every type in wire form', async () => {
    await expectStatements(
      statements('article', {
        fields: ['id', 'title', 'price', 'made', 'meta'],
        limit: 5,
        offset: 2,
      }),
      {
        // https://www.sqlite.org/json1.html#jobj
        sqlite: `select json_object('id', "t0"."id", 'title', cast("t0"."title" as text), 'price', case typeof("t0"."price") when 'real' then printf('%.2f', "t0"."price") when 'integer' then printf('%.2f', "t0"."price") else "t0"."price" end, 'made', case when datetime("t0"."made") = +"t0"."made" collate binary and +"t0"."made" >= '0' then replace("t0"."made", ' ', 'T') || '.000Z' when typeof("t0"."made") in ('integer', 'real') then strftime('%Y-%m-%dT%H:%M:%fZ', "t0"."made" / 1000.0, 'unixepoch') when glob('[0-9][0-9][0-9][0-9]-??-?????:??:??', "t0"."made") then coalesce(replace(datetime("t0"."made"), ' ', 'T') || '.000Z', "t0"."made") when glob('[0-9][0-9][0-9][0-9]-??-?????:??:??.[0-9][0-9][0-9]Z', "t0"."made") then coalesce(replace(datetime("t0"."made"), ' ', 'T') || substr("t0"."made", 20, 5), "t0"."made") when glob('[0-9][0-9][0-9][0-9]-*', "t0"."made") then coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', "t0"."made"), "t0"."made") else "t0"."made" end, 'meta', json(iif(json_valid("t0"."meta"), "t0"."meta", json_quote("t0"."meta")))) as j
        from "main"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2`,
        // https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-JSON-CREATION-TABLE
        postgres: `select string_agg(row_to_json(x.*)::text, ',') as j
        from (select "t0"."id" as "id", "t0"."title" as "title", "t0"."price"::text as "price", case when "t0"."made" >= '0001-01-01' and "t0"."made" < '10000-01-01' then to_char("t0"."made" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') else to_json("t0"."made") #>> '{}' end as "made", "t0"."meta" as "meta"
        from "public"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2) as x`,
        // https://mariadb.com/kb/en/json_object/
        mariadb: `select json_object('id', "t0"."id", 'title', convert("t0"."title" using utf8mb4), 'price', cast("t0"."price" as char), 'made', concat(left(date_format("t0"."made", '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'), 'meta', json_compact(convert("t0"."meta" using utf8mb4))) as j
        from "shop"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2`,
        // https://dev.mysql.com/doc/refman/8.0/en/json-creation-functions.html#function_json-object
        mysql: `select json_object('id', "t0"."id", 'title', "t0"."title", 'price', cast("t0"."price" as char), 'made', concat(left(date_format("t0"."made", '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'), 'meta', "t0"."meta") as j
          from "shop"."article" as "t0"
          order by "t0"."id"
          limit 5 offset 2`,
        // https://learn.microsoft.com/en-us/sql/relational-databases/json/format-query-results-as-json-with-for-json-sql-server
        mssql: `select (select "t0"."id" as "id", "t0"."title" as "title", cast("t0"."price" as varchar(60)) as "price", replace(convert(varchar(23), cast(switchoffset("t0"."made", '+00:00') as datetime2(7)), 121), ' ', 'T') + 'Z' as "made", json_query("t0"."meta") as "meta" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."article" as "t0"
          order by "t0"."id" offset 2 rows fetch next 5 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_OBJECT.html
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_SERIALIZE.html
        oracle: `select json_object('id' value "t0"."id", 'title' value "t0"."title", 'price' value to_char("t0"."price", 'FM99999999999999999999999999999999999990.00'), 'made' value to_char(sys_extract_utc("t0"."made"), 'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"'), 'meta' value json_serialize("t0"."meta" returning clob) format json null on null returning clob) as "j"
          from "SHOP"."article" "t0"
          order by "t0"."id" offset 2 rows fetch next 5 rows only`,
        // https://www.cockroachlabs.com/docs/stable/functions-and-operators#jsonb-functions
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id", cast('title' as text), "t0"."title", cast('price' as text), "t0"."price"::text, cast('made' as text), case when "t0"."made" >= '0001-01-01' and "t0"."made" < '10000-01-01' then to_char("t0"."made" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') else to_json("t0"."made") #>> '{}' end, cast('meta' as text), "t0"."meta")::text as j
          from "public"."article" as "t0"
          order by "t0"."id"
          limit 5 offset 2`,
      },
    )
  })

  it('names one row by its key', async () => {
    await expectStatements(statements('article', { fields: ['id'] }, { keys: [7] }), {
      // https://www.sqlite.org/lang_select.html#limitoffset
      sqlite: `select json_object('id', "t0"."id") as j
        from "main"."article" as "t0"
        where "t0"."id" = ?
        limit 1`,
      // https://www.postgresql.org/docs/current/queries-limit.html
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where "t0"."id" = $1::bigint
        limit 1) as x`,
      // https://mariadb.com/kb/en/limit/
      mariadb: `select json_object('id', "t0"."id") as j
        from "shop"."article" as "t0"
        where "t0"."id" = ?
        limit 1`,
      // https://dev.mysql.com/doc/refman/8.0/en/select.html
      mysql: `select json_object('id', "t0"."id") as j
        from "shop"."article" as "t0"
        where "t0"."id" = ?
        limit 1`,
      // https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql
      mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."article" as "t0"
        where "t0"."id" = try_cast(@1 as bigint)
        order by (select null) offset 0 rows fetch next 1 rows only`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (row_limiting_clause)
      oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
        from "SHOP"."article" "t0"
        where "t0"."id" = :1 fetch next 1 rows only`,
      // https://www.cockroachlabs.com/docs/stable/limit-offset
      cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
        from "public"."article" as "t0"
        where "t0"."id" = $1::bigint
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
        // https://www.sqlite.org/windowfunctions.html
        sqlite: `select m.*, r.*
        from (select (select count(*)
        from "main"."article" as "t1") as "total_count", (select count(*)
        from "main"."article" as "t2"
        where "t2"."id" > ?) as "filter_count") as m
        left join (select json_object('id', "t0"."id") as j, row_number() over (order by "t0"."id") as o
        from "main"."article" as "t0"
        where "t0"."id" > ?
        order by "t0"."id"
        limit 1) as r on 1 = 1
        order by r.o`,
        // https://www.postgresql.org/docs/current/functions-window.html
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
        // https://mariadb.com/kb/en/row_number/
        mariadb: `select m.*, r.*
        from (select (select count(*)
        from "shop"."article" as "t1") as "total_count", (select count(*)
        from "shop"."article" as "t2"
        where "t2"."id" > ?) as "filter_count") as m
        left join (select json_object('id', "t0"."id") as j, row_number() over (order by "t0"."id") as o
        from "shop"."article" as "t0"
        where "t0"."id" > ?
        order by "t0"."id"
        limit 1) as r on 1 = 1
        order by r.o`,
        // https://dev.mysql.com/doc/refman/8.0/en/window-function-descriptions.html#function_row-number
        mysql: `select m.*, r.*
          from (select (select count(*)
          from "shop"."article" as "t1") as "total_count", (select count(*)
          from "shop"."article" as "t2"
          where "t2"."id" > ?) as "filter_count") as m
          left join (select json_object('id', "t0"."id") as j, row_number() over (order by "t0"."id") as o
          from "shop"."article" as "t0"
          where "t0"."id" > ?
          order by "t0"."id"
          limit 1) as r on 1 = 1
          order by r.o`,
        // https://learn.microsoft.com/en-us/sql/t-sql/functions/row-number-transact-sql
        mssql: `select m.*, r.*
          from (select (select count_big(*)
          from "dbo"."article" as "t1") as "total_count", (select count_big(*)
          from "dbo"."article" as "t2"
          where "t2"."id" > try_cast(@1 as bigint)) as "filter_count") as m
          left join (select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j, row_number() over (order by "t0"."id") as o
          from "dbo"."article" as "t0"
          where "t0"."id" > try_cast(@2 as bigint)
          order by "t0"."id" offset 0 rows fetch next 1 rows only) as r on 1 = 1
          order by r.o`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ROW_NUMBER.html
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
        // https://www.cockroachlabs.com/docs/stable/window-functions
        cockroachdb: `select m.*, r.*
          from (select (select count(*)
          from "public"."article" as "t1") as "total_count", (select count(*)
          from "public"."article" as "t2"
          where "t2"."id" > $1::bigint) as "filter_count") as m
          left join (select json_build_object(cast('id' as text), "t0"."id")::text as j, row_number() over (order by "t0"."id") as o
          from "public"."article" as "t0"
          where "t0"."id" > $2::bigint
          order by "t0"."id"
          limit 1) as r on 1 = 1
          order by r.o`,
      },
    )
  })
})
