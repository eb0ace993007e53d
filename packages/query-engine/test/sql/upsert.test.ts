import { describe, it } from 'vitest'
import { sent } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

// Locks: https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE
// https://mariadb.com/kb/en/for-update/ https://dev.mysql.com/doc/refman/8.0/en/innodb-locking-reads.html
// https://learn.microsoft.com/en-us/sql/t-sql/queries/hints-transact-sql-table
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html
// https://www.cockroachlabs.com/docs/stable/select-for-update
// SQLite has one writer at a time: https://www.sqlite.org/lang_transaction.html
describe('statements of an upsert', () => {
  it('look for the rows and lock them, and write each kind as it is written by itself', async () => {
    const work = sent((session) =>
      session.upsert('stock', [
        { shop: 1, sku: 'a', amount: 5 },
        { shop: 2, sku: 'b', amount: 6 },
      ]),
    )
    await expectStatements(await work, {
      sqlite: `select "t0"."shop" as "k0", cast("t0"."sku" as text) as "k1"
        from "main"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?))
        --- update "main"."stock" as t set "amount" = "v"."column3"
        from (values (?, ?, ?), (?, ?, ?)) as v
        where (t."shop" = "v"."column1" and t."sku" = "v"."column2")
        returning "shop" as "k0", cast("sku" as text) as "k1"`,
      postgres: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "public"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in (($1::bigint, $2), ($3::bigint, $4)) for
        update ---
        update "public"."stock" as t set "amount" = "v"."c2"
        from (values (cast($1 as integer), cast($2 as varchar(40)), cast($3 as integer)), (cast($4 as integer), cast($5 as varchar(40)), cast($6 as integer))) as v ("c0", "c1", "c2")
        where (t."shop" = "v"."c0" and t."sku" = "v"."c1")
        returning "t"."shop" as "k0", "t"."sku" as "k1"`,
      mariadb: `select "t0"."shop" as "k0", convert("t0"."sku" using utf8mb4) as "k1"
        from "shop"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?)) for
        update --- select "t0"."shop" as "k0", convert("t0"."sku" using utf8mb4) as "k1"
        from "shop"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?)) for
        update ---
        update "shop"."stock" as t join (select ? as "c0", ? as "c1", ? as "c2", 0 as "c3" union all select ?, ?, ?, 1) as v on "v"."c3" = case when (t."shop" = ? and t."sku" = ?) then 0 when (t."shop" = ? and t."sku" = ?) then 1 end set t."amount" = "v"."c2"
        where ((t."shop" = ? and t."sku" = ?) or (t."shop" = ? and t."sku" = ?))`,
      mysql: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "shop"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?)) for
        update --- select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "shop"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?)) for
        update ---
        update "shop"."stock" as t join (select cast(? as signed) as "c0", ? as "c1", cast(? as signed) as "c2", 0 as "c3" union all select cast(? as signed), ?, cast(? as signed), 1) as v on "v"."c3" = case when (t."shop" = cast(? as signed) and t."sku" = ?) then 0 when (t."shop" = cast(? as signed) and t."sku" = ?) then 1 end set t."amount" = "v"."c2"
        where ((t."shop" = cast(? as signed) and t."sku" = ?) or (t."shop" = cast(? as signed) and t."sku" = ?))`,
      mssql: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "dbo"."stock" as "t0" with (updlock, rowlock)
        where (("t0"."shop" = try_cast(@1 as bigint) and "t0"."sku" = @2) or ("t0"."shop" = try_cast(@3 as bigint) and "t0"."sku" = @4))
        --- set nocount on;
        declare @answers table (i int, "c0" int, "c1" nvarchar(max));
        update t set "amount" = "v"."c2"
        output 0, "inserted"."shop", "inserted"."sku" into @answers
        from "dbo"."stock" as t join (values (cast(@1 as int), cast(@2 as nvarchar(max)), cast(@3 as int)), (cast(@4 as int), cast(@5 as nvarchar(max)), cast(@6 as int))) as v ("c0", "c1", "c2") on ("t"."shop" = "v"."c0" and "t"."sku" = "v"."c1");
        select "a"."c0" as "k0", "a"."c1" as "k1"
        from @answers as a order by a.i`,
      oracle: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "SHOP"."stock" "t0"
        where ("t0"."shop", "t0"."sku") in ((:1, :2), (:3, :4)) for
        update --- select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "SHOP"."stock" "t0"
        where ("t0"."shop", "t0"."sku") in ((:1, :2), (:3, :4)) for
        update --- merge into "SHOP"."stock" "t" using (select to_number(:1) as "c0", :2 as "c1", to_number(:3) as "c2" from dual union all select to_number(:4), :5, to_number(:6) from dual) "v" on (("t"."shop" = "v"."c0" and "t"."sku" = "v"."c1")) when matched then update set "t"."amount" = "v"."c2"`,
      cockroachdb: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "public"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in (($1::bigint, $2), ($3::bigint, $4)) for
        update ---
        update "public"."stock" as t set "amount" = "v"."c2"
        from (values (cast($1 as integer), cast($2 as varchar(40)), cast($3 as integer)), (cast($4 as integer), cast($5 as varchar(40)), cast($6 as integer))) as v ("c0", "c1", "c2")
        where (t."shop" = "v"."c0" and t."sku" = "v"."c1")
        returning "t"."shop" as "k0", "t"."sku" as "k1"`,
    })
  })
})
