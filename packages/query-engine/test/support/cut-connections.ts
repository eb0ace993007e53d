import type { DialectName, TestDatabase } from '@relvar/test-databases'

/** The statements that end the other connections to the database. */
const OTHERS: Readonly<Partial<Record<DialectName, string>>> = {
  postgres: `select 'select pg_terminate_backend(' || pid || ')' as kill from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  cockroachdb: `select 'cancel session ''' || session_id || '''' as kill from [show cluster sessions] where application_name <> '$ internal' and session_id <> (select session_id from [show session_id])`,
  mariadb: `select concat('kill ', id) as 'kill' from information_schema.processlist where db = database() and id <> connection_id()`,
  mysql: `select concat('kill ', id) as 'kill' from information_schema.processlist where db = database() and id <> connection_id()`,
  mssql: `select concat('kill ', session_id) as [kill] from sys.dm_exec_sessions where database_id = db_id() and session_id <> @@spid and is_user_process = 1`,
  oracle: `select 'alter system kill session ''' || sid || ',' || serial# || ''' immediate' as "kill" from v$session where username = user and sid <> sys_context('userenv', 'sid')`,
}

/** Ends all connections to a database but the one that says so. */
export async function cutConnections(dialect: DialectName, database: TestDatabase): Promise<void> {
  const others = await database.query(OTHERS[dialect] ?? '')
  for (const { kill } of others) await database.query(String(kill))
}
