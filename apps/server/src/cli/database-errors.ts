import {
  InvalidDatabaseUrlError,
  MissingDriverError,
  UnsupportedDialectError,
} from '@relvar/schema-introspect'
import { ConfigError } from '../config/config-error.js'

/** Turns what a person can cure about a database into a {@link ConfigError}; other errors stay what they are. */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof InvalidDatabaseUrlError)
    return problem(
      error,
      'Write it as postgres://user:password@host/database or sqlite:path/to/file.',
    )
  if (error instanceof MissingDriverError)
    return problem(error, `Run: npm install ${error.package}`)
  if (error instanceof UnsupportedDialectError) return problem(error, 'Use another database.')
  return error
}

function problem(error: Error, cure: string): ConfigError {
  return new ConfigError(
    [{ name: 'DATABASE_URL', problem: `cannot be used: ${error.message}`, cure }],
    { cause: error },
  )
}
