import { describe, it } from 'vitest'
import { sent } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements that create', () => {
  it('writes one row, and is told its key', async () => {
    await expectStatements(await sent((session) => session.create('author', [{ name: 'a' }])), {
      // https://www.sqlite.org/lang_returning.html
      sqlite: `insert into "main"."author" ("name")
        values (?)
        returning "id" as "k0"`,
      // https://www.postgresql.org/docs/current/dml-returning.html
      postgres: `insert into "public"."author" ("name")
        values ($1)
        returning "id" as "k0"`,
      // https://mariadb.com/kb/en/insertreturning/
      mariadb: `insert into "shop"."author" ("name")
        values (?)
        returning "id" as "k0"`,
      // https://dev.mysql.com/doc/refman/8.0/en/information-functions.html#function_last-insert-id
      mysql: `insert into "shop"."author" ("name")
        values (?)`,
      // https://learn.microsoft.com/en-us/sql/t-sql/queries/output-clause-transact-sql (tables with triggers)
      mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        insert into "dbo"."author" ("name")
        output 0, "inserted"."id" into @answers
        values (@1);
        select "a"."c0" as "k0" from @answers as a order by a.i`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/INSERT.html (returning_clause)
      oracle: `insert into "SHOP"."author" ("name")
        values (:1)
        returning "id" into :2`,
      // https://www.cockroachlabs.com/docs/stable/insert
      cockroachdb: `insert into "public"."author" ("name")
        values ($1)
        returning "id" as "k0"`,
    })
  })

  it('writes several rows, and is told their keys in order', async () => {
    await expectStatements(
      await sent((session) => session.create('author', [{ name: 'a' }, { name: 'b' }])),
      {
        // https://www.sqlite.org/lang_returning.html
        sqlite: `insert into "main"."author" ("name")
        values (?), (?)
        returning "id" as "k0"`,
        // https://www.postgresql.org/docs/current/dml-returning.html
        postgres: `insert into "public"."author" ("name")
        values ($1), ($2)
        returning "id" as "k0"`,
        // https://mariadb.com/kb/en/insertreturning/
        mariadb: `insert into "shop"."author" ("name")
        values (?), (?)
        returning "id" as "k0"`,
        // https://dev.mysql.com/doc/refman/8.0/en/innodb-auto-increment-handling.html
        mysql: `insert into "shop"."author" ("name")
        values (?), (?)
        --- select @@session.auto_increment_increment as step`,
        // https://learn.microsoft.com/en-us/sql/t-sql/statements/merge-transact-sql
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        merge into "dbo"."author" as t
        using (values (0, cast(@1 as nvarchar(max))), (1, cast(@2 as nvarchar(max)))) as s (i, "v0") on 1 = 0
        when not matched then insert ("name")
        values ("s"."v0")
        output s.i, "inserted"."id" into @answers;
        select "a"."c0" as "k0" from @answers as a order by a.i`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/INSERT.html (returning_clause)
        oracle: `insert into "SHOP"."author" ("name")
        values (:1)
        returning "id" into :2`,
        // https://www.cockroachlabs.com/docs/stable/insert
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
        // https://www.sqlite.org/autoinc.html
        sqlite: `insert into "main"."author" ("id", "name")
        values (?, ?)
        returning "id" as "k0"`,
        // https://www.postgresql.org/docs/current/functions-sequence.html
        postgres: `insert into "public"."author" ("id", "name")
        values ($1, $2)
        returning "id" as "k0"
        --- select setval(s.seq, m.top)
        from (select pg_get_serial_sequence($1, $2)::regclass as seq) as s, (select max("id")::bigint as top
        from "public"."author") as m
        where s.seq is not null and has_sequence_privilege(s.seq, 'update') and m.top > coalesce(pg_sequence_last_value(s.seq), 0)`,
        // https://mariadb.com/kb/en/auto_increment/
        mariadb: `insert into "shop"."author" ("id", "name")
        values (?, ?)
        returning "id" as "k0"`,
        // https://dev.mysql.com/doc/refman/8.0/en/example-auto-increment.html
        mysql: `insert into "shop"."author" ("id", "name")
        values (?, ?)`,
        // https://learn.microsoft.com/en-us/sql/t-sql/statements/set-identity-insert-transact-sql
        mssql: `set nocount on;
        declare @answers table (i int, "c0" int); if columnproperty(object_id(@1), @2, 'IsIdentity') = 1
        set identity_insert "dbo"."author" on;
        insert into "dbo"."author" ("id", "name")
        output 0, "inserted"."id" into @answers
        values (@3, @4); if columnproperty(object_id(@5), @6, 'IsIdentity') = 1
        set identity_insert "dbo"."author" off;
        select "a"."c0" as "k0" from @answers as a order by a.i`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html (identity_clause)
        oracle: `insert into "SHOP"."author" ("id", "name")
        values (:1, :2)
        returning "id" into :3`,
        // https://www.cockroachlabs.com/docs/stable/create-sequence
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
      // https://www.sqlite.org/lang_insert.html
      sqlite: `insert into "main"."author" default
        values returning "id" as "k0"`,
      // https://www.postgresql.org/docs/current/sql-insert.html
      postgres: `insert into "public"."author" default
        values returning "id" as "k0"`,
      // https://mariadb.com/kb/en/insert/
      mariadb: `insert into "shop"."author" ()
        values ()
        returning "id" as "k0"`,
      // https://dev.mysql.com/doc/refman/8.0/en/insert.html
      mysql: `insert into "shop"."author" ()
        values ()`,
      // https://learn.microsoft.com/en-us/sql/t-sql/statements/insert-transact-sql
      mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        insert into "dbo"."author"
        output 0, "inserted"."id" into @answers default
        values;
        select "a"."c0" as "k0" from @answers as a order by a.i`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/INSERT.html
      oracle: `insert into "SHOP"."author" ("id")
        values (default)
        returning "id" into :1`,
      // https://www.cockroachlabs.com/docs/stable/insert
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
        // https://www.sqlite.org/lang_insert.html
        sqlite: `insert into "main"."stock" ("shop", "sku", "amount")
        values (?, ?, ?)
        returning "shop" as "k0", cast("sku" as text) as "k1"
        --- insert into "main"."stock" ("shop", "sku")
        values (?, ?)
        returning "shop" as "k0", cast("sku" as text) as "k1"`,
        // https://www.postgresql.org/docs/current/sql-insert.html
        postgres: `insert into "public"."stock" ("shop", "sku", "amount")
        values ($1, $2, $3), ($4, $5, default)
        returning "shop" as "k0", "sku" as "k1"`,
        // https://mariadb.com/kb/en/insertreturning/
        mariadb: `insert into "shop"."stock" ("shop", "sku", "amount")
        values (?, ?, ?), (?, ?, default)
        returning "shop" as "k0", convert("sku" using utf8mb4) as "k1"`,
        // https://dev.mysql.com/doc/refman/8.0/en/insert.html
        mysql: `insert into "shop"."stock" ("shop", "sku", "amount")
        values (?, ?, ?)
        --- insert into "shop"."stock" ("shop", "sku")
        values (?, ?)`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/output-clause-transact-sql
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
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/INSERT.html (returning_clause)
        oracle: `insert into "SHOP"."stock" ("shop", "sku", "amount")
        values (:1, :2, :3)
        returning "shop", "sku" into :4, :5
        --- insert into "SHOP"."stock" ("shop", "sku")
        values (:1, :2)
        returning "shop", "sku" into :3, :4`,
        // https://www.cockroachlabs.com/docs/stable/insert
        cockroachdb: `insert into "public"."stock" ("shop", "sku", "amount")
        values ($1, $2, $3), ($4, $5, default)
        returning "shop" as "k0", "sku" as "k1"`,
      },
    )
  })
})
