import type { Actor } from '@relvar/query-engine'
import { EngineError, ForbiddenError } from '@relvar/query-engine'
import type { Context } from 'hono'
import type { RestSettings } from '../options.js'
import { commonHeaders } from '../respond/headers.js'
import { withRequestId } from '../respond/respond.js'
import { isSignedIn } from './info.js'

export type HealthStatus = 'ok' | 'warn' | 'error'

/** The state of a server and of what it depends on. */
export interface HealthReport {
  readonly status: HealthStatus
  /** The server's version. */
  readonly releaseId?: string
  /** The server's public address. */
  readonly serviceId?: string
  /** By name, e.g. `postgres:responseTime`. */
  readonly checks: Readonly<Record<string, readonly HealthCheck[]>>
}

export interface HealthCheck {
  readonly status: HealthStatus
  /** `datastore`, `objectstore`, `email` ... */
  readonly componentType: string
  readonly observedValue?: number
  readonly observedUnit?: string
  readonly threshold?: number
  /** Which version of it this is, where it tells. */
  readonly version?: string
  /** What is wrong, in words. */
  readonly output?: string
}

/** `GET /server/health`: nothing for strangers, the status for users, all of it for administrators. */
export async function readHealth(
  context: Context,
  settings: RestSettings,
  check: () => Promise<HealthReport>,
): Promise<Response> {
  const actor = await actorOf(context, settings)
  const report = actor === null ? { status: 'error' as const } : await describeHealth(actor, check)
  const headers = withRequestId(context, {
    ...commonHeaders,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/health+json; charset=utf-8',
  })
  return context.body(JSON.stringify(report), report.status === 'error' ? 503 : 200, headers)
}

/**
 * What somebody is told of the state of the server.
 *
 * @throws ForbiddenError for strangers
 */
export async function describeHealth(
  actor: Actor,
  check: () => Promise<HealthReport>,
): Promise<HealthReport | Pick<HealthReport, 'status'>> {
  if (!isSignedIn(actor)) throw new ForbiddenError()
  const report = await check()
  return actor.admin === true ? report : { status: report.status }
}

/** null while the database that knows the actors does not answer: that is an answer too. */
async function actorOf(context: Context, settings: RestSettings): Promise<Actor | null> {
  try {
    return (await settings.session(context)).actor
  } catch (error) {
    if (error instanceof EngineError && error.code === 'SERVICE_UNAVAILABLE') return null
    throw error
  }
}
