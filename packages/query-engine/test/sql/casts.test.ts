import { describe, it } from 'vitest'
import { sent, statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for columns that are read as something else', () => {
  it('reads and compares them as what they are read as', async () => {
    await expectStatements(
      statements('notice', {
        fields: ['shown', 'local', 'moment'],
        filter: { shown: { _eq: true } },
        sort: ['shown'],
        limit: 1,
      }),
      {
        // https://www.sqlite.org/lang_expr.html#booleanexpr
        sqlite: `select json_object('shown', json(case when ("t0"."shown" <> 0) is null then null when ("t0"."shown" <> 0) then 'true' else 'false' end), 'local', case when datetime("t0"."local") = +"t0"."local" collate binary and +"t0"."local" >= '0' then replace("t0"."local", ' ', 'T') || '.000Z' when typeof("t0"."local") in ('integer', 'real') then strftime('%Y-%m-%dT%H:%M:%fZ', "t0"."local" / 1000.0, 'unixepoch') when glob('[0-9][0-9][0-9][0-9]-??-?????:??:??', "t0"."local") then coalesce(replace(datetime("t0"."local"), ' ', 'T') || '.000Z', "t0"."local") when glob('[0-9][0-9][0-9][0-9]-??-?????:??:??.[0-9][0-9][0-9]Z', "t0"."local") then coalesce(replace(datetime("t0"."local"), ' ', 'T') || substr("t0"."local", 20, 5), "t0"."local") when glob('[0-9][0-9][0-9][0-9]-*', "t0"."local") then coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', "t0"."local"), "t0"."local") else "t0"."local" end, 'moment', case when datetime("t0"."moment") = +"t0"."moment" collate binary and +"t0"."moment" >= '0' then replace("t0"."moment", ' ', 'T') when typeof("t0"."moment") in ('integer', 'real') then strftime('%Y-%m-%dT%H:%M:%S', "t0"."moment" / 1000.0, 'unixepoch') when glob('[0-9][0-9][0-9][0-9]-*', "t0"."moment") then coalesce(replace(datetime("t0"."moment"), ' ', 'T'), "t0"."moment") else "t0"."moment" end) as j
          from "main"."notice" as "t0"
          where ("t0"."shown" <> 0) = ?
          order by ("t0"."shown" <> 0) nulls last, "t0"."id"
          limit 1`,
        // https://www.postgresql.org/docs/current/functions-comparison.html
        postgres: `select row_to_json(x.*)::text as j from (select ("t0"."shown" <> 0) as "shown", case when "t0"."local" >= '0001-01-01' and "t0"."local" < '10000-01-01' then to_char("t0"."local" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') else to_json("t0"."local") #>> '{}' end as "local", case when "t0"."moment" >= '0001-01-01' and "t0"."moment" < '10000-01-01' then to_char("t0"."moment", 'YYYY-MM-DD"T"HH24:MI:SS') else to_json("t0"."moment") #>> '{}' end as "moment" from (select "t0"."id", "t0"."shown", "t0"."local", "t0"."moment", "t0"."facts"
          from "public"."notice" as "t0"
          where ("t0"."shown" <> 0) = $1
          order by ("t0"."shown" <> 0), "t0"."id"
          limit 1) as t0
          order by ("t0"."shown" <> 0), "t0"."id") as x`,
        // https://mariadb.com/kb/en/not-equal/
        mariadb: `select json_object('shown', (("t0"."shown" <> 0) <> 0), 'local', concat(left(date_format("t0"."local", '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'), 'moment', date_format("t0"."moment", '%Y-%m-%dT%H:%i:%s')) as j
          from "shop"."notice" as "t0"
          where ("t0"."shown" <> 0) = ?
          order by ("t0"."shown" <> 0) is null, ("t0"."shown" <> 0), "t0"."id"
          limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/comparison-operators.html
        mysql: `select json_object('shown', cast(case when ("t0"."shown" <> 0) is null then null when ("t0"."shown" <> 0) then 'true' else 'false' end as json), 'local', concat(left(date_format("t0"."local", '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'), 'moment', date_format("t0"."moment", '%Y-%m-%dT%H:%i:%s')) as j
          from "shop"."notice" as "t0"
          where ("t0"."shown" <> 0) = ?
          order by ("t0"."shown" <> 0) is null, ("t0"."shown" <> 0), "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/data-types/bit-transact-sql (other than 0 is 1)
        mssql: `select (select cast("t0"."shown" as bit) as "shown", replace(convert(varchar(23), cast(switchoffset("t0"."local", '+00:00') as datetime2(7)), 121), ' ', 'T') + 'Z' as "local", convert(varchar(19), cast("t0"."moment" as datetime2(7)), 126) as "moment" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."notice" as "t0" where cast("t0"."shown" as bit) = @1
          order by case when cast("t0"."shown" as bit) is null then 1 else 0 end, cast("t0"."shown" as bit), "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CASE-Expressions.html
        oracle: `select json_object('shown' value case case when "t0"."shown" = 0 then 0 when "t0"."shown" is not null then 1 end when 1 then 'true' when 0 then 'false' end format json, 'local' value to_char(sys_extract_utc("t0"."local"), 'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"'), 'moment' value to_char("t0"."moment", 'YYYY-MM-DD"T"HH24:MI:SS') null on null returning clob) as "j"
          from "SHOP"."notice" "t0" where case when "t0"."shown" = 0 then 0 when "t0"."shown" is not null then 1 end = :1
          order by case when "t0"."shown" = 0 then 0 when "t0"."shown" is not null then 1 end nulls last, "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/functions-and-operators
        cockroachdb: `select json_build_object(cast('shown' as text), ("t0"."shown" <> 0), cast('local' as text), case when "t0"."local" >= '0001-01-01' and "t0"."local" < '10000-01-01' then to_char("t0"."local" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') else to_json("t0"."local") #>> '{}' end, cast('moment' as text), case when "t0"."moment" >= '0001-01-01' and "t0"."moment" < '10000-01-01' then to_char("t0"."moment", 'YYYY-MM-DD"T"HH24:MI:SS') else to_json("t0"."moment") #>> '{}' end)::text as j
          from "public"."notice" as "t0"
          where ("t0"."shown" <> 0) = $1
          order by ("t0"."shown" <> 0) nulls last, "t0"."id"
          limit 1`,
      },
    )
  })

  it('reads JSON that is text to the database as text, unless it can make JSON of anything', async () => {
    await expectStatements(statements('notice', { fields: ['facts'], limit: 1 }), {
      // https://www.sqlite.org/json1.html#jvalid
      sqlite: `select json_object('facts', json(iif(json_valid("t0"."facts"), "t0"."facts", json_quote("t0"."facts")))) as j
          from "main"."notice" as "t0" order by "t0"."id" limit 1`,
      // IS JSON is known since 16: https://www.postgresql.org/docs/current/functions-json.html
      postgres: `select "t0"."facts" as "c0" from "public"."notice" as "t0" order by "t0"."id" limit 1`,
      // https://mariadb.com/kb/en/json_valid/
      mariadb: `select json_object('facts', json_compact(convert(if(json_valid("t0"."facts"), "t0"."facts", json_quote("t0"."facts")) using utf8mb4))) as j
          from "shop"."notice" as "t0" order by "t0"."id" limit 1`,
      // https://dev.mysql.com/doc/refman/8.0/en/json-attribute-functions.html#function_json-valid
      mysql: `select json_object('facts', cast(if(json_valid("t0"."facts"), "t0"."facts", json_quote("t0"."facts")) as json)) as j
          from "shop"."notice" as "t0" order by "t0"."id" limit 1`,
      // JSON_QUERY has no bare values: https://learn.microsoft.com/en-us/sql/t-sql/functions/json-query-transact-sql
      mssql: `select "t0"."facts" as "c0" from "dbo"."notice" as "t0"
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      // IS JSON has no bare values before 21c:
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/adjsn/conditions-is-json-and-is-not-json.html
      oracle: `select "t0"."facts" as "c0" from "SHOP"."notice" "t0" order by "t0"."id" fetch next 1 rows only`,
      // https://www.cockroachlabs.com/docs/stable/functions-and-operators#jsonb-functions
      cockroachdb: `select "t0"."facts" as "c0" from "public"."notice" as "t0" order by "t0"."id" limit 1`,
    })
  })

  it('writes numbers of booleans', async () => {
    await expectStatements(
      await sent((session) => session.update('notice', { keys: [1] }, { shown: false })),
      {
        sqlite: `update "main"."notice" set "shown" = ? where "id" = ? returning "id" as "k0"`,
        postgres: `update "public"."notice" set "shown" = $1 where "id" = $2::bigint returning "id" as "k0"`,
        mariadb: `update "shop"."notice" set "shown" = ? where "id" = ?
          --- select "t0"."id" as "k0"
          from "shop"."notice" as "t0" where "t0"."id" = ? for update`,
        mysql: `update "shop"."notice" set "shown" = ? where "id" = ?
          --- select "t0"."id" as "k0"
          from "shop"."notice" as "t0" where "t0"."id" = ? for update`,
        mssql: `set nocount on; declare @answers table (i int, "c0" int); update "dbo"."notice" set "shown" = @1 output 0, "inserted"."id" into @answers where "id" = try_cast(@2 as bigint); select "a"."c0" as "k0" from @answers as a
          order by a.i`,
        oracle: `update "SHOP"."notice" set "shown" = :1 where "id" = :2
          --- select "t0"."id" as "k0"
          from "SHOP"."notice" "t0" where "t0"."id" = :1 for update`,
        cockroachdb: `update "public"."notice" set "shown" = $1 where "id" = $2::bigint returning "id" as "k0"`,
      },
    )
  })
})
