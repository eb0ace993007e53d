import { resolve } from 'node:path'
import { ConfigError, type Problem } from './config-error.js'
import { databaseUrl } from './database-url.js'
import { readEnvironment, type Environment } from './environment.js'
import { isKnown, type Misspelt, misspeltAmong } from './misspelt.js'
import { smtpUrl } from './smtp-url.js'
import { ValueError } from './value-types.js'
import type { Variable } from './settings/variable.js'
import { variables, type Settings, type VariableName } from './variables.js'

/** Everything the server needs to know from outside, checked. */
export interface Config extends Settings {
  /** The database to serve; null stands for the sample shop. */
  readonly databaseUrl: string | null
  /** The server that takes mails; null where none is sent. */
  readonly smtpUrl: string | null
  /** Texts that must never be printed. */
  readonly secrets: readonly string[]
  /** Names that the configuration file sets and nobody reads. */
  readonly unknown: readonly string[]
  /** Those, and those of the environment, that are nearly the name of a setting. */
  readonly misspelt: readonly Misspelt[]
}

/**
 * Reads and checks the settings. Throws a {@link ConfigError} that names every problem at once.
 *
 * @example
 * readConfig({ PORT: '3000', DATABASE_URL: 'sqlite:shop.db' }).PORT   // 3000
 */
export function readConfig(
  values: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const environment = readEnvironment(values)
  const problems: Problem[] = []
  const settings = readSettings(environment, problems)
  checkAccess(settings, problems)
  checkPublicUrl(settings, problems)
  checkCookies(settings, problems)
  const url = databaseUrl(settings, problems)
  if (url !== null) checkDatabaseUrl(url, databaseVariable(settings), problems)
  checkMetadataUrl(url, settings, problems)
  const all = [...environment.problems, ...problems]
  if (all.length > 0) throw new ConfigError(all)
  return {
    ...settings,
    databaseUrl: url,
    smtpUrl: smtpUrl(settings),
    secrets: secretsOf(settings, url),
    unknown: environment.fileNames.filter((name) => !isKnown(name)),
    misspelt: misspeltAmong([...environment.fileNames, ...setNames(values)]),
  }
}

function readSettings(environment: Environment, problems: Problem[]): Settings {
  const names = Object.keys(variables) as VariableName[]
  return Object.fromEntries(
    names.map((name) => [name, readSetting(name, environment, problems)]),
  ) as unknown as Settings
}

function readSetting<TName extends VariableName>(
  name: TName,
  environment: Environment,
  problems: Problem[],
): Settings[TName] | null {
  const variable: Variable<Settings[TName]> = variables[name]
  const entry = environment.entry(name)
  try {
    if (entry !== null) return variable.type.parse(entry.text)
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    const shown = variable.secret ? '' : `"${entry?.text}" `
    const cure =
      variable.default === null
        ? 'Correct it, or leave it out.'
        : `Correct it, or leave it out for ${variable.default}.`
    problems.push({
      name: entry?.origin ?? name,
      problem: `${shown === '' ? '' : `= ${shown}`}${error.message}.`,
      cure,
    })
  }
  return variable.default === null ? null : variable.type.parse(variable.default)
}

/** What is checked of secrets is told without them. */
function checkAccess(settings: Settings, problems: Problem[]): void {
  const { SECRET, ADMIN_EMAIL, ADMIN_PASSWORD, ADMIN_TOKEN } = settings
  if (SECRET !== null && SECRET.length < 32)
    problems.push({
      name: 'SECRET',
      problem: 'is shorter than 32 characters, so that it could be guessed.',
      cure: 'Use a random text: openssl rand -base64 48',
    })
  if ((ADMIN_EMAIL === null) !== (ADMIN_PASSWORD === null))
    problems.push({
      name: ADMIN_EMAIL === null ? 'ADMIN_EMAIL' : 'ADMIN_PASSWORD',
      problem: 'is missing: the two make the first administrator together.',
      cure: 'Set both, or neither.',
    })
  if (ADMIN_TOKEN !== null && (ADMIN_TOKEN.length < 16 || ADMIN_TOKEN.length > 255))
    problems.push({
      name: 'ADMIN_TOKEN',
      problem: 'is not a text of 16 to 255 characters.',
      cure: 'Use a random text: openssl rand -base64 24',
    })
}

const SCHEMES =
  /^(?:postgres|postgresql|mysql|mariadb|sqlite|file|mssql|sqlserver|oracle|cockroachdb):/i

