import { parseArgs } from 'node:util'
import { ConfigError } from '../config/config-error.js'
import { reasonOf } from '../database/away.js'
import { version } from '../version.js'
import { isFailure } from './database-errors.js'
import { introspectCommand } from './introspect.js'
import { startCommand } from './start.js'
import { uninstallCommand } from './uninstall.js'
import { UsageError } from './usage-error.js'

const help = `relvar ${version}: serves any SQL database over REST.

Usage
  relvar start                       Serve the database of DATABASE_URL; without one, a sample shop.
  relvar introspect URL [options]    Print what is in a database, as JSON.
  relvar uninstall [--yes]           Remove Relvar's own tables, and nothing else.
  relvar --version                   Print the version.
  relvar --help                      Print this.

Options of introspect
  --schemas a,b                      Only these schemas.

Settings come from the environment and from a file .env in the working directory, e.g.
  DATABASE_URL=postgres://user:password@localhost/shop PORT=3000 relvar start

URLs
  postgres://user:password@host/database
  mysql://user:password@host/database        mariadb://...
  sqlite:path/to/file.db
`

/**
 * Runs a command line and answers the exit code: 0 done, 1 it could not be done, 2 it was not
 * understood. What a person got wrong is told without a stack; a bug keeps its own.
 *
 * @example
 * process.exitCode = await runCli(process.argv.slice(2))
 */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    await dispatch(args)
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`relvar: ${error.message}\nTry: relvar --help\n`)
      return 2
    }
    process.stderr.write(`relvar: ${report(error)}\n`)
    return 1
  }
}

function report(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (isFailure(error)) return reasonOf(error)
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function dispatch(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args)
  const [command, ...rest] = positionals
  if (values.version) return print(`${version}\n`)
  if (values.help || command === undefined) return print(help)
  switch (command) {
    case 'start':
      if (rest.length > 0)
        throw new UsageError('start takes no arguments; settings come from the environment.')
      return startCommand()
    case 'uninstall':
      if (rest.length > 0) throw new UsageError('uninstall takes no arguments but --yes.')
      return uninstallCommand(values.yes === true)
    case 'introspect':
      return introspectCommand(rest, values.schemas)
    default:
      throw new UsageError(`there is no command "${command}".`)
  }
}

interface Arguments {
  readonly values: {
    readonly help?: boolean
    readonly version?: boolean
    readonly schemas?: string
    readonly yes?: boolean
  }
  readonly positionals: readonly string[]
}

function readArguments(args: readonly string[]): Arguments {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
        schemas: { type: 'string' },
        yes: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function print(text: string): void {
  process.stdout.write(text)
}
