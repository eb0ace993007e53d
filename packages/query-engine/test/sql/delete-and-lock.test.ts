import { describe, it } from 'vitest'
import { sent } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

describe('statements that delete and lock', () => {
  it('takes rows away', async () => {
    await expectStatements(await sent((session) => session.delete('author', { keys: [1, 2] })), {
      // https://www.sqlite.org/lang_delete.html
      sqlite: `delete
        from "main"."author"
        where "id" in (?, ?)
        returning "id" as "k0"`,
      // https://www.postgresql.org/docs/current/sql-delete.html
      postgres: `delete
        from "public"."author"
        where "id" in ($1::bigint, $2::bigint)
        returning "id" as "k0"`,
      // https://mariadb.com/kb/en/delete/
      mariadb: `delete
        from "shop"."author"
        where "id" in (?, ?)
        returning "id" as "k0"`,
      // https://dev.mysql.com/doc/refman/8.0/en/delete.html
      mysql: `select "t0"."id" as "k0"
        from "shop"."author" as "t0"
        where "t0"."id" in (?, ?) for update
        --- delete
        from "shop"."author"
        where "id" in (?, ?)`,
      // https://learn.microsoft.com/en-us/sql/t-sql/statements/delete-transact-sql
      mssql: `set nocount on;
        declare @answers table (i int, "c0" int);
        delete from "dbo"."author"
        output 0, "deleted"."id" into @answers
        where "id" in (try_cast(@1 as bigint), try_cast(@2 as bigint));
        select "a"."c0" as "k0" from @answers as a order by a.i`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/DELETE.html
      oracle: `select "t0"."id" as "k0"
        from "SHOP"."author" "t0"
        where "t0"."id" in (:1, :2) for update
        --- delete
        from "SHOP"."author"
        where "id" in (:1, :2)`,
      // https://www.cockroachlabs.com/docs/stable/delete
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
        // https://www.sqlite.org/isolation.html
        sqlite: `select "t0"."id" as "k0" from "main"."author" as "t0" where "t0"."id" in (?, ?)`,
        // https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE
        postgres: `select "t0"."id" as "k0" from "public"."author" as "t0" where "t0"."id" in ($1::bigint, $2::bigint) for update`,
        // https://mariadb.com/kb/en/for-update/
        mariadb: `select "t0"."id" as "k0" from "shop"."author" as "t0" where "t0"."id" in (?, ?) for update`,
        // https://dev.mysql.com/doc/refman/8.0/en/innodb-locking-reads.html
        mysql: `select "t0"."id" as "k0" from "shop"."author" as "t0" where "t0"."id" in (?, ?) for update`,
        // https://learn.microsoft.com/en-us/sql/t-sql/queries/hints-transact-sql-table
        mssql: `select "t0"."id" as "k0" from "dbo"."author" as "t0" with (updlock, rowlock) where "t0"."id" in (try_cast(@1 as bigint), try_cast(@2 as bigint))`,
        // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (for_update_clause)
        oracle: `select "t0"."id" as "k0" from "SHOP"."author" "t0" where "t0"."id" in (:1, :2) for update`,
        // https://www.cockroachlabs.com/docs/stable/select-for-update
        cockroachdb: `select "t0"."id" as "k0" from "public"."author" as "t0" where "t0"."id" in ($1::bigint, $2::bigint) for update`,
      },
    )
  })
})
