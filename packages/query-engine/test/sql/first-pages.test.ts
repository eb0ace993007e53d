import { describe, it } from 'vitest'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements for first pages', () => {
  it('reads rows with NULL and those with values apart where an index keeps NULLs at the other end', async () => {
    await expectStatements(
      statements('article', { fields: ['id'], sort: ['-made'], limit: 2, offset: 3 }),
      {
        // https://www.sqlite.org/lang_select.html#the_order_by_clause
        sqlite: `select json_object('id', "t0"."id") as j
        from "main"."article" as "t0"
        order by "t0"."made" desc nulls first, "t0"."id" desc
        limit 2 offset 3`,
        // https://www.postgresql.org/docs/current/indexes-ordering.html
        postgres: `select string_agg(row_to_json(x.*)::text, ',') as j
        from (select "t0"."id" as "id"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where "t0"."made" is null
        order by "t0"."id" desc
        limit 5) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where "t0"."made" is not null
        order by "t0"."made" desc, "t0"."id" desc
        limit 5) as p1) as t0
        order by "t0"."made" desc, "t0"."id" desc
        limit 2 offset 3) as t0
        order by "t0"."made" desc, "t0"."id" desc) as x`,
        // https://mariadb.com/kb/en/order-by/
        mariadb: `select json_object('id', "t0"."id") as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "shop"."article" as "t0"
        where "t0"."made" is null
        order by "t0"."id" desc
        limit 5) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "shop"."article" as "t0"
        where "t0"."made" is not null
        order by "t0"."made" desc, "t0"."id" desc
        limit 5) as p1) as t0
        order by "t0"."made" is not null, "t0"."made" desc, "t0"."id" desc
        limit 2 offset 3`,
        // https://dev.mysql.com/doc/refman/8.0/en/order-by-optimization.html
        mysql: `select json_object('id', "t0"."id") as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "shop"."article" as "t0"
        where "t0"."made" is null
        order by "t0"."id" desc
        limit 5) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "shop"."article" as "t0"
        where "t0"."made" is not null
        order by "t0"."made" desc, "t0"."id" desc
        limit 5) as p1) as t0
        order by "t0"."made" is not null, "t0"."made" desc, "t0"."id" desc
        limit 2 offset 3`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql
        mssql: `select (select "t0"."id" as "id" for json path, include_null_values, without_array_wrapper) as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "dbo"."article" as "t0"
        where "t0"."made" is null
        order by "t0"."id" desc offset 0 rows fetch next 5 rows only) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "dbo"."article" as "t0"
        where "t0"."made" is not null
        order by "t0"."made" desc, "t0"."id" desc offset 0 rows fetch next 5 rows only) as p1) as t0
        order by case when "t0"."made" is null then 0 else 1 end, "t0"."made" desc, "t0"."id" desc offset 3 rows fetch next 2 rows only`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html
        oracle: `select json_object('id' value "t0"."id" null on null returning clob) as "j"
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "SHOP"."article" "t0"
        where "t0"."made" is null
        order by "t0"."id" desc fetch next 5 rows only) "p0"
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "SHOP"."article" "t0"
        where "t0"."made" is not null
        order by "t0"."made" desc, "t0"."id" desc fetch next 5 rows only) "p1") "t0"
        order by "t0"."made" desc nulls first, "t0"."id" desc offset 3 rows fetch next 2 rows only`,
        // https://www.cockroachlabs.com/docs/stable/order-by
        cockroachdb: `select json_build_object(cast('id' as text), "t0"."id")::text as j
        from (select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where "t0"."made" is null
        order by "t0"."id" desc
        limit 5) as p0
        union all select *
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta"
        from "public"."article" as "t0"
        where "t0"."made" is not null
        order by "t0"."made" desc, "t0"."id" desc
        limit 5) as p1) as t0
        order by "t0"."made" desc nulls first, "t0"."id" desc
        limit 2 offset 3`,
      },
    )
  })
})
