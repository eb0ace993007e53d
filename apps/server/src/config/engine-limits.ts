import type { Limits } from '@relvar/query-engine'
import type { Config } from './config.js'

/** What one query or write may ask of the engine, under the names that the settings have there. */
export function engineLimits(config: Config): Limits {
  return {
    defaultLimit: config.QUERY_LIMIT_DEFAULT,
    maxLimit: config.QUERY_LIMIT_MAX,
    maxDepth: config.MAX_RELATIONAL_DEPTH,
    maxJsonDepth: config.MAX_JSON_QUERY_DEPTH,
    maxRelations: config.MAX_RELATIONS,
    maxConditions: config.MAX_CONDITIONS,
    maxValues: config.MAX_VALUES,
    maxBatch: config.MAX_BATCH_MUTATION,
    countTimeout: config.COUNT_TIMEOUT,
  }
}
