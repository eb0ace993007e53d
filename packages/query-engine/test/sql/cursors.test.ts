import { describe, it } from 'vitest'
import { seekStatements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for pages by cursor', () => {
  it('compares rows as a whole where no column is NULL and all go one way', async () => {
    await expectStatements(
      seekStatements(
        'stock',
        { fields: ['amount'], sort: ['shop'], limit: 2 },
        { towards: 'after', values: ['1', 'a'] },
      ),
      {
        // https://www.sqlite.org/rowvalue.html#scrolling_window_queries
        sqlite: `select json_object('amount', "t0"."amount") as j
        from "main"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") > (?, ?)
        order by "t0"."shop", "t0"."sku"
        limit 2`,
        // https://www.postgresql.org/docs/current/functions-comparisons.html#ROW-WISE-COMPARISON
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."amount" as "amount"
        from "public"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") > ($1, $2)
        order by "t0"."shop", "t0"."sku"
        limit 2) as x`,
        // https://mariadb.com/kb/en/range-optimization/
        mariadb: `select json_object('amount', "t0"."amount") as j
        from "shop"."stock" as "t0"
        where ("t0"."shop" >= ? and ("t0"."shop" > ? or ("t0"."shop" = ? and "t0"."sku" > ?)))
        order by "t0"."shop", "t0"."sku"
        limit 2`,
        // https://dev.mysql.com/doc/refman/8.0/en/range-optimization.html
        mysql: `select json_object('amount', "t0"."amount") as j
        from "shop"."stock" as "t0"
        where ("t0"."shop" >= ? and ("t0"."shop" > ? or ("t0"."shop" = ? and "t0"."sku" > ?)))
        order by "t0"."shop", "t0"."sku"
        limit 2`,
        // https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql
        mssql: `select (select "t0"."amount" as "amount" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."stock" as "t0"
        where ("t0"."shop" >= try_cast(@1 as bigint) and ("t0"."shop" > try_cast(@2 as bigint) or ("t0"."shop" = try_cast(@3 as bigint) and "t0"."sku" > @4)))
        order by "t0"."shop", "t0"."sku" offset 0 rows fetch next 2 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/TO_NUMBER.html
        oracle: `select json_object('amount' value "t0"."amount" null on null returning clob) as "j"
        from "SHOP"."stock" "t0"
        where ("t0"."shop" >= to_number(:1) and ("t0"."shop" > to_number(:2) or ("t0"."shop" = to_number(:3) and "t0"."sku" > :4)))
        order by "t0"."shop", "t0"."sku" fetch next 2 rows only`,
        // https://www.cockroachlabs.com/docs/stable/pagination
        cockroachdb: `select json_build_object(cast('amount' as text), "t0"."amount")::text as j
        from "public"."stock" as "t0"
        where ("t0"."shop" >= $1 and ("t0"."shop" > $2 or ("t0"."shop" = $3 and "t0"."sku" > $4)))
        order by "t0"."shop", "t0"."sku"
        limit 2`,
      },
    )
  })

  it('says the range of the first column besides, and turns the order round towards the front', async () => {
    await expectStatements(
      seekStatements(
        'article',
        { fields: ['id'], sort: ['title', '-price'], limit: 2 },
        { towards: 'before', values: ['t', null, '7'] },
        { meta: ['cursors'] },
      ),
      {
        // https://www.sqlite.org/datatype3.html#sort_order
        sqlite: `select json_object('id', "t0"."id") as j, "t0"."title" as s0, "t0"."price" as s1, "t0"."id" as s2
        from "main"."article" as "t0"
        where ("t0"."title" <= ? and ("t0"."title" < ? or ("t0"."title" = ? and ("t0"."price" is null and "t0"."id" > ?))))
        order by "t0"."title" desc nulls first, "t0"."price" nulls last, "t0"."id"
        limit 3`,
        // https://www.postgresql.org/docs/current/typeconv-oper.html
        postgres: `select (select row_to_json(x.*)
        from (select "t0"."id" as "id") as x)::text as j, ("t0"."title")::text as s0, ("t0"."price")::text as s1, ("t0"."id")::text as s2
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where ("t0"."title" <= $1 and ("t0"."title" < $2 or ("t0"."title" = $3 and ("t0"."price" is null and "t0"."id" > $4))))
        order by "t0"."title" desc, "t0"."price", "t0"."id"
        limit 3) as t0
        order by "t0"."title" desc, "t0"."price", "t0"."id"`,
        // https://mariadb.com/kb/en/order-by/
        mariadb: `select json_object('id', "t0"."id") as j, "t0"."title" as s0, cast("t0"."price" as char) as s1, cast("t0"."id" as char) as s2
        from "shop"."article" as "t0"
        where ("t0"."title" <= ? and ("t0"."title" < ? or ("t0"."title" = ? and ("t0"."price" is null and "t0"."id" > ?))))
        order by "t0"."title" is not null, "t0"."title" desc, "t0"."price" is null, "t0"."price", "t0"."id"
        limit 3`,
        // https://dev.mysql.com/doc/refman/8.0/en/working-with-null.html
        mysql: `select json_object('id', "t0"."id") as j, "t0"."title" as s0, cast("t0"."price" as char) as s1, cast("t0"."id" as char) as s2
        from "shop"."article" as "t0"
        where ("t0"."title" <= ? and ("t0"."title" < ? or ("t0"."title" = ? and ("t0"."price" is null and "t0"."id" > ?))))
        order by "t0"."title" is not null, "t0"."title" desc, "t0"."price" is null, "t0"."price", "t0"."id"
        limit 3`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j, "t0"."title" as s0, cast("t0"."price" as varchar(60)) as s1, cast("t0"."id" as varchar(60)) as s2
        from "dbo"."article" as "t0"
        where ("t0"."title" <= @1 and ("t0"."title" < @2 or ("t0"."title" = @3 and ("t0"."price" is null and "t0"."id" > try_cast(@4 as bigint)))))
        order by case when "t0"."title" is null then 0 else 1 end, "t0"."title" desc, case when "t0"."price" is null then 1 else 0 end, "t0"."price", "t0"."id" offset 0 rows fetch next 3 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Format-Models.html
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j", "t0"."title" as "s0", regexp_replace(to_char("t0"."price", 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') as "s1", regexp_replace(to_char("t0"."id", 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.') as "s2"
        from "SHOP"."article" "t0"
        where ("t0"."title" <= :1 and ("t0"."title" < :2 or ("t0"."title" = :3 and ("t0"."price" is null and "t0"."id" > to_number(:4)))))
        order by "t0"."title" desc nulls first, "t0"."price" nulls last, "t0"."id" fetch next 3 rows only`,
        // https://www.cockroachlabs.com/docs/stable/order-by
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j, ("t0"."title")::text as s0, ("t0"."price")::text as s1, ("t0"."id")::text as s2
        from "public"."article" as "t0"
        where ("t0"."title" <= $1 and ("t0"."title" < $2 or ("t0"."title" = $3 and ("t0"."price" is null and "t0"."id" > $4))))
        order by "t0"."title" desc nulls first, "t0"."price" nulls last, "t0"."id"
        limit 3`,
      },
    )
  })

  it('reads rows with NULL apart where an index begins with the column', async () => {
    await expectStatements(
      seekStatements(
        'article',
        { fields: ['id'], sort: ['made'], limit: 2, filter: { title: 'x' } },
        { towards: 'after', values: ['2024-01-01', '7'] },
      ),
      {
        // https://www.sqlite.org/lang_select.html#compound
        sqlite: `select json_object('id', "t0"."id") as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "main"."article" as "t0"
        where ("t0"."title" = ? and ("t0"."made", "t0"."id") > (?, ?))
        order by "t0"."made", "t0"."id"
        limit 2) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "main"."article" as "t0"
        where ("t0"."title" = ? and "t0"."made" is null)
        order by "t0"."id"
        limit 2) as p1) as t0
        order by "t0"."made" nulls last, "t0"."id"
        limit 2`,
        // https://www.postgresql.org/docs/current/queries-union.html
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where ("t0"."title" = $1 and ("t0"."made", "t0"."id") > ($2, $3))
        order by "t0"."made", "t0"."id"
        limit 2) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where ("t0"."title" = $4 and "t0"."made" is null)
        order by "t0"."id"
        limit 2) as p1) as t0
        order by "t0"."made", "t0"."id"
        limit 2) as t0
        order by "t0"."made", "t0"."id") as x`,
        // https://mariadb.com/kb/en/union/
        mariadb: `select json_object('id', "t0"."id") as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "shop"."article" as "t0"
        where (("t0"."title" = ? and convert("t0"."title" using utf8mb4) collate utf8mb4_nopad_bin = ?) and ("t0"."made" >= ? and ("t0"."made" > ? or ("t0"."made" = ? and "t0"."id" > ?))))
        order by "t0"."made", "t0"."id"
        limit 2) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "shop"."article" as "t0"
        where (("t0"."title" = ? and convert("t0"."title" using utf8mb4) collate utf8mb4_nopad_bin = ?) and "t0"."made" is null)
        order by "t0"."id"
        limit 2) as p1) as t0
        order by "t0"."made" is null, "t0"."made", "t0"."id"
        limit 2`,
        // https://dev.mysql.com/doc/refman/8.0/en/union.html
        mysql: `select json_object('id', "t0"."id") as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "shop"."article" as "t0"
        where (("t0"."title" = ? and convert("t0"."title" using utf8mb4) collate utf8mb4_0900_bin = ?) and ("t0"."made" >= ? and ("t0"."made" > ? or ("t0"."made" = ? and "t0"."id" > ?))))
        order by "t0"."made", "t0"."id"
        limit 2) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "shop"."article" as "t0"
        where (("t0"."title" = ? and convert("t0"."title" using utf8mb4) collate utf8mb4_0900_bin = ?) and "t0"."made" is null)
        order by "t0"."id"
        limit 2) as p1) as t0
        order by "t0"."made" is null, "t0"."made", "t0"."id"
        limit 2`,
        // https://learn.microsoft.com/en-us/sql/t-sql/language-elements/set-operators-union-transact-sql
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "dbo"."article" as "t0"
        where (("t0"."title" = @1 and "t0"."title" collate Latin1_General_100_BIN2 = @2) and ("t0"."made" >= cast(@3 as datetimeoffset(7)) and ("t0"."made" > cast(@4 as datetimeoffset(7)) or ("t0"."made" = cast(@5 as datetimeoffset(7)) and "t0"."id" > try_cast(@6 as bigint)))))
        order by "t0"."made", "t0"."id" offset 0 rows fetch next 2 rows only) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "dbo"."article" as "t0"
        where (("t0"."title" = @7 and "t0"."title" collate Latin1_General_100_BIN2 = @8) and "t0"."made" is null)
        order by "t0"."id" offset 0 rows fetch next 2 rows only) as p1) as t0
        order by case when "t0"."made" is null then 1 else 0 end, "t0"."made", "t0"."id" offset 0 rows fetch next 2 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/The-UNION-ALL-INTERSECT-MINUS-Operators.html
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "SHOP"."article" "t0"
        where ("t0"."title" = :1 and ("t0"."made" >= to_timestamp_tz(:2, 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM') and ("t0"."made" > to_timestamp_tz(:3, 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM') or ("t0"."made" = to_timestamp_tz(:4, 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM') and "t0"."id" > to_number(:5)))))
        order by "t0"."made", "t0"."id" fetch next 2 rows only) "p0"
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "SHOP"."article" "t0"
        where ("t0"."title" = :6 and "t0"."made" is null)
        order by "t0"."id" fetch next 2 rows only) "p1") "t0"
        order by "t0"."made" nulls last, "t0"."id" fetch next 2 rows only`,
        // https://www.cockroachlabs.com/docs/stable/selection-queries#union-combine-two-queries
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where ("t0"."title" = $1 and ("t0"."made" >= $2 and ("t0"."made" > $3 or ("t0"."made" = $4 and "t0"."id" > $5))))
        order by "t0"."made", "t0"."id"
        limit 2) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where ("t0"."title" = $6 and "t0"."made" is null)
        order by "t0"."id"
        limit 2) as p1) as t0
        order by "t0"."made" nulls last, "t0"."id"
        limit 2`,
      },
    )
  })
})
