import type { ClaimedJob, WorkersOptions } from '@relvar/queue'
import type { Logger } from 'pino'
import { isAway, reasonOf } from '../database/away.js'

/** Says of jobs what went wrong; of a database that is away once when it goes, and once when it is back. */
export function reportJobs(logger: Logger): Required<Pick<WorkersOptions, 'onError' | 'onAnswer'>> {
  let away = false
  return {
    onError(error: unknown, job: ClaimedJob | null): void {
      if (!isAway(error)) {
        const about = job === null ? {} : { job: job.id, kind: job.kind }
        logger.warn({ err: error, ...about }, 'A job failed.')
      } else if (!away) {
        away = true
        logger.warn({ reason: reasonOf(error) }, 'Jobs wait: the database does not answer.')
      }
    },
    onAnswer(): void {
      if (away) logger.warn('Jobs go on: the database answers again.')
      away = false
    },
  }
}
