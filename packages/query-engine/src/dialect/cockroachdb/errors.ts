import type { EngineError } from '../../errors.js'
import type { ErrorContext } from '../dialect.js'
import {
  isConnectionLost,
  isRetryable as isRetryableOnPostgres,
  mapError as mapPostgresError,
} from '../postgres/errors.js'

export { isConnectionLost }

function codeOf(error: unknown): string {
  return error instanceof Error ? String((error as { code?: unknown }).code ?? '') : ''
}

/**
 * `Key (sku)=('B-001') already exists.`: texts are in quotes here, which PostgreSQL does not set.
 *
 * @see https://www.cockroachlabs.com/docs/stable/common-errors
 */
export function mapError(error: unknown, context: ErrorContext): EngineError | null {
  const { detail } = (error ?? {}) as { detail?: string }
  const mapped = mapPostgresError(
    error instanceof Error && typeof detail === 'string'
      ? Object.assign(Object.create(error) as Error, {
          detail: detail.replace(/^(Key \(.*?\)=\()'(.*)'(\) )/s, '$1$2$3'),
        })
      : error,
    context,
  )
  if (mapped !== null && mapped.cause !== undefined) mapped.cause = error
  return mapped
}

/** 0A000 is what is not implemented, never a plan that became stale. */
export function isStaleSchema(error: unknown): boolean {
  return ['42P01', '42703', '3F000'].includes(codeOf(error))
}

/**
 * Transactions are serialisable: 40001 comes in the ordinary course of things, and the whole
 * transaction is run again.
 *
 * @see https://www.cockroachlabs.com/docs/stable/transaction-retry-error-reference
 */
export function isRetryable(error: unknown): boolean {
  return isRetryableOnPostgres(error)
}
