import type { AttemptLimit } from '@relvar/auth'
import type { RateLimit } from '@relvar/rest'
import type { Config } from './config.js'

/** How many requests of one client there may be; null where they are not limited. */
export function clientLimit(config: Config): RateLimit | null {
  if (!config.RATE_LIMITER_ENABLED) return null
  return { points: config.RATE_LIMITER_POINTS, duration: config.RATE_LIMITER_DURATION }
}

/** How many requests of all clients together there may be; null where they are not limited. */
export function globalLimit(config: Config): RateLimit | null {
  if (!config.RATE_LIMITER_GLOBAL_ENABLED) return null
  const { RATE_LIMITER_GLOBAL_POINTS: points, RATE_LIMITER_GLOBAL_DURATION: duration } = config
  return { points, duration }
}

/** How many registrations there may be from one address. */
export function registrationLimit(config: Config): AttemptLimit {
  const points = config.RATE_LIMITER_REGISTRATION_ENABLED
    ? config.RATE_LIMITER_REGISTRATION_POINTS
    : Infinity
  return { points, duration: config.RATE_LIMITER_REGISTRATION_DURATION * 1000 }
}
