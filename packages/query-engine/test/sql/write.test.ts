import { describe, it } from 'vitest'
import { sent } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

// RETURNING ... INTO: https://docs.oracle.com/en/database/oracle/oracle-database/19/lnpls/RETURNING-INTO-clause.html
// OUTPUT goes into a variable, for tables with triggers: https://learn.microsoft.com/en-us/sql/t-sql/queries/output-clause-transact-sql
// which row is which, by MERGE: https://learn.microsoft.com/en-us/sql/t-sql/statements/merge-transact-sql
// identity columns: https://learn.microsoft.com/en-us/sql/t-sql/statements/set-identity-insert-transact-sql
// numbers that follow each other: https://dev.mysql.com/doc/refman/8.0/en/innodb-auto-increment-handling.html
// RETURNING: https://www.sqlite.org/lang_returning.html https://www.postgresql.org/docs/current/dml-returning.html
// https://mariadb.com/kb/en/insertreturning/ https://www.cockroachlabs.com/docs/stable/insert
describe('statements that create', () => {
  it('writes one row, and is told its key', async () => {
    await expectStatements(await sent((session) => session.create('author', [{ name: 'a' }])), {
      sqlite: `insert into "main"."author" ("name")
        values (?)
        returning "id" as "k0"`,
      postgres: `insert into "public"."author" ("name")
        values ($1)
        returning "id" as "k0"`,
      mariadb: `insert into "shop"."author" ("name")
        values (?)
        returning "id" as "k0"`,
      mysql: `insert into "shop"."author" ("name")
        values (?)`,
      mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        insert into "dbo"."author" ("name")
        output 0, "inserted"."id" into @answers
        values (@1);
        select "a"."c0" as "k0" from @answers as a order by a.i`,
      oracle: `insert into "SHOP"."author" ("name")
        values (:1)
        returning "id" into :2`,
      cockroachdb: `insert into "public"."author" ("name")
        values ($1)
        returning "id" as "k0"`,
    })
  })

  it('writes several rows, and is told their keys in order', async () => {
    await expectStatements(
      await sent((session) => session.create('author', [{ name: 'a' }, { name: 'b' }])),
      {
        sqlite: `insert into "main"."author" ("name")
        values (?), (?)
        returning "id" as "k0"`,
        postgres: `insert into "public"."author" ("name")
        values ($1), ($2)
        returning "id" as "k0"`,
        mariadb: `insert into "shop"."author" ("name")
        values (?), (?)
        returning "id" as "k0"`,
        mysql: `insert into "shop"."author" ("name")
        values (?), (?)
        --- select @@session.auto_increment_increment as step`,
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        merge into "dbo"."author" as t
        using (values (0, cast(@1 as nvarchar(max))), (1, cast(@2 as nvarchar(max)))) as s (i, "v0") on 1 = 0
        when not matched then insert ("name")
        values ("s"."v0")
        output s.i, "inserted"."id" into @answers;
        select "a"."c0" as "k0" from @answers as a order by a.i`,
        oracle: `insert into "SHOP"."author" ("name")
        values (:1)
        returning "id" into :2`,
        cockroachdb: `insert into "public"."author" ("name")
        values ($1), ($2)
        returning "id" as "k0"`,
      },
    )
  })

  it('writes a row with a number of its own', async () => {
    await expectStatements(
      await sent((session) => session.create('author', [{ id: 7, name: 'a' }])),
      {
        sqlite: `insert into "main"."author" ("id", "name")
        values (?, ?)
        returning "id" as "k0"`,
        postgres: `insert into "public"."author" ("id", "name")
        values ($1, $2)
        returning "id" as "k0"
        --- select setval(s.seq, m.top)
        from (select pg_get_serial_sequence($1, $2)::regclass as seq) as s, (select max("id")::bigint as top
        from "public"."author") as m
        where s.seq is not null and has_sequence_privilege(s.seq, 'update') and m.top > coalesce(pg_sequence_last_value(s.seq), 0)`,
        mariadb: `insert into "shop"."author" ("id", "name")
        values (?, ?)
        returning "id" as "k0"`,
        mysql: `insert into "shop"."author" ("id", "name")
        values (?, ?)`,
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int); if columnproperty(object_id(@1), @2, 'IsIdentity') = 1
        set identity_insert "dbo"."author" on;
        insert into "dbo"."author" ("id", "name")
        output 0, "inserted"."id" into @answers
        values (@3, @4); if columnproperty(object_id(@5), @6, 'IsIdentity') = 1
        set identity_insert "dbo"."author" off;
        select "a"."c0" as "k0" from @answers as a order by a.i`,
        oracle: `insert into "SHOP"."author" ("id", "name")
        values (:1, :2)
        returning "id" into :3`,
        cockroachdb: `insert into "public"."author" ("id", "name")
        values ($1, $2)
        returning "id" as "k0"
        --- select setval(s.seq, m.top)
        from (select pg_get_serial_sequence($1, $2)::regclass as seq) as s, (select max("id")::bigint as top
        from "public"."author") as m
        where s.seq is not null and has_sequence_privilege(s.seq, 'update') and m.top > coalesce(pg_sequence_last_value(s.seq), 0)`,
      },
    )
  })

  it('writes a row that is all defaults', async () => {
    await expectStatements(await sent((session) => session.create('author', [{}])), {
      sqlite: `insert into "main"."author" default
        values returning "id" as "k0"`,
      postgres: `insert into "public"."author" default
        values returning "id" as "k0"`,
      mariadb: `insert into "shop"."author" ()
        values ()
        returning "id" as "k0"`,
      mysql: `insert into "shop"."author" ()
        values ()`,
      mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        insert into "dbo"."author"
        output 0, "inserted"."id" into @answers default
        values;
        select "a"."c0" as "k0" from @answers as a order by a.i`,
      oracle: `insert into "SHOP"."author" ("id")
        values (default)
        returning "id" into :1`,
      cockroachdb: `insert into "public"."author" default
        values returning "id" as "k0"`,
    })
  })

  it('writes rows whose keys are given', async () => {
    await expectStatements(
      await sent((session) =>
        session.create('stock', [
          { shop: 1, sku: 'a', amount: 1 },
          { shop: 1, sku: 'b' },
        ]),
      ),
      {
        sqlite: `insert into "main"."stock" ("shop", "sku", "amount")
        values (?, ?, ?)
        returning "shop" as "k0", cast("sku" as text) as "k1"
        --- insert into "main"."stock" ("shop", "sku")
        values (?, ?)
        returning "shop" as "k0", cast("sku" as text) as "k1"`,
        postgres: `insert into "public"."stock" ("shop", "sku", "amount")
        values ($1, $2, $3), ($4, $5, default)
        returning "shop" as "k0", "sku" as "k1"`,
        mariadb: `insert into "shop"."stock" ("shop", "sku", "amount")
        values (?, ?, ?), (?, ?, default)
        returning "shop" as "k0", "sku" as "k1"`,
        mysql: `insert into "shop"."stock" ("shop", "sku", "amount")
        values (?, ?, ?)
        --- insert into "shop"."stock" ("shop", "sku")
        values (?, ?)`,
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int, "c1" nvarchar(max));
        insert into "dbo"."stock" ("shop", "sku", "amount")
        output 0, "inserted"."shop", "inserted"."sku" into @answers
        values (@1, @2, @3);
        select "a"."c0" as "k0", "a"."c1" as "k1" from @answers as a order by a.i
        --- set nocount on;
        declare @answers table (i int, "c0" int, "c1" nvarchar(max));
        insert into "dbo"."stock" ("shop", "sku")
        output 0, "inserted"."shop", "inserted"."sku" into @answers
        values (@1, @2);
        select "a"."c0" as "k0", "a"."c1" as "k1" from @answers as a order by a.i`,
        oracle: `insert into "SHOP"."stock" ("shop", "sku", "amount")
        values (:1, :2, :3)
        returning "shop", "sku" into :4, :5
        --- insert into "SHOP"."stock" ("shop", "sku")
        values (:1, :2)
        returning "shop", "sku" into :3, :4`,
        cockroachdb: `insert into "public"."stock" ("shop", "sku", "amount")
        values ($1, $2, $3), ($4, $5, default)
        returning "shop" as "k0", "sku" as "k1"`,
      },
    )
  })
})

// UPDATE with values: https://www.postgresql.org/docs/current/sql-update.html https://www.sqlite.org/lang_update.html
// https://mariadb.com/kb/en/update/ https://dev.mysql.com/doc/refman/8.0/en/update.html
// https://learn.microsoft.com/en-us/sql/t-sql/queries/update-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/MERGE.html
describe('statements that update', () => {
  it('writes the same into several rows', async () => {
    await expectStatements(
      await sent((session) => session.update('author', { keys: [1, 2] }, { name: 'x' })),
      {
        sqlite: `update "main"."author" set "name" = ?
        where "id" in (?, ?)
        returning "id" as "k0"`,
        postgres: `update "public"."author" set "name" = $1
        where "id" in ($2::bigint, $3::bigint)
        returning "id" as "k0"`,
        mariadb: `update "shop"."author" set "name" = ?
        where "id" in (?, ?)`,
        mysql: `update "shop"."author" set "name" = ?
        where "id" in (?, ?)`,
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        update "dbo"."author" set "name" = @1
        output 0, "inserted"."id" into @answers
        where "id" in (try_cast(@2 as bigint), try_cast(@3 as bigint));
        select "a"."c0" as "k0" from @answers as a order by a.i`,
        oracle: `update "SHOP"."author" set "name" = :1
        where "id" in (:2, :3)`,
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
        sqlite: `update "main"."stock" set "amount" = ?
        where ("shop", "sku") in ((?, ?), (?, ?))
        returning "shop" as "k0", cast("sku" as text) as "k1"`,
        postgres: `update "public"."stock" set "amount" = $1
        where ("shop", "sku") in (($2::bigint, $3), ($4::bigint, $5))
        returning "shop" as "k0", "sku" as "k1"`,
        mariadb: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "shop"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?)) for update
        --- update "shop"."stock" set "amount" = ?
        where ("shop", "sku") in ((?, ?), (?, ?))`,
        mysql: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "shop"."stock" as "t0"
        where ("t0"."shop", "t0"."sku") in ((?, ?), (?, ?)) for update
        --- update "shop"."stock" set "amount" = ?
        where ("shop", "sku") in ((?, ?), (?, ?))`,
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int, "c1" nvarchar(max));
        update "dbo"."stock" set "amount" = @1
        output 0, "inserted"."shop", "inserted"."sku" into @answers
        where (("shop" = try_cast(@2 as bigint) and "sku" = @3) or ("shop" = try_cast(@4 as bigint) and "sku" = @5));
        select "a"."c0" as "k0", "a"."c1" as "k1" from @answers as a order by a.i`,
        oracle: `select "t0"."shop" as "k0", "t0"."sku" as "k1"
        from "SHOP"."stock" "t0"
        where ("t0"."shop", "t0"."sku") in ((:1, :2), (:3, :4)) for update
        --- update "SHOP"."stock" set "amount" = :1
        where ("shop", "sku") in ((:2, :3), (:4, :5))`,
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
        sqlite: `update "main"."article" as t set "price" = "v"."column2", "made" = "v"."column3"
        from (values (?, ?, ?), (?, ?, ?)) as v
        where t."id" = "v"."column1"
        returning "id" as "k0"`,
        postgres: `update "public"."article" as t set "price" = "v"."c1", "made" = "v"."c2"
        from (values (cast($1 as integer), cast($2 as numeric(10,2)), cast($3 as timestamp)), (cast($4 as integer), cast($5 as numeric(10,2)), cast($6 as timestamp))) as v ("c0", "c1", "c2")
        where t."id" = "v"."c0"
        returning "t"."id" as "k0"`,
        mariadb: `update "shop"."article" as t join (select ? as "c0", ? as "c1", ? as "c2"
        union all select ?, ?, ?) as v on t."id" = "v"."c0" set t."price" = "v"."c1", t."made" = "v"."c2"`,
        mysql: `update "shop"."article" as t join (select ? as "c0", ? as "c1", ? as "c2"
        union all select ?, ?, ?) as v on t."id" = "v"."c0" set t."price" = "v"."c1", t."made" = "v"."c2"`,
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        update t set "price" = "v"."c1", "made" = "v"."c2"
        output 0, "inserted"."id" into @answers
        from "dbo"."article" as t join (values (cast(@1 as int), cast(@2 as decimal(10,2)), cast(@3 as datetimeoffset(3))), (cast(@4 as int), cast(@5 as decimal(10,2)), cast(@6 as datetimeoffset(3)))) as v ("c0", "c1", "c2") on "t"."id" = "v"."c0";
        select "a"."c0" as "k0" from @answers as a order by a.i`,
        oracle: `merge into "SHOP"."article" "t"
        using (select to_number(:1) as "c0", to_number(:2) as "c1", to_timestamp_tz(:3, 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM') as "c2" from dual
        union all select to_number(:4), to_number(:5), to_timestamp_tz(:6, 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM') from dual) "v" on ("t"."id" = "v"."c0")
        when matched then update set "t"."price" = "v"."c1", "t"."made" = "v"."c2"`,
        cockroachdb: `update "public"."article" as t set "price" = "v"."c1", "made" = "v"."c2"
        from (values (cast($1 as integer), cast($2 as numeric(10,2)), cast($3 as timestamp)), (cast($4 as integer), cast($5 as numeric(10,2)), cast($6 as timestamp))) as v ("c0", "c1", "c2")
        where t."id" = "v"."c0"
        returning "t"."id" as "k0"`,
      },
    )
  })
})

