import { describe, it } from 'vitest'
import { sent } from '../support/dry.js'
import { expectStatements, THEN } from '../support/expect-statements.js'

describe('statements for estimates', () => {
  it('ask the catalogue about a table', async () => {
    const all = await sent((session) =>
      session.readPage('author', { fields: ['id'], limit: 1 }, { meta: ['estimate'] }),
    )
    const estimates = Object.fromEntries(
      Object.entries(all).map(([name, text]) => [name, text.split(THEN)[1] ?? '']),
    ) as typeof all
    await expectStatements(estimates, {
      // https://www.sqlite.org/fileformat2.html#stat1tab
      sqlite: `select max(cast(stat as integer)) as n from "main"."sqlite_stat1" where tbl = ?`,
      // https://www.postgresql.org/docs/current/catalog-pg-class.html
      postgres: `select c.reltuples as n from pg_catalog.pg_class as c join pg_catalog.pg_namespace as s on s.oid = c.relnamespace where s.nspname = $1 and c.relname = $2`,
      // https://mariadb.com/kb/en/information-schema-tables-table/
      mariadb: `select table_rows as n from information_schema.tables where table_schema = ? and table_name = ?`,
      // https://dev.mysql.com/doc/refman/8.0/en/information-schema-tables-table.html
      mysql: `select table_rows as n from information_schema.tables where table_schema = ? and table_name = ?`,
      // https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-partitions-transact-sql
      mssql: `select sum(p.rows) as n from sys.partitions as p where p.object_id = object_id(quotename(@1) + '.' + quotename(@2)) and p.index_id in (0, 1)`,
      // https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_TABLES.html
      oracle: `select num_rows as "n" from all_tables where owner = :1 and table_name = :2`,
      // https://www.cockroachlabs.com/docs/stable/show-statistics
      cockroachdb: `select row_count as n from [show statistics for table "public"."author"] where coalesce(statistics_name, '') <> '__auto_partial__' order by created desc limit 1`,
    })
  })
})
