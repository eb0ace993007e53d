import { UsageError } from './usage-error.js'

/** What stands behind `--` on a command line. */
export interface OptionValues {
  readonly schemas?: string
  readonly yes?: boolean
  readonly email?: string
  readonly password?: string
  readonly role?: string
  readonly name?: string
  readonly parent?: string
  readonly format?: string
  readonly include?: string
  readonly exclude?: string
  readonly unmanaged?: boolean
  readonly merge?: boolean
}

/** One thing that `relvar` does. */
export interface Command {
  /** The options it takes; all others are mistakes. */
  readonly options: readonly (keyof OptionValues)[]
  /** true: words may follow the name. */
  readonly takesArguments?: boolean
  /** Answers the exit code where that is not 0. */
  readonly run: (args: readonly string[], values: OptionValues) => Promise<number | void>
}

/** By name, which is one word or two. Each loads what it needs and no more, which is most of what it takes to run. */
const commands: Readonly<Record<string, Command>> = {
  start: { options: [], run: async () => (await import('./start.js')).startCommand() },
  introspect: {
    options: ['schemas'],
    takesArguments: true,
    run: async (args, { schemas }) =>
      (await import('./introspect.js')).introspectCommand(args, schemas),
  },
  uninstall: {
    options: ['yes'],
    run: async (_, { yes }) => (await import('./uninstall.js')).uninstallCommand(yes === true),
  },
  'users create': {
    options: ['email', 'password', 'role'],
    run: async (_, values) => (await import('./users.js')).createUserCommand(values),
  },
  'users passwd': {
    options: ['email', 'password'],
    run: async (_, values) => (await import('./users.js')).passwordCommand(values),
  },
  'roles create': {
    options: ['name', 'parent'],
    run: async (_, values) => (await import('./roles.js')).createRoleCommand(values),
  },
  'schema forget': {
    options: ['yes'],
    takesArguments: true,
    run: async (args, { yes }) => (await import('./forget.js')).forgetCommand(args, yes === true),
  },
  'schema snapshot': {
    options: ['format', 'include', 'exclude', 'unmanaged'],
    takesArguments: true,
    run: async (args, values) => (await import('./schema.js')).snapshotCommand(args, values),
  },
  'schema diff': {
    options: ['merge'],
    takesArguments: true,
    run: async (args, { merge }) => (await import('./schema.js')).diffCommand(args, merge === true),
  },
  'schema plan': {
    options: ['merge'],
    takesArguments: true,
    run: async (args, { merge }) => (await import('./schema.js')).planCommand(args, merge === true),
  },
  'schema apply': {
    options: ['merge', 'yes'],
    takesArguments: true,
    run: async (args, values) => (await import('./schema.js')).applyCommand(args, values),
  },
  'permissions test': {
    options: [],
    takesArguments: true,
    run: async (args) => (await import('./test-permissions.js')).testPermissionsCommand(args),
  },
}

/**
 * The command that a line begins with, and what follows it.
 *
 * @throws UsageError where there is no such command, or it does not take what it is given
 */
export function findCommand(
  words: readonly string[],
  values: OptionValues,
): { readonly command: Command; readonly args: readonly string[] } {
  const name = [2, 1]
    .map((length) => words.slice(0, length).join(' '))
    .find((each) => Object.hasOwn(commands, each))
  const command = name === undefined ? undefined : commands[name]
  if (name === undefined || command === undefined) throw unknownCommand(words)
  const args = words.slice(name.split(' ').length)
  if (args.length > 0 && command.takesArguments !== true)
    throw new UsageError(`${name} takes no arguments; settings come from the environment.`)
  const given = Object.keys(values) as readonly (keyof OptionValues)[]
  const unknown = given.find((each) => !command.options.includes(each))
  if (unknown !== undefined) throw new UsageError(`${name} takes no --${unknown}.`)
  return { command, args }
}

/** Where the first word has others that may follow it, they are told. */
function unknownCommand(words: readonly string[]): UsageError {
  const [group = '', second] = words
  const members = Object.keys(commands).filter((name) => name.startsWith(`${group} `))
  const given = words.slice(0, 2).join(' ')
  if (members.length === 0) return new UsageError(`there is no command "${given}".`)
  const list = members.map((name) => `  relvar ${name}`).join('\n')
  const what =
    second === undefined ? `${group} is followed by a word more` : `there is no command "${given}"`
  return new UsageError(`${what}. There are:\n${list}`)
}
