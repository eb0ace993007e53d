import { sql } from 'kysely'
import { fromNow, now } from './clock.js'
import type { Database } from './database.js'
import { type JobsAt, take, type Taking } from './take.js'

/** How long jobs are kept that nothing more is done for, in milliseconds. */
export interface Retention {
  /** A day unless told. Their keys are remembered as long. */
  readonly done?: number
  /** Thirty days unless told. */
  readonly dead?: number
}

const INTERVAL_MS = 1000
const CHUNK = 500

/**
 * Does what is due by itself: jobs become ready, leases run out, old jobs are forgotten. Whoever claims
 * does it on the way, but not more often than once in `interval` milliseconds.
 */
export function createSweeper(
  db: Database,
  at: JobsAt,
  retention: Required<Retention>,
  interval: number = INTERVAL_MS,
): () => Promise<void> {
  let last = -Infinity
  return async () => {
    if (performance.now() - last < interval) return
    last = performance.now()
    for (const taking of dueChanges(at, retention)) await takeAll(db, at, taking)
  }
}

async function takeAll(db: Database, at: JobsAt, taking: Taking): Promise<void> {
  const rows = await take(db, at, taking)
  if (rows.length === taking.limit) await takeAll(db, at, taking)
}

/** What becomes of the jobs that are due, by their state. */
function dueChanges({ dialect }: JobsAt, { dead }: Required<Retention>): readonly Taking[] {
  const due = sql`${sql.id('due_at')} <= ${now(dialect)}`
  const state = sql.id('state')
  const attempts = sql`${sql.id('attempts')} + 1`
  const lost = sql`${sql.id('claim')} = null, ${sql.id('reason')} = ${LOST}`
  const last = sql`${attempts} >= ${sql.id('max_attempts')}`
  return [
    {
      where: sql`${state} = ${'waiting'} and ${due}`,
      change: sql`${state} = ${'ready'}`,
    },
    {
      where: sql`${state} = ${'running'} and ${due} and ${last}`,
      change: sql`${state} = ${'dead'}, ${lost}, ${sql.id('attempts')} = ${attempts}, ${sql.id('due_at')} = ${fromNow(dialect, dead)}`,
    },
    {
      where: sql`${state} = ${'running'} and ${due} and not (${last})`,
      change: sql`${state} = ${'ready'}, ${lost}, ${sql.id('attempts')} = ${attempts}`,
    },
    { where: sql`${state} in (${'done'}, ${'dead'}) and ${due}`, change: 'delete' as const },
  ].map((taking) => ({ ...taking, limit: CHUNK }))
}

/** A job that ends every process that tries it ends dead, with this reason. */
const LOST = 'Whoever did it was not heard of until the lease ran out.'
