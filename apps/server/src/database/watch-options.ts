import type { WatchOptions } from '@relvar/schema-introspect'
import type { System } from '@relvar/system'
import type { Logger } from 'pino'
import type { Config } from '../config/config.js'
import { reasonOf } from './away.js'

/** A database that is away is looked at in vain every few seconds; it is told once a minute. */
const quietTime = 60_000

/** How the user's tables are watched. Ours are none of them, whatever schemas are to be served. */
export function watchOptions(
  config: Config,
  { namespace, model, alone }: Pick<System, 'namespace' | 'model' | 'alone'>,
  logger: Logger,
): WatchOptions {
  let lastTold = -Infinity
  // A SQLite file of our own calls its schema as that of the user's is called.
  const isElsewhere = alone && model.dialect === 'sqlite'
  const ours = isElsewhere ? [] : [`${namespace}.*`]
  return {
    exclude: [...config.DB_EXCLUDE_TABLES, ...ours, ...Object.keys(model.tables)],
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
