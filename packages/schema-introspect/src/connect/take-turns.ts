import type { DatabaseConnection, Dialect, Driver } from 'kysely'
import type { PromptLending } from './statement-runner.js'
import type { Turns } from './turns.js'

/**
 * A dialect whose callers take turns before they ask its pool, since the pools of most drivers let
 * them wait for ever.
 *
 * @param turns as many as the pool has connections
 */
export function takeTurns(dialect: Dialect, turns: Turns): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => inTurns(dialect.createDriver(), turns),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

function inTurns(
  driver: Driver & Partial<PromptLending<DatabaseConnection>>,
  turns: Turns,
): Driver {
  const acquire = driver.acquireConnection.bind(driver)
  const release = driver.releaseConnection.bind(driver)
  driver.acquireConnection = async (options) => {
    if (!turns.tryTake()) await turnOf(turns, options?.signal)
    try {
      return await acquire(options)
    } catch (error) {
      turns.give()
      throw error
    }
  }
  driver.releaseConnection = async (connection, options) => {
    try {
      await release(connection, options)
    } finally {
      turns.give()
    }
  }
  const takeNow = driver.takeNow?.bind(driver)
  const giveNow = driver.giveNow?.bind(driver)
  if (takeNow !== undefined && giveNow !== undefined)
    Object.assign(driver, promptlyInTurns({ takeNow, giveNow }, turns))
  return driver
}

function promptlyInTurns<C>(lending: PromptLending<C>, turns: Turns): PromptLending<C> {
  return {
    takeNow() {
      if (!turns.tryTake()) return undefined
      const connection = lending.takeNow()
      if (connection === undefined) turns.give()
      return connection
    },
    giveNow(connection) {
      try {
        lending.giveNow(connection)
      } finally {
        turns.give()
      }
    },
  }
}

/** Never settles once the signal fires: Kysely gives its reason to the caller, and would print another answer. */
async function turnOf(turns: Turns, signal: AbortSignal | undefined): Promise<void> {
  try {
    await turns.take(signal)
  } catch (error) {
    if (signal?.aborted !== true) throw error
    await new Promise(() => undefined)
  }
}
