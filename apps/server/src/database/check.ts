import { setTimeout as sleep } from 'node:timers/promises'
import type { HealthCheck } from '@relvar/rest'
import { type Database, readVersion } from '@relvar/schema-introspect'

/** A database that takes longer than this counts as away. */
const patience = 5000

interface Answer {
  readonly failure: string | null
  readonly version: string | null
}

/** Asks the database which version it is and measures how long the answer takes. */
export async function checkResponseTime(db: Database, threshold: number): Promise<HealthCheck> {
  const start = performance.now()
  const { failure, version } = await Promise.race([
    ask(db),
    sleep(patience, { failure: 'It does not answer.', version: null }, { ref: false }),
  ])
  const time = Math.round((performance.now() - start) * 1000) / 1000
  return {
    status: failure !== null ? 'error' : time > threshold ? 'warn' : 'ok',
    componentType: 'datastore',
    observedValue: time,
    observedUnit: 'ms',
    threshold,
    ...(version !== null && { version }),
    ...(failure !== null && { output: failure }),
  }
}

/** What went wrong, without the driver's words: they may tell more than a health report should. */
async function ask(db: Database): Promise<Answer> {
  try {
    return { failure: null, version: await readVersion(db) }
  } catch {
    return { failure: 'It cannot be reached.', version: null }
  }
}
