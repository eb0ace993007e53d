import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseUnavailableError } from '@relvar/query-engine'
import { setWhereKnown } from '@relvar/schema-introspect'
import type { DialectName } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { Database } from '../database.js'

const WAIT_SECONDS = 60
/** One statement waits no longer: those of the server have a time limit, and ending here it would be taken for a failure. */
const ASK_SECONDS = 1
const ATTEMPTS = 10

/**
 * Runs work on one connection while no other server changes the same tables; in a transaction where
 * DDL has one, so that a failure leaves nothing.
 *
 * @throws DatabaseUnavailableError where another server has held the lock for a minute
 */
export async function locked<T>(
  db: Database,
  dialect: DialectName,
  namespace: string,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  switch (dialect) {
    case 'postgres':
      return db.transaction().execute(async (trx) => {
        await holdAdvisoryLock(trx, namespace)
        return work(trx)
      })
    case 'mssql':
      return db.transaction().execute(async (trx) => {
        await untilHeld(() => isApplicationLockHeld(trx, namespace))
        return work(trx)
      })
    case 'mariadb':
    case 'mysql':
      return db.connection().execute((connection) => withNamedLock(connection, namespace, work))
    // Transactions exclude each other.
    case 'sqlite':
      return db.transaction().execute(work)
    case 'cockroachdb':
      return db.connection().execute(async (connection) => {
        // Since 25.1 a change of the schema would commit what stands before it in its transaction.
        await setWhereKnown(connection, 'autocommit_before_ddl', 'off')
        return untilSerialised(() => connection.transaction().execute(work))
      })
    // Every DDL statement commits, so no lock of a transaction lasts. Steps can be run twice there.
    case 'oracle':
      return db.connection().execute(async (connection) => {
        await sql`alter session set ddl_lock_timeout = ${sql.lit(WAIT_SECONDS)}`.execute(connection)
        return work(connection)
      })
  }
}

/**
 * Transactions are as if one after another: who loses a conflict does the same again.
 *
 * @see https://www.cockroachlabs.com/docs/stable/transaction-retry-error-reference
 */
async function untilSerialised<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const lost = (error as { readonly code?: unknown }).code === '40001'
      if (!lost || attempt >= ATTEMPTS) throw error
      // Whoever won needs a moment to finish; the others should not meet again at once.
      await delay(Math.random() * 10 * 2 ** attempt)
    }
  }
}

/** Asks, each time for a moment, until a lock is held. */
async function untilHeld(ask: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_SECONDS * 1_000
  while (!(await ask())) if (performance.now() > end) throw busy()
}

function busy(cause?: unknown): DatabaseUnavailableError {
  return new DatabaseUnavailableError('Another server is changing the tables of Relvar.', { cause })
}

/**
 * Waits in one statement: one that fails would end the transaction. Neither the wait nor the steps after
 * it are a request, whose time limit they would have.
 *
 * @see https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS
 */
async function holdAdvisoryLock(trx: Database, namespace: string): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(trx)
  await sql`set local lock_timeout = ${sql.lit(`${WAIT_SECONDS}s`)}`.execute(trx)
  try {
    await sql`select pg_advisory_xact_lock(hashtext(${`relvar:${namespace}`}))`.execute(trx)
  } catch (error) {
    const isLate = (error as { readonly code?: unknown }).code === '55P03'
    throw isLate ? busy(error) : error
  }
  await sql`set local lock_timeout to default`.execute(trx)
}

/** Let go with the transaction: https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-getapplock-transact-sql */
async function isApplicationLockHeld(trx: Database, namespace: string): Promise<boolean> {
  const { rows } = await sql<{
    result: number
  }>`declare @result int; exec @result = sp_getapplock @Resource = ${`relvar:${namespace}`}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = ${ASK_SECONDS * 1_000}; select @result as result`.execute(
    trx,
  )
  return (rows[0]?.result ?? -1) >= 0
}

/** DDL commits by itself there; a named lock lasts until it is let go. */
async function withNamedLock<T>(
  connection: Database,
  namespace: string,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const name = `relvar:${namespace}`.slice(0, 64)
  await untilHeld(async () => {
    const { rows } = await sql<{
      held: number | string | null
    }>`select get_lock(${name}, ${ASK_SECONDS}) as held`.execute(connection)
    return Number(rows[0]?.held) === 1
  })
  try {
    return await work(connection)
  } finally {
    await sql`select release_lock(${name})`.execute(connection)
  }
}
