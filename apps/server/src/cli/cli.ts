import { parseArgs } from 'node:util'
import { ConfigError } from '../config/config-error.js'
import { reasonOf } from '../database/away.js'
import { version } from '../version.js'
import { isFailure } from './database-errors.js'
import { findCommand, type OptionValues } from './commands.js'
import { UsageError } from './usage-error.js'

const help = `relvar ${version}: serves any SQL database over REST and GraphQL, with a Studio.

Usage
  relvar start                       Serve the database of DATABASE_URL; without one, a sample shop.
  relvar introspect URL [options]    Print what is in a database, as JSON.
  relvar users create [options]      Make a user: an administrator, unless a role is named.
  relvar users passwd [options]      Give a user another password.
  relvar roles create [options]      Make a role.
  relvar permissions test FILE       Say which statements about rights are not true.
  relvar schema snapshot [FILE]      Write the schema, and what is said about it, to a file.
  relvar schema diff FILE            Say what is different from such a file; exit code 1 if anything is.
  relvar schema plan FILE            Print the SQL that would make the schema like it.
  relvar schema apply FILE [--yes]   Make the schema like it; --yes where values go.
  relvar schema forget NAME [--yes]  Remove all that is known of a collection, and leave its table.
  relvar uninstall [--yes]           Remove Relvar's own tables, and nothing else.
  relvar --version                   Print the version.
  relvar --help                      Print this.

Options of introspect
  --schemas a,b                      Only these schemas.

Options of users
  --email ada@example.com            Who it is.
  --password ...                     Left out, it is read from the standard input.
  --role Editors                     Of a new user: the name or the id of a role.

Options of roles create
  --name Editors
  --parent Staff                     The role above it, by name or id.

Options of schema
  --format json|yaml                 Of a snapshot; by the name of the file unless told.
  --include a,b  --exclude a,b       Of a snapshot: only these collections, or all but these.
  --unmanaged                        Of a snapshot: tables that nobody has said anything about as well.
  --merge                            What is not in the file stays.

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
    return await dispatch(args)
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

async function dispatch(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args)
  const { help: isHelp, version: isVersion, ...options } = values
  if (isVersion === true) return print(`${version}\n`)
  if (isHelp === true || positionals.length === 0) return print(help)
  const { command, args: rest } = findCommand(positionals, options)
  return (await command.run(rest, options)) ?? 0
}

interface Arguments {
  readonly values: OptionValues & { readonly help?: boolean; readonly version?: boolean }
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
        email: { type: 'string' },
        password: { type: 'string' },
        role: { type: 'string' },
        name: { type: 'string' },
        parent: { type: 'string' },
        format: { type: 'string' },
        include: { type: 'string' },
        exclude: { type: 'string' },
        unmanaged: { type: 'boolean' },
        merge: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}
