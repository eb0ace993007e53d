import {
  InvalidDatabaseUrlError,
  MissingDriverError,
  MissingFileError,
  UnsupportedDialectError,
} from '@relvar/schema-introspect'
import { NewerSystemTablesError, SystemNamespaceError, SystemNameTakenError } from '@relvar/system'
import { ConfigError } from '../config/config-error.js'
import { reasonOf } from '../database/away.js'
import { OWN_FILE } from '../database/system-file.js'

/** Turns what a person can cure about a database into a {@link ConfigError}; a bug stays what it is. */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof ConfigError || isOfOurTables(error) || !isFailure(error)) return error
  const problem = `does not work. ${reasonOf(error)}`
  return new ConfigError([{ name: 'DATABASE_URL', problem, cure: cureOf(error) }], { cause: error })
}

/** These say themselves what would help. */
function isOfOurTables(error: unknown): boolean {
  return (
    error instanceof SystemNamespaceError ||
    error instanceof NewerSystemTablesError ||
    error instanceof SystemNameTakenError
  )
}

function cureOf(error: Error): string {
  if (error instanceof MissingDriverError) return `Run: npm install ${error.package}`
  if (error instanceof MissingFileError)
    return 'Correct the path: it is taken from the folder in which the server was started.'
  if (error instanceof UnsupportedDialectError) return 'Use a database that is supported.'
  if (error instanceof InvalidDatabaseUrlError) {
    return 'Write it as postgres://user:password@host/database or sqlite:path/to/file.'
  }
  if (error.message.includes(OWN_FILE))
    return 'Let the server write to the folder of the file, or name another database for its own tables with METADATA_URL, e.g. sqlite:relvar.db.'
  return 'Check the host, the account, the password and the name of the database.'
}

/** What a mistake in code looks like; systems, servers and drivers throw other errors. */
const mistakes = [TypeError, RangeError, ReferenceError, SyntaxError]

/** Whether an error tells of the world outside, so that its message is all a person needs. */
export function isFailure(error: unknown): error is Error {
  return error instanceof Error && !mistakes.some((mistake) => error instanceof mistake)
}
