import { DatabaseUnavailableError } from '@relvar/query-engine'
import { type AnyDatabase, setWhereKnown } from '@relvar/schema-introspect'
import type { DialectName } from '@relvar/schema-introspect/model'
import { type RawBuilder, sql } from 'kysely'
import { textLiteral } from '../ddl/sql.js'
import { hashName } from './hash-name.js'
import type { SchemaPlan } from '../schema-plan.js'

const WAIT_SECONDS = 30
/** Behind an ALTER that waits for a lock everybody else waits too. */
const STATEMENT_LOCK_SECONDS = 5

/**
 * Runs work on a connection (a transaction where the database has one for DDL) while no other server of
 * ours changes the same schema. CockroachDB has no such lock: its schema changes queue by themselves, and
 * one that comes too late finds another schema. Before 25.1 it gives columns another type only where that
 * is asked for.
 *
 * @throws DatabaseUnavailableError where another server goes on for half a minute
 */
export async function withChangeLock<T>(
  db: AnyDatabase,
  plan: SchemaPlan,
  work: () => Promise<T>,
): Promise<T> {
  const name = `relvar:change:${hashName(plan.before.defaultSchema)}`
  switch (plan.dialect) {
    case 'postgres':
      return withAdvisoryLock(db, plan, name, work)
    case 'mssql':
      return withApplicationLock(db, name, work)
    case 'mariadb':
    case 'mysql':
      return withNamedLock(db, name, work)
    case 'oracle':
      return withOracleLock(db, name, work)
    // A transaction that writes keeps all others out of the file.
    case 'sqlite':
      return work()
    case 'cockroachdb':
      await setWhereKnown(db, 'enable_experimental_alter_column_type_general', 'on')
      return work()
  }
}

function busy(): DatabaseUnavailableError {
  return new DatabaseUnavailableError('Another server is changing the schema; try again.')
}

/**
 * Work, and then the end of a lock that the session holds. What comes of the work is what is told: a session that
 * cannot end its lock has broken, and its lock with it.
 */
async function thenRelease<T>(work: () => Promise<T>, release: () => Promise<unknown>): Promise<T> {
  try {
    return await work()
  } finally {
    await release().catch(() => undefined)
  }
}

/** @see https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS */
async function withAdvisoryLock<T>(
  db: AnyDatabase,
  plan: SchemaPlan,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const isSession = plan.statements.some(({ alone }) => alone)
  const level = sql.raw(isSession ? '' : 'local ')
  await sql`set ${level}lock_timeout = ${sql.lit(`${WAIT_SECONDS}s`)}`.execute(db)
  return thenRelease(
    async () => {
      const lock = sql.raw(isSession ? 'pg_advisory_lock' : 'pg_advisory_xact_lock')
      await sql`select ${lock}(hashtext(${name}))`.execute(db)
      await sql`set ${level}lock_timeout = ${sql.lit(`${STATEMENT_LOCK_SECONDS}s`)}`.execute(db)
      return await work()
    },
    async () => {
      if (!isSession) return
      await sql`select pg_advisory_unlock(hashtext(${name}))`.execute(db)
      await sql`reset lock_timeout`.execute(db)
    },
  )
}

/** Let go with the transaction: https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-getapplock-transact-sql */
async function withApplicationLock<T>(
  db: AnyDatabase,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await sql<{ result: number }>`declare @result int;
    exec @result = sp_getapplock @Resource = ${name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = ${WAIT_SECONDS * 1000};
    select @result as result`.execute(db)
  if ((rows[0]?.result ?? -1) < 0) throw busy()
  return work()
}

/**
 * A statement of a plan as it is run under the lock. Elsewhere the session knows how long a statement may
 * wait for a table; on SQL Server what `sp_executesql` sets is gone once it returns, and every statement of
 * ours goes through that, so each says it. EXEC, since a view is made by the first statement of a batch.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/statements/set-statements-transact-sql
 */
export function underLock(dialect: DialectName, text: string): RawBuilder<unknown> {
  if (dialect !== 'mssql') return sql.raw(text)
  const timeout = sql.lit(STATEMENT_LOCK_SECONDS * 1000)
  return sql`set lock_timeout ${timeout}; exec (${textLiteral(dialect, text)})`
}

/** @see https://mariadb.com/kb/en/get_lock/ */
async function withNamedLock<T>(db: AnyDatabase, name: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{
    held: number | string | null
  }>`select get_lock(${name}, ${WAIT_SECONDS}) as held`.execute(db)
  if (Number(rows[0]?.held) !== 1) throw busy()
  return thenRelease(
    async () => {
      await sql`set session lock_wait_timeout = ${sql.lit(STATEMENT_LOCK_SECONDS)}`.execute(db)
      return await work()
    },
    async () => {
      await sql`set session lock_wait_timeout = default`.execute(db)
      await sql`select release_lock(${name})`.execute(db)
    },
  )
}

/** ORA-06550: the account may not use the package; then servers keep apart by the check of the schema alone. */
const NO_PACKAGE = 6550
/** What the block below raises. */
const NOT_GRANTED = 20001

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/arpls/DBMS_LOCK.html */
async function withOracleLock<T>(
  db: AnyDatabase,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const handle = sql`h varchar2(128); begin dbms_lock.allocate_unique(${sql.lit(name)}, h);`
  const isHeld = await tryOracle(
    db,
    sql`declare r integer; ${handle} r := dbms_lock.request(h, dbms_lock.x_mode, ${sql.lit(WAIT_SECONDS)}, false); if r not in (0, 4) then raise_application_error(-20001, 'busy'); end if; end;`,
  )
  await sql`alter session set ddl_lock_timeout = ${sql.lit(STATEMENT_LOCK_SECONDS)}`.execute(db)
  return thenRelease(work, async () => {
    if (isHeld) await sql`declare r integer; ${handle} r := dbms_lock.release(h); end;`.execute(db)
  })
}

async function tryOracle(db: AnyDatabase, statement: ReturnType<typeof sql>): Promise<boolean> {
  try {
    await statement.execute(db)
    return true
  } catch (error) {
    const { errorNum } = error as { readonly errorNum?: number }
    if (errorNum === NOT_GRANTED) throw busy()
    if (errorNum === NO_PACKAGE) return false
    throw error
  }
}