/** Of the URL only the scheme is shown: the rest may hold a password. */
function checkDatabaseUrl(url: string, name: string, problems: Problem[]): void {
  if (SCHEMES.test(url)) return
  problems.push({
    name,
    problem: 'is no URL of a database.',
    cure: 'Use a URL that begins with postgres://, mariadb://, mysql://, sqlite:, mssql://, oracle:// or cockroachdb://.',
  })
}

/** Our tables beside the user's are watched for as such, which those in another database are not. */
function checkMetadataUrl(url: string | null, settings: Settings, problems: Problem[]): void {
  const { METADATA_URL } = settings
  if (METADATA_URL === null) return
  checkDatabaseUrl(METADATA_URL, 'METADATA_URL', problems)
  if (/^(sqlite|file):.*:memory:/i.test(METADATA_URL))
    problems.push({
      name: 'METADATA_URL',
      problem: 'is a database in memory, which would end with the server.',
      cure: 'Name a file, e.g. sqlite:relvar.db.',
    })
  if (url === null || locationOf(METADATA_URL) !== locationOf(url)) return
  problems.push({
    name: 'METADATA_URL',
    problem: `is the database of ${databaseVariable(settings)} itself.`,
    cure: 'Name another database, or leave it out: then the tables lie beside yours.',
  })
}

/** What of a URL says which database it is, as far as it can be told without asking. */
function locationOf(url: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(url) ?? []
  if (/^(sqlite|file)$/i.test(scheme))
    return resolve(rest.replace(/\?mode=\w+$/, '').replace(/^\/\//, ''))
  return URL.canParse(url) ? new URL(url).host + new URL(url).pathname : url
}

function databaseVariable({ DATABASE_URL, DB_CONNECTION_STRING }: Settings): string {
  if (DATABASE_URL !== null) return 'DATABASE_URL'
  return DB_CONNECTION_STRING !== null ? 'DB_CONNECTION_STRING' : 'DB_CLIENT'
}

function checkPublicUrl({ PUBLIC_URL }: Settings, problems: Problem[]): void {
  if (PUBLIC_URL === null || PUBLIC_URL === '/') return
  if (URL.canParse(PUBLIC_URL) && /^https?:$/.test(new URL(PUBLIC_URL).protocol)) return
  problems.push({
    name: 'PUBLIC_URL',
    problem: `= "${PUBLIC_URL}" is not an address that begins with http:// or https://.`,
    cure: 'Write it in full, e.g. https://api.example.com, or leave it out.',
  })
}

/** Browsers drop a cookie that is for other sites and not for https alone, without a word to anybody. */
function checkCookies(settings: Settings, problems: Problem[]): void {
  const isHttps = settings.PUBLIC_URL?.startsWith('https:') === true
  for (const cookie of ['REFRESH_TOKEN_COOKIE', 'SESSION_COOKIE'] as const) {
    const isSecure = settings[`${cookie}_SECURE`] ?? isHttps
    if (settings[`${cookie}_SAME_SITE`] !== 'none' || isSecure) continue
    problems.push({
      name: `${cookie}_SAME_SITE`,
      problem: '= "none" is taken by browsers for cookies of https alone.',
      cure: `Set PUBLIC_URL to the https address that people use, or ${cookie}_SECURE=true.`,
    })
  }
}

function setNames(values: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(values).filter((name) => values[name] !== undefined && values[name] !== '')
}

/** What stands in secret settings, and the password within a URL both as written and as meant. */
function secretsOf(settings: Settings, url: string | null): readonly string[] {
  const { DB_PASSWORD, SECRET, ADMIN_PASSWORD, ADMIN_TOKEN, EMAIL_SMTP_PASSWORD } = settings
  const own = [DB_PASSWORD, SECRET, ADMIN_PASSWORD, ADMIN_TOKEN, EMAIL_SMTP_PASSWORD]
  const secrets = [
    ...own.map((secret) => secret ?? ''),
    ...[url, settings.METADATA_URL, settings.SMTP_URL].flatMap(passwordsOf),
  ]
  return [...new Set(secrets)].filter((secret) => secret !== '')
}

function passwordsOf(url: string | null): readonly string[] {
  const password = url !== null && URL.canParse(url) ? new URL(url).password : ''
  return [password, decodeQuietly(password)]
}

function decodeQuietly(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
