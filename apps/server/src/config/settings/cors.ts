import { flag, integer, list, origins } from '../value-types.js'
import type { Origins } from '../value-types.js'
import type { Variables } from './variable.js'

/** Pages of other origins that may ask. */
export interface CorsSettings {
  readonly CORS_ENABLED: boolean
  readonly CORS_ORIGIN: Origins
  readonly CORS_METHODS: readonly string[]
  readonly CORS_ALLOWED_HEADERS: readonly string[]
  readonly CORS_EXPOSED_HEADERS: readonly string[]
  readonly CORS_CREDENTIALS: boolean
  readonly CORS_MAX_AGE: number
}

export const corsVariables: Variables<CorsSettings> = {
  CORS_ENABLED: {
    type: flag,
    default: 'false',
    about: 'Lets pages of other origins use the API from a browser.',
  },
  CORS_ORIGIN: {
    type: origins,
    default: 'false',
    about:
      'Which origins: a list, `regex:` and a pattern, `true` for the one that asks, `*` for all, `false` for none.',
  },
  CORS_METHODS: {
    type: list,
    default: 'GET,POST,PATCH,DELETE',
    about: 'The methods allowed to other origins.',
  },
  CORS_ALLOWED_HEADERS: {
    type: list,
    default: 'Content-Type,Authorization',
    about: 'The request headers allowed to other origins.',
  },
  CORS_EXPOSED_HEADERS: {
    type: list,
    default: 'Content-Range',
    about: 'The response headers that other origins may read.',
  },
  CORS_CREDENTIALS: {
    type: flag,
    default: 'true',
    about: 'Lets browsers send cookies along.',
  },
  CORS_MAX_AGE: {
    type: integer(0, 31_536_000),
    default: '18000',
    about: 'Seconds for which a browser keeps the answer to a preflight request.',
  },
}
