import type { EngineError } from '../../errors.js'
import { DatabaseUnavailableError, InvalidPayloadError, InvalidQueryError } from '../../errors.js'
import type { ErrorContext } from '../dialect.js'
import {
  isConnectionLost as isLostToMariadb,
  isRetryable as isRetryableOnMariadb,
  isStaleSchema,
  mapError as mapMariadbError,
} from '../mariadb/errors.js'

export { isStaleSchema }

function numberOf(error: unknown): number {
  return error instanceof Error ? ((error as { errno?: number }).errno ?? 0) : 0
}

/** The group chose another transaction, or this server is leaving it. */
const GROUP_CONFLICT = 3101
/** ER_WRONG_SRID_FOR_COLUMN: GeoJSON is WGS 84, and a column may be of one reference system alone. */
const OTHER_SYSTEM = 3643
/** ER_CLIENT_INTERACTION_TIMEOUT: the server said good-bye to a connection that idled. */
const IDLE = 4031

/**
 * MySQL's numbers are MariaDB's where both have the same error; what is only here is about JSON,
 * CHECKs and regular expressions.
 *
 * @see https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
 */
export function mapError(error: unknown, context: ErrorContext): EngineError | null {
  const cause = { cause: error }
  switch (numberOf(error)) {
    // Check constraint 'price_positive' is violated.
    case 3819: {
      const name = /^Check constraint '(.*)' is violated/.exec((error as Error).message)?.[1]
      return new InvalidPayloadError(
        `The values do not pass constraint "${name ?? 'unnamed'}".`,
        cause,
      )
    }
    // A list that max_allowed_packet cut ends within a value.
    case 3140:
    case 3141:
    case 3157:
      return context.kind === 'read'
        ? new InvalidQueryError(
            'A list is longer than the database can hand over, or its JSON too deep; ask for fewer rows with a limit.',
            cause,
          )
        : new InvalidPayloadError('A value is no JSON that the database takes.', cause)
    case 3037:
    case 3065:
    case 3616:
    case 3617:
      return context.kind === 'read'
        ? new InvalidQueryError('A value does not fit the field that it is compared with.', cause)
        : new InvalidPayloadError('A value does not fit its field.', cause)
    case OTHER_SYSTEM:
      return new InvalidPayloadError(
        'The field holds geometry of another reference system than WGS 84, which GeoJSON is in.',
        cause,
      )
    case GROUP_CONFLICT:
      return new DatabaseUnavailableError('Other writes are in the way; try again.', cause)
    case IDLE:
      return new DatabaseUnavailableError('The connection was lost or refused.', cause)
    default:
      return mapMariadbError(error, context)
  }
}

export function isRetryable(error: unknown): boolean {
  return numberOf(error) === GROUP_CONFLICT || isRetryableOnMariadb(error)
}

export function isConnectionLost(error: unknown): boolean {
  return numberOf(error) === IDLE || isLostToMariadb(error)
}
