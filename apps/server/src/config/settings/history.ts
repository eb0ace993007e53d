import { duration, flag } from '../value-types.js'
import { day, type Variables } from './variable.js'

/** How long what happened is remembered. */
export interface HistorySettings {
  readonly RETENTION_ENABLED: boolean
  readonly ACTIVITY_RETENTION: number
  readonly REVISIONS_RETENTION: number
}

export const historyVariables: Variables<HistorySettings> = {
  RETENTION_ENABLED: {
    type: flag,
    default: 'false',
    about: 'Forgets old history, once a day.',
  },
  ACTIVITY_RETENTION: {
    type: duration(60_000, 36_500 * day),
    default: '90d',
    about: 'With `RETENTION_ENABLED`: how long it is kept who did what.',
  },
  REVISIONS_RETENTION: {
    type: duration(60_000, 36_500 * day),
    default: '90d',
    about: 'With `RETENTION_ENABLED`: how long it is kept what items were like.',
  },
}
