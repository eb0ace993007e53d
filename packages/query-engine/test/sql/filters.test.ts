import { describe, expect, it } from 'vitest'
import type { Filter } from '../../src/index.js'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'
import { policyOf } from '../support/rules.js'

describe('statements for filters and search', () => {
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
        // https://www.sqlite.org/lang_expr.html#like
        sqlite: `select json_object('id', "t0"."id") as j
        from "main"."author" as "t0"
        where (instr("t0"."name", ?) > 0 or (("t0"."name" like ? || '' and "t0"."name" glob ? || '') or "t0"."name" in (?, ?)))
        order by "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-LIKE
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."author" as "t0"
        where ("t0"."name" like $1 or ("t0"."name" ilike ($2 || '') or "t0"."name" in ($3, $4)))
        order by "t0"."id"
        limit 1) as x`,
        // https://mariadb.com/kb/en/supported-character-sets-and-collations/
        mariadb: `select json_object('id', "t0"."id") as j
        from "shop"."author" as "t0"
        where (convert("t0"."name" using utf8mb4) collate utf8mb4_bin like ? or (lower(convert("t0"."name" using utf8mb4)) collate utf8mb4_bin like lower(?) or ("t0"."name" in (?, ?) and convert("t0"."name" using utf8mb4) collate utf8mb4_nopad_bin in (?, ?))))
        order by "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/charset-unicode-sets.html (NO PAD)
        mysql: `select json_object('id', "t0"."id") as j
          from "shop"."author" as "t0"
          where (convert("t0"."name" using utf8mb4) collate utf8mb4_bin like ? or (lower(convert("t0"."name" using utf8mb4)) collate utf8mb4_bin like lower(?) or ("t0"."name" in (?, ?) and convert("t0"."name" using utf8mb4) collate utf8mb4_0900_bin in (?, ?))))
          order by "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/language-elements/like-transact-sql
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."author" as "t0"
          where (cast("t0"."name" as nvarchar(max)) collate Latin1_General_100_BIN2 like @1 escape '\\' or (lower(cast("t0"."name" as nvarchar(max))) collate Latin1_General_100_BIN2 like lower(@2) escape '\\' or ("t0"."name" in (@3, @4) and "t0"."name" collate Latin1_General_100_BIN2 in (@5, @6))))
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Pattern-matching-Conditions.html
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."author" "t0"
          where ("t0"."name" like :1 escape '\\' or (lower("t0"."name") like lower(:2) escape '\\' or "t0"."name" in (:3, :4)))
          order by "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/scalar-expressions
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
          from "public"."author" as "t0"
          where ("t0"."name" like $1 or ("t0"."name" ilike ($2 || '') or "t0"."name" in ($3, $4)))
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
        // https://www.sqlite.org/json1.html#jptr
        sqlite: `select json_object('id', "t0"."id") as j
        from "main"."article" as "t0"
        where (case when json_valid("t0"."meta") then iif(json_type("t0"."meta", ?) in ('integer', 'real'), "t0"."meta" ->> ?, null) end > ? and case when json_valid("t0"."meta") then case json_type("t0"."meta", ?) when 'true' then 'true' when 'false' then 'false' else cast("t0"."meta" ->> ? as text) end end = ?)
        order by "t0"."id"
        limit 1`,
        // https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-JSON-PROCESSING
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where (case when json_typeof("t0"."meta"::json -> $1::text) = 'number' then ("t0"."meta"::json ->> $2::text)::numeric end > $3 and ("t0"."meta"::json ->> $4::text) = $5)
        order by "t0"."id"
        limit 1) as t0
        order by "t0"."id") as x`,
        // https://mariadb.com/kb/en/json_extract/
        mariadb: `select json_object('id', "t0"."id") as j
        from "shop"."article" as "t0"
        where (case when json_type(json_extract(convert("t0"."meta" using utf8mb4), ?)) in ('INTEGER', 'DOUBLE', 'DECIMAL') then cast(json_extract(convert("t0"."meta" using utf8mb4), ?) as double) end > ? and case when json_type(json_extract(convert("t0"."meta" using utf8mb4), ?)) in ('OBJECT', 'ARRAY') then json_compact(json_extract(convert("t0"."meta" using utf8mb4), ?)) when json_type(json_extract(convert("t0"."meta" using utf8mb4), ?)) <> 'NULL' then json_unquote(json_extract(convert("t0"."meta" using utf8mb4), ?)) end = ?)
        order by "t0"."id"
        limit 1`,
        // https://dev.mysql.com/doc/refman/8.0/en/json-search-functions.html#function_json-extract
        mysql: `select json_object('id', "t0"."id") as j
          from "shop"."article" as "t0"
          where (case when json_type(json_extract("t0"."meta", ?)) in ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') then cast(json_extract("t0"."meta", ?) as double) end > ? and case when json_type(json_extract("t0"."meta", ?)) <> 'NULL' then json_unquote(json_extract("t0"."meta", ?)) end = ?)
          order by "t0"."id"
          limit 1`,
        // https://learn.microsoft.com/en-us/sql/t-sql/functions/openjson-transact-sql
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
          from "dbo"."article" as "t0"
          where ((select case when p.[type] = 2 then try_cast(p.[value] as float) end
          from openjson(case when isjson("t0"."meta") = 1 then "t0"."meta" end, @1) as p
          where p.[key] = @2) > @3 and (select p.[value] collate Latin1_General_100_BIN2
          from openjson(case when isjson("t0"."meta") = 1 then "t0"."meta" end, @4) as p
          where p.[key] = @5) = @6)
          order by "t0"."id" offset 0 rows fetch next 1 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_VALUE.html
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
          from "SHOP"."article" "t0"
          where (case when json_value("t0"."meta", '$.type()') = 'object' and not regexp_like(json_query("t0"."meta", '$."a"' returning varchar2(4000) with wrapper), '^\\["') then json_value("t0"."meta", '$."a"' returning number null on error) end > :1 and case when json_value("t0"."meta", '$.type()') = 'object' then coalesce(json_value("t0"."meta", '$."b"' returning varchar2(4000) null on error), json_query("t0"."meta", '$."b"' returning varchar2(4000) null on error)) end = :2)
          order by "t0"."id" fetch next 1 rows only`,
        // https://www.cockroachlabs.com/docs/stable/functions-and-operators#jsonb-functions
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
          from "public"."article" as "t0"
          where (case when json_typeof("t0"."meta"::json -> $1::text) = 'number' then ("t0"."meta"::json ->> $2::text)::numeric end > $3 and ("t0"."meta"::json ->> $4::text) = $5)
          order by "t0"."id"
          limit 1`,
      },
    )
  })

  it('searches every column that can hold the term', async () => {
    await expectStatements(statements('article', { fields: ['id'], search: '5', limit: 1 }), {
      // https://www.sqlite.org/lang_expr.html#glob
      sqlite: `select json_object('id', "t0"."id") as j
        from "main"."article" as "t0"
        where (("t0"."id" = ? or ("t0"."title" like ? || '' and "t0"."title" glob ? || '')) or ("t0"."author_id" = ? or "t0"."price" = ?))
        order by "t0"."id"
        limit 1`,
      // https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-LIKE
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where (("t0"."id" = $1::bigint or "t0"."title" ilike ($2 || '')) or ("t0"."author_id" = $3::bigint or "t0"."price" = $4))
        order by "t0"."id"
        limit 1) as x`,
      // https://mariadb.com/kb/en/like/
      mariadb: `select json_object('id', "t0"."id") as j
        from "shop"."article" as "t0"
        where (("t0"."id" = ? or lower(convert("t0"."title" using utf8mb4)) collate utf8mb4_bin like lower(?)) or ("t0"."author_id" = ? or "t0"."price" = cast(? as decimal(65, 20))))
        order by "t0"."id"
        limit 1`,
      // https://dev.mysql.com/doc/refman/8.0/en/string-comparison-functions.html#operator_like
      mysql: `select json_object('id', "t0"."id") as j
        from "shop"."article" as "t0"
        where (("t0"."id" = ? or lower(convert("t0"."title" using utf8mb4)) collate utf8mb4_bin like lower(?)) or ("t0"."author_id" = ? or "t0"."price" = cast(? as decimal(65, 20))))
        order by "t0"."id"
        limit 1`,
      // https://learn.microsoft.com/en-us/sql/t-sql/language-elements/like-transact-sql
      mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."article" as "t0"
        where (("t0"."id" = try_cast(@1 as bigint) or lower(cast("t0"."title" as nvarchar(max))) collate Latin1_General_100_BIN2 like lower(@2) escape '\\') or ("t0"."author_id" = try_cast(@3 as bigint) or "t0"."price" = cast(@4 as decimal(38, 12))))
        order by "t0"."id" offset 0 rows fetch next 1 rows only`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Pattern-matching-Conditions.html
      oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
        from "SHOP"."article" "t0"
        where (("t0"."id" = :1 or lower("t0"."title") like lower(:2) escape '\\') or ("t0"."author_id" = :3 or "t0"."price" = to_number(:4)))
        order by "t0"."id" fetch next 1 rows only`,
      // https://www.cockroachlabs.com/docs/stable/scalar-expressions
      cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
        from "public"."article" as "t0"
        where (("t0"."id" = $1::bigint or "t0"."title" ilike ($2 || '')) or ("t0"."author_id" = $3::bigint or "t0"."price" = $4))
        order by "t0"."id"
        limit 1`,
    })
  })

  // Of several bounds on one side SQLite takes the first it meets: https://www.sqlite.org/optoverview.html
  it('leaves the index of SQLite to what is asked for, where a rule bounds the same side', () => {
    const sentTo = (filter: Filter, rows: Filter): readonly string[] => {
      const policy = policyOf({ article: { read: { rows, fields: '*' } } })
      const { sqlite, postgres } = statements('article', { filter, fields: ['id'] }, {}, policy)
      return [sqlite, postgres].map((text) => text.slice(text.indexOf(' where ')))
    }
    expect(sentTo({ price: { _lt: 5 } }, { price: { _lt: 9 } })).toEqual([
      ' where (+("t0"."price" < ?) and "t0"."price" < ?) order by "t0"."id" limit 100',
      expect.stringContaining('("t0"."price" < $1 and "t0"."price" < $2)'),
    ])
    const whole = '("t0"."price" < ? and "t0"."price" '
    expect(sentTo({ price: { _gt: 5 } }, { price: { _lt: 9 } })[0]).toContain(`${whole}> ?)`)
    expect(sentTo({ price: { _eq: 5 } }, { price: { _lt: 9 } })[0]).toContain(`${whole}= ?)`)
    expect(sentTo({ price: { _between: [1, 5] } }, { price: { _lt: 9 } })[0]).toContain('(+(')
    const both = { _and: [{ price: { _lt: 9 } }, { id: { _gt: 1 } }] }
    expect(sentTo({ _and: [{ price: { _lt: 5 } }, { id: { _lt: 7 } }] }, both)[0]).toContain(
      '((+("t0"."price" < ?) and "t0"."id" > ?) and ("t0"."price" < ? and "t0"."id" < ?))',
    )
  })
})
