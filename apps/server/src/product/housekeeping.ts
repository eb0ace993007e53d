import { forgetHistory } from '@relvar/history'
import { forgetExpired } from '@relvar/auth'
import type { Handlers, Queue } from '@relvar/queue'
import type { Config } from '../config/config.js'
import type { Door } from './door.js'

const KIND = 'housekeeping'
const HOUR = 3_600_000

/** What is done once a day, by one of all servers: old history and expired sessions are forgotten. */
export function housekeepingHandlers(config: Config, door: Door): Handlers {
  return {
    [KIND]: async ({ signal }) => {
      const session = door.system()
      await forgetExpired(session, door, new Date(), { signal })
      if (!config.RETENTION_ENABLED) return
      const retention = {
        activityBefore: ago(config.ACTIVITY_RETENTION),
        revisionsBefore: ago(config.REVISIONS_RETENTION),
      }
      await forgetHistory(session, door, retention, { signal })
    },
  }
}

/**
 * Sees to it that the job of each day is there; of several servers that do, one job comes. Answers
 * what ends it.
 */
export function keepHouse(
  queue: Pick<Queue, 'enqueue'>,
  onError: (error: unknown) => void,
): () => void {
  const enqueue = (): void => {
    const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)
    queue.enqueue({ kind: KIND, payload: null, key: `${KIND}:${day}` }).catch(onError)
  }
  enqueue()
  const timer = setInterval(enqueue, HOUR).unref()
  return () => clearInterval(timer)
}

function ago(milliseconds: number): Date {
  return new Date(Date.now() - milliseconds)
}
