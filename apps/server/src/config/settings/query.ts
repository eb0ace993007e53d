import { choice, duration, integer, limit, size } from '../value-types.js'
import { day, type Variables } from './variable.js'

/** What one request may ask for. */
export interface QuerySettings {
  readonly QUERY_LIMIT_DEFAULT: number
  readonly QUERY_LIMIT_MAX: number | null
  readonly MAX_RELATIONAL_DEPTH: number
  readonly MAX_JSON_QUERY_DEPTH: number
  readonly MAX_RELATIONS: number
  readonly MAX_CONDITIONS: number
  readonly MAX_VALUES: number
  readonly MAX_BATCH_MUTATION: number | null
  readonly COUNT_TIMEOUT: number
  readonly MAX_ANSWER_SIZE: number
  readonly MAX_PAYLOAD_SIZE: number
  readonly QUERYSTRING_MAX_PARSE_DEPTH: number
  readonly QUERYSTRING_ARRAY_LIMIT: number
  readonly PAYLOAD_UNKNOWN_FIELDS: 'error' | 'ignore'
}

export const queryVariables: Variables<QuerySettings> = {
  QUERY_LIMIT_DEFAULT: {
    type: integer(0, 1_000_000_000),
    default: '100',
    about: 'Rows of a read that names no `limit`, nested ones per parent.',
  },
  QUERY_LIMIT_MAX: {
    type: limit,
    default: 'Infinity',
    about: 'The largest `limit` a query may name.',
  },
  MAX_RELATIONAL_DEPTH: {
    type: integer(1, 100),
    default: '10',
    about: 'Relationships in one path of `fields`, `filter`, `sort` or `deep`.',
  },
  MAX_JSON_QUERY_DEPTH: {
    type: integer(1, 100),
    default: '10',
    about: 'Keys in one path into a JSON value.',
  },
  MAX_RELATIONS: {
    type: integer(1, 100_000),
    default: '250',
    about: 'Tables that one query may touch, each use counted.',
  },
  MAX_CONDITIONS: {
    type: integer(1, 1_000_000),
    default: '1000',
    about:
      'Conditions of all filters of one query together; a rule or a bookmark with more is refused when it is written.',
  },
  MAX_VALUES: {
    type: integer(1, 10_000_000),
    default: '10000',
    about: 'Values of all filters of one query together.',
  },
  MAX_BATCH_MUTATION: {
    type: limit,
    default: 'Infinity',
    about: 'Rows that one request may create, change or delete.',
  },
  COUNT_TIMEOUT: {
    type: duration(10, day),
    default: '5s',
    about:
      'How long a read may take with `meta` counts, before it is done without: the rows come, the counts are null.',
  },
  MAX_ANSWER_SIZE: {
    type: size(65_536, 2_147_483_647),
    default: '64mb',
    about:
      'The most that the database may answer to one statement where the answer is held as a whole; a larger one is refused. What is streamed has no limit: exports, and items with a `limit` of -1 or above 1,000, unless with `meta=cursors` or `before`. SQL Server and Oracle count the characters and bytes of the values, the others what comes over the connection.',
  },
  MAX_PAYLOAD_SIZE: {
    type: size(1, 2_147_483_647),
    default: '1mb',
    about: 'The largest body of a request.',
  },
  QUERYSTRING_MAX_PARSE_DEPTH: {
    type: integer(1, 100),
    default: '10',
    about: 'Brackets after one parameter of a query string.',
  },
  QUERYSTRING_ARRAY_LIMIT: {
    type: integer(1, 100_000),
    default: '500',
    about: 'Elements of one array in a query string.',
  },
  PAYLOAD_UNKNOWN_FIELDS: {
    type: choice('error', 'ignore'),
    default: 'error',
    about:
      'What happens to a key of a written item that names no field: 400 `INVALID_PAYLOAD`, or it is dropped in silence.',
  },
}
