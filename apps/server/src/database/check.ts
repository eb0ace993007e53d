import { setTimeout as sleep } from 'node:timers/promises'
import type { HealthCheck } from '@relvar/rest'
import type { Database } from '@relvar/schema-introspect'
import { sql } from 'kysely'

/** A database that takes longer than this counts as away. */
const patience = 5000

/** Asks the database for next to nothing and measures how long the answer takes. */
export async function checkResponseTime(db: Database, threshold: number): Promise<HealthCheck> {
  const start = performance.now()
  const failure = await Promise.race([
    ask(db),
    sleep(patience, 'It does not answer.', { ref: false }),
  ])
  const time = Math.round((performance.now() - start) * 1000) / 1000
  return {
    status: failure !== null ? 'error' : time > threshold ? 'warn' : 'ok',
    componentType: 'datastore',
    observedValue: time,
    observedUnit: 'ms',
    threshold,
    ...(failure !== null && { output: failure }),
  }
}

/** What went wrong, without the driver's words: they may tell more than a health report should. */
async function ask(db: Database): Promise<string | null> {
  try {
    await sql`select 1`.execute(db)
    return null
  } catch {
    return 'It cannot be reached.'
  }
}
