import { decimal, duration, flag, integer, limit, size } from '../value-types.js'
import { day, type Variables } from './variable.js'

/** What keeps the server standing. */
export interface ProtectionSettings {
  readonly MAX_HEADER_SIZE: number
  readonly REQUEST_TIMEOUT: number
  readonly MAX_CONCURRENT_REQUESTS: number | null
  readonly RATE_LIMITER_ENABLED: boolean
  readonly RATE_LIMITER_POINTS: number
  readonly RATE_LIMITER_DURATION: number
  readonly RATE_LIMITER_GLOBAL_ENABLED: boolean
  readonly RATE_LIMITER_GLOBAL_POINTS: number
  readonly RATE_LIMITER_GLOBAL_DURATION: number
  readonly RATE_LIMITER_REGISTRATION_ENABLED: boolean
  readonly RATE_LIMITER_REGISTRATION_POINTS: number
  readonly RATE_LIMITER_REGISTRATION_DURATION: number
  readonly PRESSURE_LIMITER_ENABLED: boolean
  readonly PRESSURE_LIMITER_MAX_EVENT_LOOP_UTILIZATION: number
  readonly PRESSURE_LIMITER_MAX_EVENT_LOOP_DELAY: number
}

export const protectionVariables: Variables<ProtectionSettings> = {
  MAX_HEADER_SIZE: {
    type: size(1024, 1_048_576),
    default: '32kb',
    about: 'The largest head of a request: its URL and headers. Use `SEARCH` for longer queries.',
  },
  REQUEST_TIMEOUT: {
    type: duration(100, day),
    default: '30s',
    about:
      'How long a client may take to send a request, its body included, and how long it may take nothing of its answer.',
  },
  MAX_CONCURRENT_REQUESTS: {
    type: limit,
    default: '1000',
    about: 'Requests at work at the same time; more are answered with 503 `SERVICE_UNAVAILABLE`.',
  },
  RATE_LIMITER_ENABLED: {
    type: flag,
    default: 'false',
    about:
      'Limits the requests of each client, by address (see `IP_TRUST_PROXY`; of IPv6 by network); more are answered with 429 `REQUESTS_EXCEEDED`. Each server counts its own. Checks of credentials are limited always.',
  },
  RATE_LIMITER_POINTS: {
    type: integer(1, 1_000_000_000),
    default: '50',
    about: 'How many requests of one client there may be.',
  },
  RATE_LIMITER_DURATION: {
    type: integer(1, 86_400),
    default: '1',
    about: 'In how many seconds.',
  },
  RATE_LIMITER_GLOBAL_ENABLED: {
    type: flag,
    default: 'false',
    about: 'The same for the requests of all clients together.',
  },
  RATE_LIMITER_GLOBAL_POINTS: {
    type: integer(1, 1_000_000_000),
    default: '1000',
    about: 'How many requests there may be.',
  },
  RATE_LIMITER_GLOBAL_DURATION: {
    type: integer(1, 86_400),
    default: '1',
    about: 'In how many seconds.',
  },
  RATE_LIMITER_REGISTRATION_ENABLED: {
    type: flag,
    default: 'true',
    about: 'The same for registrations from one address.',
  },
  RATE_LIMITER_REGISTRATION_POINTS: {
    type: integer(1, 1_000_000_000),
    default: '5',
    about: 'How many registrations there may be.',
  },
  RATE_LIMITER_REGISTRATION_DURATION: {
    type: integer(1, 86_400),
    default: '60',
    about: 'In how many seconds.',
  },
  PRESSURE_LIMITER_ENABLED: {
    type: flag,
    default: 'true',
    about:
      'Answers 503 `SERVICE_UNAVAILABLE` while the process is overloaded: busier than the next two values allow, both at once.',
  },
  PRESSURE_LIMITER_MAX_EVENT_LOOP_UTILIZATION: {
    type: decimal(0.01, 1),
    default: '0.99',
    about: 'The share of its time for which the process may be at work.',
  },
  PRESSURE_LIMITER_MAX_EVENT_LOOP_DELAY: {
    type: duration(1, day),
    default: '500',
    about: 'How late the process may get to its next task.',
  },
}
