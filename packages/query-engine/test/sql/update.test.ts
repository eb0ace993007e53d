import { describe, it } from 'vitest'
import { sent } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements that update', () => {
  it('writes the same into several rows', async () => {
    await expectStatements(
      await sent((session) => session.update('author', { keys: [1, 2] }, { name: 'x' })),
      {
        // https://www.sqlite.org/lang_update.html
        sqlite: `update "main"."author" set "name" = ?
        where "id" in (?, ?)
        returning "id" as "k0"`,
        // https://www.postgresql.org/docs/current/sql-update.html
        postgres: `update "public"."author" set "name" = $1
        where "id" in ($2::bigint, $3::bigint)
        returning "id" as "k0"`,
        // https://mariadb.com/kb/en/update/
        mariadb: `update "shop"."author" set "name" = ?
        where "id" in (?, ?)`,
        // https://dev.mysql.com/doc/refman/8.0/en/update.html
        mysql: `update "shop"."author" set "name" = ?
        where "id" in (?, ?)`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/update-transact-sql
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        update "dbo"."author" set "name" = @1
        output 0, "inserted"."id" into @answers
        where "id" in (try_cast(@2 as bigint), try_cast(@3 as bigint));
        select "a"."c0" as "k0" from @answers as a order by a.i`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/UPDATE.html
        oracle: `update "SHOP"."author" set "name" = :1
        where "id" in (:2, :3)`,
        // https://www.cockroachlabs.com/docs/stable/update
        cockroachdb: `update "public"."author" set "name" = $1
        where "id" in ($2::bigint, $3::bigint)
        returning "id" as "k0"`,
      },
    )
  })

  it('writes into rows with composite keys', async () => {
    await expectStatements(
      await sent((session) => session.update('stock', { keys: ['1,a', '1,b'] }, { amount: 2 })),
      {
        // https://www.sqlite.org/rowvalue.html
        sqlite: `update "main"."stock" set "amount" = ?
        where ("shop", "sku") in ((?, ?), (?, ?))
        returning "shop" as "k0", cast("sku" as text) as "k1"`,
        // https://www.postgresql.org/docs/current/functions-comparisons.html#ROW-WISE-COMPARISON
        postgres: `update "public"."stock" set "amount" = $1
        where ("shop", "sku") in (($2::bigint, $3), ($4::bigint, $5))
        returning "shop" as "k0", "sku" as "k1"`,
        // https://mariadb.com/kb/en/for-update/
        mariadb: `select "t0"."shop" as "k0", convert("t0"."sku" using utf8mb4) as "k1"
        from "shop"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?)) for update
        --- update "shop"."stock" set "amount" = ?
        where ("shop", "sku") in ((?, ?), (?, ?))`,
        // https://dev.mysql.com/doc/refman/8.0/en/innodb-locking-reads.html
        mysql: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "shop"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?)) for update
        --- update "shop"."stock" set "amount" = ?
        where ("shop", "sku") in ((?, ?), (?, ?))`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/update-transact-sql
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int, "c1" nvarchar(max));
        update "dbo"."stock" set "amount" = @1
        output 0, "inserted"."shop", "inserted"."sku" into @answers
        where (("shop" = try_cast(@2 as bigint) and "sku" = @3) or ("shop" = try_cast(@4 as bigint) and "sku" = @5));
        select "a"."c0" as "k0", "a"."c1" as "k1" from @answers as a order by a.i`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Comparison-Conditions.html
        oracle: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "SHOP"."stock" "t0"
        where ("t0"."shop", "t0"."sku") in ((:1, :2), (:3, :4)) for update
        --- update "SHOP"."stock" set "amount" = :1
        where ("shop", "sku") in ((:2, :3), (:4, :5))`,
        // https://www.cockroachlabs.com/docs/stable/select-for-update
        cockroachdb: `update "public"."stock" set "amount" = $1
        where ("shop", "sku") in (($2::bigint, $3), ($4::bigint, $5))
        returning "shop" as "k0", "sku" as "k1"`,
      },
    )
  })

  it('writes into each row its own values', async () => {
    await expectStatements(
      await sent((session) =>
        session.updateEach('article', [
          { id: 1, price: '1.5', made: '2024-02-29T00:00:00Z' },
          { id: 2, price: '2', made: null },
        ]),
      ),
      {
        // https://www.sqlite.org/lang_update.html#upfrom
        sqlite: `update "main"."article" as t set "price" = "v"."column2", "made" = "v"."column3"
        from (values (?, ?, ?), (?, ?, ?)) as v
        where t."id" = "v"."column1"
        returning "id" as "k0"`,
        // https://www.postgresql.org/docs/current/sql-update.html
        postgres: `update "public"."article" as t set "price" = "v"."c1", "made" = "v"."c2"
        from (values (cast($1 as integer), cast($2 as numeric(10,2)), cast($3 as timestamp)), (cast($4 as integer), cast($5 as numeric(10,2)), cast($6 as timestamp))) as v ("c0", "c1", "c2")
        where t."id" = "v"."c0"
        returning "t"."id" as "k0"`,
        // https://mariadb.com/kb/en/update/
        mariadb: `update "shop"."article" as t join (select ? as "c0", ? as "c1", ? as "c2"
        union all select ?, ?, ?) as v on t."id" = "v"."c0" set t."price" = "v"."c1", t."made" = "v"."c2"`,
        // https://dev.mysql.com/doc/refman/8.0/en/update.html
        mysql: `update "shop"."article" as t join (select cast(? as signed) as "c0", cast(? as decimal(65, 30)) as "c1", ? as "c2"
        union all select cast(? as signed), cast(? as decimal(65, 30)), ?) as v on t."id" = "v"."c0" set t."price" = "v"."c1", t."made" = "v"."c2"`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/update-transact-sql
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        update t set "price" = "v"."c1", "made" = "v"."c2"
        output 0, "inserted"."id" into @answers
        from "dbo"."article" as t join (values (cast(@1 as int), cast(@2 as decimal(10,2)), cast(@3 as datetimeoffset(3))), (cast(@4 as int), cast(@5 as decimal(10,2)), cast(@6 as datetimeoffset(3)))) as v ("c0", "c1", "c2") on "t"."id" = "v"."c0";
        select "a"."c0" as "k0" from @answers as a order by a.i`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/MERGE.html
        oracle: `merge into "SHOP"."article" "t"
        using (select to_number(:1) as "c0", to_number(:2) as "c1", to_timestamp_tz(:3, 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM') as "c2" from dual
        union all select to_number(:4), to_number(:5), to_timestamp_tz(:6, 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM') from dual) "v" on ("t"."id" = "v"."c0")
        when matched then update set "t"."price" = "v"."c1", "t"."made" = "v"."c2"`,
        // https://www.cockroachlabs.com/docs/stable/update
        cockroachdb: `update "public"."article" as t set "price" = "v"."c1", "made" = "v"."c2"
        from (values (cast($1 as integer), cast($2 as numeric(10,2)), cast($3 as timestamp)), (cast($4 as integer), cast($5 as numeric(10,2)), cast($6 as timestamp))) as v ("c0", "c1", "c2")
        where t."id" = "v"."c0"
        returning "t"."id" as "k0"`,
      },
    )
  })
})
