import type { DialectName } from '@relvar/schema-introspect/model'
import { type RawBuilder, sql } from 'kysely'

type Sql = RawBuilder<unknown>

const SECOND_MS = 1000

/**
 * The moment `ms` milliseconds from now, by the clock of the database: the clocks of the servers that
 * share a queue differ, so none of them is asked.
 */
export function fromNow(dialect: DialectName, ms: number): Sql {
  return CLOCKS[dialect](ms)
}

/** Now, by the clock of the database. */
export function now(dialect: DialectName): Sql {
  return sql.raw(NOW[dialect])
}

const NOW: Readonly<Record<DialectName, string>> = {
  postgres: 'now()',
  cockroachdb: 'now()',
  mariadb: 'current_timestamp(3)',
  mysql: 'current_timestamp(3)',
  mssql: 'sysdatetimeoffset()',
  oracle: 'systimestamp',
  sqlite: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
}

/** https://www.postgresql.org/docs/current/functions-datetime.html#OPERATORS-DATETIME-TABLE */
const postgres = (ms: number): Sql =>
  sql`now() + cast(${ms} as double precision) * interval '1 millisecond'`

/** https://mariadb.com/kb/en/date-and-time-units/ */
const mariadb = (ms: number): Sql =>
  sql`current_timestamp(3) + interval ${ms * SECOND_MS} microsecond`

const CLOCKS: Readonly<Record<DialectName, (ms: number) => Sql>> = {
  postgres,
  cockroachdb: postgres,
  mariadb,
  mysql: mariadb,
  // DATEADD takes an integer, which 24 days of milliseconds overflow:
  // https://learn.microsoft.com/en-us/sql/t-sql/functions/dateadd-transact-sql
  mssql: (ms) =>
    sql`dateadd(second, ${Math.floor(ms / SECOND_MS)}, dateadd(millisecond, ${ms % SECOND_MS}, sysdatetimeoffset()))`,
  // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/NUMTODSINTERVAL.html
  oracle: (ms) => sql`systimestamp + numtodsinterval(${ms / SECOND_MS}, 'SECOND')`,
  // https://www.sqlite.org/lang_datefunc.html#modifiers
  sqlite: (ms) => sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ${`${ms / SECOND_MS} seconds`})`,
}
