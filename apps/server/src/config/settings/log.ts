import { choice } from '../value-types.js'
import type { Variables } from './variable.js'

/** What is told while the server runs. */
export interface LogSettings {
  readonly LOG_LEVEL: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  readonly LOG_STYLE: 'pretty' | 'raw' | null
}

export const logVariables: Variables<LogSettings> = {
  LOG_LEVEL: {
    type: choice('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'info',
    about: 'What is logged; each request is one line at `info`.',
  },
  LOG_STYLE: {
    type: choice('pretty', 'raw'),
    default: null,
    about:
      'Lines for people, or one JSON object per line. Pretty on a terminal, else raw, where it is left out.',
  },
}
