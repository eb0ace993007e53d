import { setTimeout as sleep } from 'node:timers/promises'
import {
  allowAll,
  createEngine,
  DatabaseUnavailableError,
  type Actor,
  type Engine,
  type Session,
} from '@relvar/query-engine'
import type { HealthCheck } from '@relvar/rest'
import {
  connect,
  dialectOf,
  watchSchema,
  type Database,
  type SchemaWatch,
  type WatchOptions,
} from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { Logger } from 'pino'
import type { Config } from '../config/config.js'
import { engineLimits } from '../config/engine-limits.js'
import { isAway, reasonOf } from './away.js'
import { checkResponseTime } from './check.js'

/** The database that the server serves, through all that may happen to it. */
export interface ServedDatabase {
  /** What it is called in health reports: `postgres`, `sqlite` ... */
  readonly name: string
  /** Settles when the database has been reached for the first time, or fails where trying again is no use. */
  readonly reached: Promise<SchemaModel>
  /** The door to its data. Throws `DatabaseUnavailableError` until it has been reached. */
  session(): Session
  /** Looks at once whether tables have changed. */
  refresh(): Promise<void>
  /** Whether it answers, and how fast. */
  check(): Promise<HealthCheck>
  close(): Promise<void>
}

/**
 * Whoever reaches this server. It listens on loopback only, so that is who runs the machine; with
 * access rights an actor comes from the request instead.
 */
const operator: Actor = Object.freeze({ id: null, admin: true, app: true })

/**
 * Connects to a database and keeps trying where it is away: `session` answers with an error until it
 * is there, and from then on with data. A database that goes away later is the engine's matter, which
 * makes new connections by itself.
 */
export async function serveDatabase(
  url: string,
  config: Config,
  logger: Logger,
): Promise<ServedDatabase> {
  const db = await connect(url, {
    statementTimeout: config.DB_STATEMENT_TIMEOUT,
    maxConnections: config.DB_POOL__MAX,
    maxAnswerSize: config.MAX_ANSWER_SIZE,
    acquireTimeout: config.DB_POOL__ACQUIRE_TIMEOUT_MILLIS,
  })
  const closing = new AbortController()
  let serving: { readonly schema: SchemaWatch; readonly engine: Engine } | null = null

  async function reach(): Promise<SchemaModel> {
    for (let pause = 1000; ; pause = Math.min(pause * 2, 15_000)) {
      try {
        const schema = await watchSchema(db, watchOptions(config, logger))
        serving = { schema, engine: openEngine(db, schema, config) }
        return schema.current()
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

  function serve(): NonNullable<typeof serving> {
    if (serving === null)
      throw new DatabaseUnavailableError('It has not answered since this server started.')
    return serving
  }

  const reached = reach()
  // Whoever awaits it is told; without this a failure before that would end the process.
  reached.catch(() => {})
  return {
    name: dialectOf(db) ?? 'database',
    reached,
    session: () => serve().engine.as(operator),
    async refresh() {
      try {
        await serve().schema.refresh()
      } catch (error) {
        throw isAway(error)
          ? new DatabaseUnavailableError('It cannot be reached.', { cause: error })
          : error
      }
    },
    check: () => checkResponseTime(db, config.DB_HEALTHCHECK_THRESHOLD),
    async close() {
      closing.abort()
      await Promise.race([letGo(), sleep(patience, undefined, { ref: false })])
    },
  }

  /** A look that is under way is waited for: it would make connections anew. */
  async function letGo(): Promise<void> {
    await reached.catch(() => {})
    await serving?.schema.close()
    await db.destroy()
  }
}

/** How long a database that does not answer may hold up the end of the server. */
const patience = 1000

/** A database that is away is looked at in vain every few seconds; it is told once a minute. */
const quietTime = 60_000

function watchOptions(config: Config, logger: Logger): WatchOptions {
  let lastTold = -Infinity
  return {
    exclude: config.DB_EXCLUDE_TABLES,
    interval: config.DB_SCHEMA_INTERVAL,
    ...(config.DB_SCHEMAS !== null && { schemas: config.DB_SCHEMAS }),
    onError(error) {
      if (performance.now() - lastTold < quietTime) return
      lastTold = performance.now()
      logger.warn(
        { reason: reasonOf(error) },
        'The database could not be asked whether its tables have changed.',
      )
    },
  }
}

function openEngine(db: Database, schema: SchemaWatch, config: Config): Engine {
  return createEngine({
    db,
    schema,
    policy: allowAll,
    unknownFields: config.PAYLOAD_UNKNOWN_FIELDS === 'ignore' ? 'ignore' : 'refuse',
    limits: engineLimits(config),
  })
}
