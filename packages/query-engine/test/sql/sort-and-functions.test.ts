import { describe, expect, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for sort and functions', () => {
  // https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql ("must be unique")
  it.each([
    [
      { sort: ['-price', 'price', 'id', '-id', 'year(made)', '-year(made)', 'cost'] },
      { sort: ['-price', 'id', 'year(made)'] },
    ],
    [
      { groupBy: ['title'], sort: ['-title', 'title', 'count', '-count'] },
      { groupBy: ['title'], sort: ['-title', 'count'] },
    ],
  ])('sort by nothing twice: %j', (asked, meant) => {
    const others =
      'groupBy' in asked
        ? { aggregate: { count: ['*'] } }
        : { alias: { cost: 'price' }, fields: ['id'] }
    expect(statements('article', { ...asked, ...others })).toEqual(
      statements('article', { ...meant, ...others }),
    )
  })

  it('sorts NULLs last ascending, first descending', async () => {
    await expectStatements(
      statements('article', { fields: ['id'], sort: ['-author_id.name', 'price'], limit: 1 }),
      {
        // https://www.sqlite.org/lang_select.html#orderby
        sqlite: `select json_object('id', "t0"."id") as j
        from "main"."article" as "t0"
        order by (select "t1"."name"
        from "main"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc nulls first, "t0"."price" nulls last, "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/queries-order.html
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        order by (select "t1"."name"
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc, "t0"."price", "t0"."id"
        limit 1) as t0
        order by (select "t1"."name"
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc, "t0"."price", "t0"."id") as x`,
        // https://mariadb.com/kb/en/order-by/
        mariadb: `select json_object('id', "t0"."id") as j
        from "shop"."article" as "t0"
        order by (select "t1"."name"
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id") is not null, (select "t1"."name"
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc, "t0"."price" is null, "t0"."price", "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/working-with-null.html
        mysql: `select json_object('id', "t0"."id") as j
          from "shop"."article" as "t0"
          order by (select "t1"."name"
          from "shop"."author" as "t1"
          where "t1"."id" = "t0"."author_id") is not null, (select "t1"."name"
          from "shop"."author" as "t1"
          where "t1"."id" = "t0"."author_id") desc, "t0"."price" is null, "t0"."price", "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."article" as "t0"
          order by case when (select "t1"."name"
          from "dbo"."author" as "t1"
          where "t1"."id" = "t0"."author_id") is null then 0 else 1 end, (select "t1"."name"
          from "dbo"."author" as "t1"
          where "t1"."id" = "t0"."author_id") desc, case when "t0"."price" is null then 1 else 0 end, "t0"."price", "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (order_by_clause)
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."article" "t0"
          order by (select "t1"."name"
          from "SHOP"."author" "t1"
          where "t1"."id" = "t0"."author_id") desc nulls first, "t0"."price" nulls last, "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/order-by
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
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
        filter: { 'week(made)': { _eq: 1 }, 'count(meta)': { _gt: 2 } },
        limit: 1,
      }),
      {
        // https://www.sqlite.org/lang_datefunc.html
        sqlite: `select json_object('made_year', cast(cast(case when typeof("t0"."made") in ('integer', 'real') then strftime('%Y', "t0"."made" / 1000.0, 'unixepoch') else strftime('%Y', "t0"."made") end as integer) as text), 'meta_count', case when json_valid("t0"."meta") and json_type("t0"."meta") = 'array' then json_array_length("t0"."meta") when json_valid("t0"."meta") and json_type("t0"."meta") = 'null' then null when "t0"."meta" is not null then json_array_length('[]', substr("t0"."meta", 1, 0) || 'this is no list') end, 'meta_a_b_0_json', json(case when json_valid("t0"."meta") then "t0"."meta" -> ? end)) as j
        from "main"."article" as "t0"
        where (cast(case when typeof("t0"."made") in ('integer', 'real') then strftime('%V', "t0"."made" / 1000.0, 'unixepoch') else strftime('%V', "t0"."made") end as integer) = ? and case when json_valid("t0"."meta") and json_type("t0"."meta") = 'array' then json_array_length("t0"."meta") end > ?)
        order by "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-EXTRACT
        postgres: `select row_to_json(x.*)::text as j
        from (select (extract(year
        from ("t0"."made" at time zone 'UTC'))::int)::text as "made_year", case when json_typeof("t0"."meta"::json) <> 'null' then json_array_length("t0"."meta"::json) end as "meta_count", ("t0"."meta"::json -> $1::text -> $2::text -> $3::int) as "meta_a_b_0_json"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where (extract(week
        from ("t0"."made" at time zone 'UTC'))::int = $4::bigint and case when json_typeof("t0"."meta"::json) = 'array' then json_array_length("t0"."meta"::json) end > $5::bigint)
        order by "t0"."id"
        limit 1) as t0
        order by "t0"."id") as x`,
        // https://mariadb.com/kb/en/week/
        mariadb: `select json_object('made_year', cast(year("t0"."made") as char), 'meta_count', case when json_type("t0"."meta") = 'ARRAY' then json_length("t0"."meta") when json_type("t0"."meta") <> 'NULL' then 9223372036854775807 + char_length("t0"."meta") end, 'meta_a_b_0_json', json_extract(convert("t0"."meta" using utf8mb4), if(json_type(json_extract(convert("t0"."meta" using utf8mb4), ?)) = 'ARRAY', ?, null))) as j
        from "shop"."article" as "t0"
        where (week("t0"."made", 3) = ? and case when json_type("t0"."meta") = 'ARRAY' then json_length("t0"."meta") end > ?)
        order by "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/date-and-time-functions.html#function_week
        mysql: `select json_object('made_year', cast(year("t0"."made") as char), 'meta_count', case when json_type("t0"."meta") = 'ARRAY' then json_length("t0"."meta") when json_type("t0"."meta") <> 'NULL' then 9223372036854775807 + char_length("t0"."meta") end, 'meta_a_b_0_json', json_extract("t0"."meta", if(json_type(json_extract("t0"."meta", ?)) = 'ARRAY', ?, null))) as j
          from "shop"."article" as "t0"
          where (week("t0"."made", 3) = ? and case when json_type("t0"."meta") = 'ARRAY' then json_length("t0"."meta") end > ?)
          order by "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/functions/datepart-transact-sql
        mssql: `select cast(datepart(year, switchoffset("t0"."made", '+00:00')) as varchar(60)) as "c0", case when isjson("t0"."meta") = 1 and left(ltrim("t0"."meta"), 1) = '[' then (select count(*)
          from openjson("t0"."meta")) when "t0"."meta" <> 'null' then cast(concat(left("t0"."meta", 0), 'this is no list') as int) end as "c1", (select case p.[type] when 1 then concat('"', string_escape(p.[value], 'json'), '"') else p.[value] end
          from openjson(case when isjson("t0"."meta") = 1 then "t0"."meta" end, @1) as p
          where p.[key] = @2) as "c2"
          from "dbo"."article" as "t0"
          where (datepart(iso_week, switchoffset("t0"."made", '+00:00')) = try_cast(@3 as bigint) and case when isjson("t0"."meta") = 1 and left(ltrim("t0"."meta"), 1) = '[' then (select count(*)
          from openjson("t0"."meta")) end > try_cast(@4 as bigint))
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Format-Models.html
        oracle: `select regexp_replace(to_char(to_number(to_char(sys_extract_utc("t0"."made"), 'YYYY')), 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') as "c0", case when json_value("t0"."meta", '$.type()') = 'array' then json_value("t0"."meta", '$.size()' returning number) when json_value("t0"."meta", '$.type()') <> 'null' then to_number(concat(substr("t0"."meta", 1, 0), 'this is no list')) end as "c1", case when json_value("t0"."meta", '$.type()') = 'object' and json_value("t0"."meta", '$."a".type()') = 'object' and json_value("t0"."meta", '$."a"."b".type()') = 'array' then json_query("t0"."meta", '$."a"."b"[0]' returning clob with wrapper) end as "c2"
          from "SHOP"."article" "t0"
          where (to_number(to_char(sys_extract_utc("t0"."made"), 'IW')) = :1 and case when json_value("t0"."meta", '$.type()') = 'array' then json_value("t0"."meta", '$.size()' returning number) end > :2)
          order by "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/functions-and-operators#date-and-time-functions
        cockroachdb: `select json_build_object(cast('made_year' as text), (extract(year
          from ("t0"."made" at time zone 'UTC'))::int)::text, cast('meta_count' as text), case when json_typeof("t0"."meta"::json) <> 'null' then json_array_length("t0"."meta"::json) end, cast('meta_a_b_0_json' as text), ("t0"."meta"::json -> $1::text -> $2::text -> $3::int))::text as j
          from "public"."article" as "t0"
          where (extract(week
          from ("t0"."made" at time zone 'UTC'))::int = $4::bigint and case when json_typeof("t0"."meta"::json) = 'array' then json_array_length("t0"."meta"::json) end > $5::bigint)
          order by "t0"."id"
          limit 1`,
      },
    )
  })
})
