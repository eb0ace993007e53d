import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { Settings } from '../config/variables.js'
import { isAllowedOrigin } from './trusted-origin.js'

/** Cross-origin access for browsers as the `CORS_*` settings say. */
export function allowOrigins(settings: Settings): MiddlewareHandler {
  return cors({
    origin: (origin) => (isAllowedOrigin(settings.CORS_ORIGIN, origin) ? origin : null),
    allowMethods: [...settings.CORS_METHODS],
    allowHeaders: [...settings.CORS_ALLOWED_HEADERS],
    exposeHeaders: [...settings.CORS_EXPOSED_HEADERS],
    credentials: settings.CORS_CREDENTIALS,
    maxAge: settings.CORS_MAX_AGE,
  })
}
