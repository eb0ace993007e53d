import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseUnavailableError } from '@relvar/query-engine'
import type { HealthCheck } from '@relvar/rest'
import { dialectOf } from '@relvar/schema-introspect'
import type { Logger } from 'pino'
import type { Config } from '../config/config.js'
import type { OpenProduct, Product } from '../product/product.js'
import { isAway, reasonOf } from './away.js'
import { checkResponseTime } from './check.js'
import { connectDatabases } from './databases.js'

/** The database that the server serves, through all that may happen to it. */
export interface ServedDatabase {
  /** What it is called in health reports: `postgres`, `sqlite` ... */
  readonly name: string
  /** Settles when the database has been reached for the first time, or fails where trying again is no use. */
  readonly reached: Promise<OpenProduct>
  /** Throws `DatabaseUnavailableError` until then. */
  requireReached(): void
  /** Looks at once whether tables have changed. */
  refresh(): Promise<void>
  /** Whether it answers, and how fast; after it that of our tables, where they have one of their own. */
  check(): Promise<readonly HealthCheck[]>
  close(): Promise<void>
}

/**
 * Connects to a database and keeps trying where it is away: `session` answers with an error until it
 * is there, and from then on with data. A database that goes away later is the engine's matter, which
 * makes new connections by itself.
 */
export async function serveDatabase(
  url: string,
  { open }: Pick<Product, 'open'>,
  config: Config,
  logger: Logger,
): Promise<ServedDatabase> {
  const databases = await connectDatabases(url, config)
  const closing = new AbortController()
  let serving: OpenProduct | null = null

  async function reach(): Promise<OpenProduct> {
    for (let pause = 1000; ; pause = Math.min(pause * 2, 15_000)) {
      try {
        serving = await open(databases)
        return serving
      } catch (error) {
        if (!isAway(error)) throw error
        logger.warn(
          { reason: reasonOf(error) },
          `The database is away. Trying again in ${pause / 1000} s.`,
        )
      }
      await sleep(pause, undefined, { signal: closing.signal })
    }
  }

  function serve(): OpenProduct {
    if (serving === null)
      throw new DatabaseUnavailableError('It has not answered since this server started.')
    return serving
  }

  const reached = reach()
  // Whoever awaits it is told; without this a failure before that would end the process.
  reached.catch(() => {})
  return {
    name: dialectOf(databases.user) ?? 'database',
    reached,
    requireReached: () => void serve(),
    async refresh() {
      try {
        await serve().refresh()
      } catch (error) {
        throw isAway(error)
          ? new DatabaseUnavailableError('It cannot be reached.', { cause: error })
          : error
      }
    },
    async check() {
      const { user, own, alone } = databases
      const threshold = config.DB_HEALTHCHECK_THRESHOLD
      const checks = (alone ? [user, own] : [user]).map((db) => checkResponseTime(db, threshold))
      return Promise.all(checks)
    },
    async close() {
      closing.abort()
      await Promise.race([letGo(), sleep(patience, undefined, { ref: false })])
    },
  }

  /** A look that is under way is waited for: it would make connections anew. */
  async function letGo(): Promise<void> {
    await reached.catch(() => {})
    await serving?.close()
    await databases.close()
  }
}

/** How long a database that does not answer may hold up the end of the server. */
const patience = 1000