// hints of locks: https://learn.microsoft.com/en-us/sql/t-sql/queries/hints-transact-sql-table
// https://mariadb.com/kb/en/delete/ https://dev.mysql.com/doc/refman/8.0/en/delete.html
// https://learn.microsoft.com/en-us/sql/t-sql/statements/delete-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/DELETE.html
describe('statements that delete and lock', () => {
  it('takes rows away', async () => {
    await expectStatements(await sent((session) => session.delete('author', { keys: [1, 2] })), {
      sqlite: `delete
        from "main"."author"
        where "id" in (?, ?)
        returning "id" as "k0"`,
      postgres: `delete
        from "public"."author"
        where "id" in ($1::bigint, $2::bigint)
        returning "id" as "k0"`,
      mariadb: `delete
        from "shop"."author"
        where "id" in (?, ?)
        returning "id" as "k0"`,
      mysql: `select "t0"."id" as "k0"
        from "shop"."author" as "t0"
        where "t0"."id" in (?, ?) for update
        --- delete
        from "shop"."author"
        where "id" in (?, ?)`,
      mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        delete from "dbo"."author"
        output 0, "deleted"."id" into @answers
        where "id" in (try_cast(@1 as bigint), try_cast(@2 as bigint));
        select "a"."c0" as "k0" from @answers as a order by a.i`,
      oracle: `select "t0"."id" as "k0"
        from "SHOP"."author" "t0"
        where "t0"."id" in (:1, :2) for update
        --- delete
        from "SHOP"."author"
        where "id" in (:1, :2)`,
      cockroachdb: `delete
        from "public"."author"
        where "id" in ($1::bigint, $2::bigint)
        returning "id" as "k0"`,
    })
  })

  it('locks rows without changing them', async () => {
    await expectStatements(
      await sent((session) => session.update('author', { keys: [1, 2] }, {})),
      {
        sqlite: `select "t0"."id" as "k0" from "main"."author" as "t0" where "t0"."id" in (?, ?)`,
        postgres: `select "t0"."id" as "k0" from "public"."author" as "t0" where "t0"."id" in ($1::bigint, $2::bigint) for update`,
        mariadb: `select "t0"."id" as "k0" from "shop"."author" as "t0" where "t0"."id" in (?, ?) for update`,
        mysql: `select "t0"."id" as "k0" from "shop"."author" as "t0" where "t0"."id" in (?, ?) for update`,
        mssql: `select "t0"."id" as "k0" from "dbo"."author" as "t0" with (updlock, rowlock) where "t0"."id" in (try_cast(@1 as bigint), try_cast(@2 as bigint))`,
        oracle: `select "t0"."id" as "k0" from "SHOP"."author" "t0" where "t0"."id" in (:1, :2) for update`,
        cockroachdb: `select "t0"."id" as "k0" from "public"."author" as "t0" where "t0"."id" in ($1::bigint, $2::bigint) for update`,
      },
    )
  })
})
