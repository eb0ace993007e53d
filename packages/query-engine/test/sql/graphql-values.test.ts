import { describe, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for GraphQL', () => {
  it('give keys as text, decimals as numbers, and words', async () => {
    await expectStatements(
      statements('article', {
        codec: 'graphql',
        select: [
          { kind: 'literal', key: '__typename', text: 'article' },
          { kind: 'field', key: 'key', field: 'id' },
          { kind: 'field', key: 'price', field: 'price' },
        ],
        sort: ['id'],
      }),
      {
        // https://www.sqlite.org/json1.html#jobj
        sqlite: `select json_object('__typename', 'article', 'key', cast("t0"."id" as text), 'price', iif("t0"."price" in (9e999, -9e999), iif("t0"."price" > 0, 'Infinity', '-Infinity'), "t0"."price")) as j
        from "main"."article" as "t0" order by "t0"."id" limit 100`,
        // https://www.postgresql.org/docs/current/functions-json.html
        postgres: `select string_agg(row_to_json(x.*)::text, ',') as j from (select 'article' as "__typename", ("t0"."id")::text as "key", "t0"."price" as "price"
        from "public"."article" as "t0" order by "t0"."id" limit 100) as x`,
        // https://mariadb.com/kb/en/json_object/
        mariadb: `select json_object('__typename', 'article', 'key', cast("t0"."id" as char), 'price', "t0"."price") as j
        from "shop"."article" as "t0" order by "t0"."id" limit 100`,
        // https://dev.mysql.com/doc/refman/8.0/en/json-creation-functions.html
        mysql: `select json_object('__typename', 'article', 'key', cast("t0"."id" as char), 'price', "t0"."price") as j
        from "shop"."article" as "t0" order by "t0"."id" limit 100`,
        // https://learn.microsoft.com/en-us/sql/relational-databases/json/how-for-json-converts-sql-server-data-types-to-json-data-types-sql-server
        mssql: `select (select 'article' as "__typename", cast("t0"."id" as varchar(60)) as "key", "t0"."price" as "price" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."article" as "t0" order by "t0"."id" offset 0 rows fetch next 100 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_OBJECT.html
        oracle: `select json_object('__typename' value 'article', 'key' value regexp_replace(to_char("t0"."id", 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.'), 'price' value "t0"."price" null on null returning clob) as "j"
        from "SHOP"."article" "t0" order by "t0"."id" fetch next 100 rows only`,
        // https://www.cockroachlabs.com/docs/stable/functions-and-operators#jsonb-functions
        cockroachdb: `select json_build_object(cast('__typename' as text), 'article', cast('key' as text), ("t0"."id")::text, cast('price' as text), "t0"."price")::text as j
        from "public"."article" as "t0" order by "t0"."id" limit 100`,
      },
    )
  })

  it('give counts, sums and extremes as numbers', async () => {
    await expectStatements(
      statements('article', {
        codec: 'graphql',
        aggregate: { countAll: [], sum: ['price'], min: ['price'] },
      }),
      {
        sqlite: `select json_object('countAll', count(*), 'sum', json(json_object('price', json((select iif(s is null, null, printf('%s%d.%02d', iif(s < 0, '-', ''), abs(s) / 100, abs(s) % 100)) from (select sum(case when "t0"."price" between -90071992547409.0 and 90071992547409.0 then cast(round("t0"."price" * 100.0) as integer) else iif(abs("t0"."price") > 90000000000000000, abs(cast("t0"."price" * 0 as integer) - 9223372036854775807 - 1), iif(typeof("t0"."price") = 'integer', "t0"."price" * 100, cast(round("t0"."price" * 100) as integer))) end) as s))))), 'min', json(json_object('price', iif(min("t0"."price") in (9e999, -9e999), iif(min("t0"."price") > 0, 'Infinity', '-Infinity'), min("t0"."price"))))) as j
        from "main"."article" as "t0"`,
        postgres: `select row_to_json(x.*)::text as j from (select count(*) as "countAll", json_build_object(cast('price' as text), sum("t0"."price")) as "sum", json_build_object(cast('price' as text), min("t0"."price")) as "min"
        from "public"."article" as "t0") as x`,
        mariadb: `select json_object('countAll', count(*), 'sum', json_object('price', sum("t0"."price")), 'min', json_object('price', min("t0"."price"))) as j
        from "shop"."article" as "t0"`,
        mysql: `select json_object('countAll', count(*), 'sum', json_object('price', sum("t0"."price")), 'min', json_object('price', min("t0"."price"))) as j
        from "shop"."article" as "t0"`,
        mssql: `select json_modify(json_modify(json_modify(cast(@1 as nvarchar(max)), @2, count_big(*)), @3, json_query(json_modify(cast(@4 as nvarchar(max)), @5, sum(cast("t0"."price" as decimal(38, 2)))))), @6, json_query(json_modify(cast(@7 as nvarchar(max)), @8, min("t0"."price")))) as j
        from "dbo"."article" as "t0"`,
        oracle: `select json_object('countAll' value count(*), 'sum' value json_object('price' value sum("t0"."price") null on null returning clob) format json, 'min' value json_object('price' value min("t0"."price") null on null returning clob) format json null on null returning clob) as "j"
        from "SHOP"."article" "t0"`,
        cockroachdb: `select json_build_object(cast('countAll' as text), count(*), cast('sum' as text), json_build_object(cast('price' as text), sum("t0"."price")), cast('min' as text), json_build_object(cast('price' as text), min("t0"."price")))::text as j
        from "public"."article" as "t0"`,
      },
    )
  })

  it('give averages as numbers', async () => {
    await expectStatements(
      statements('article', { codec: 'graphql', aggregate: { avg: ['price'] } }),
      {
        sqlite: `select json_object('avg', json(json_object('price', json((select iif(s is null, null, printf('%s%d.%016d', iif(s < 0, '-', ''), w + f / 10000000000000000, f % 10000000000000000)) from (select s, w, f + (r * 2 >= d) as f from (select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (select s, d, abs(s) / d as w, 0 as f, abs(s) % d as r from (select sum(case when "t0"."price" between -90071992547409.0 and 90071992547409.0 then cast(round("t0"."price" * 100.0) as integer) else iif(abs("t0"."price") > 90000000000000000, abs(cast("t0"."price" * 0 as integer) - 9223372036854775807 - 1), iif(typeof("t0"."price") = 'integer', "t0"."price" * 100, cast(round("t0"."price" * 100) as integer))) end) as s, count(case when "t0"."price" between -90071992547409.0 and 90071992547409.0 then cast(round("t0"."price" * 100.0) as integer) else iif(abs("t0"."price") > 90000000000000000, abs(cast("t0"."price" * 0 as integer) - 9223372036854775807 - 1), iif(typeof("t0"."price") = 'integer', "t0"."price" * 100, cast(round("t0"."price" * 100) as integer))) end) * 100 as d)))))))))))) as j
        from "main"."article" as "t0"`,
        postgres: `select row_to_json(x.*)::text as j from (select json_build_object(cast('price' as text), avg("t0"."price")) as "avg"
        from "public"."article" as "t0") as x`,
        mariadb: `select json_object('avg', json_object('price', cast(avg(cast("t0"."price" as decimal(49, 16))) as decimal(65, 16)))) as j
        from "shop"."article" as "t0"`,
        mysql: `select json_object('avg', json_object('price', cast(avg(cast("t0"."price" as decimal(49, 16))) as decimal(65, 16)))) as j
        from "shop"."article" as "t0"`,
        mssql: `select json_modify(cast(@1 as nvarchar(max)), @2, json_query(json_modify(cast(@3 as nvarchar(max)), @4, avg(cast("t0"."price" as decimal(38, 16)))))) as j
        from "dbo"."article" as "t0"`,
        oracle: `select json_object('avg' value json_object('price' value avg("t0"."price") null on null returning clob) format json null on null returning clob) as "j"
        from "SHOP"."article" "t0"`,
        cockroachdb: `select json_build_object(cast('avg' as text), json_build_object(cast('price' as text), (avg("t0"."price"))::decimal(38, 16)))::text as j
        from "public"."article" as "t0"`,
      },
    )
  })
})
