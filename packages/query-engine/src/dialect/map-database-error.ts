import type { DialectName, Table } from '@relvar/schema-introspect/model'
import type { EngineError } from '../errors.js'
import { dialectFor } from './dialects.js'

/**
 * What a driver threw when something was written, as one of our errors; null where it is none that a
 * caller can do something about. For statements that do not go through the engine: DDL.
 *
 * @param table the table that was written, to name the field that a message speaks of
 */
export function mapDatabaseError(
  dialect: DialectName,
  error: unknown,
  table: Table | null,
): EngineError | null {
  return dialectFor(dialect).mapError(error, { kind: 'write', table, rows: [] })
}

/** Whether a driver threw since its connection broke, so that nobody knows what became of the statement. */
export function isConnectionLost(dialect: DialectName, error: unknown): boolean {
  return dialectFor(dialect).isConnectionLost(error)
}
