import { setTimeout as delay } from 'node:timers/promises'
import { setWhereKnown } from '@relvar/schema-introspect'
import type { DialectName } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { Database } from '../database.js'

const WAIT_SECONDS = 60
const ATTEMPTS = 10

/**
 * Runs work on one connection while no other server changes the same tables; in a transaction where
 * DDL has one, so that a failure leaves nothing.
 *
 * @throws Error where another server has held the lock for a minute
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
        await sql`select pg_advisory_xact_lock(hashtext(${`relvar:${namespace}`}))`.execute(trx)
        return work(trx)
      })
    case 'mssql':
      return db.transaction().execute(async (trx) => {
        await sql`declare @result int; exec @result = sp_getapplock @Resource = ${`relvar:${namespace}`}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = ${WAIT_SECONDS * 1000}; if @result < 0 throw 50000, 'Another server is changing the tables.', 1`.execute(
          trx,
        )
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

/** DDL commits by itself there; a named lock lasts until it is let go. */
async function withNamedLock<T>(
  connection: Database,
  namespace: string,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const name = `relvar:${namespace}`.slice(0, 64)
  const { rows } = await sql<{
    held: number | string | null
  }>`select get_lock(${name}, ${WAIT_SECONDS}) as held`.execute(connection)
  if (Number(rows[0]?.held) !== 1) throw new Error('Another server is changing the tables.')
  try {
    return await work(connection)
  } finally {
    await sql`select release_lock(${name})`.execute(connection)
  }
}
