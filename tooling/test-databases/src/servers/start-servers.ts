import type { DialectName } from '../dialect.js'
import { missingVariable, pickedDialects, urlVariable } from '../environment.js'
import { startMariadb } from './mariadb.js'
import { startPostgres } from './postgres.js'
import type { RunningServer } from './server.js'

interface Startable {
  readonly name: DialectName
  readonly start: () => Promise<RunningServer | null>
  readonly missing: string
}

const startable: readonly Startable[] = [
  {
    name: 'postgres',
    start: startPostgres,
    missing: 'no PostgreSQL on this machine (neither initdb on PATH nor TEST_POSTGRES_URL)',
  },
  {
    name: 'mariadb',
    start: startMariadb,
    missing: 'no MariaDB on this machine (neither mariadbd on PATH nor TEST_MARIADB_URL)',
  },
]

/**
 * Starts what this machine has of the vendors that are picked and have no URL in the environment,
 * and puts the URLs there, where workers find them. Call it before `DIALECTS` is imported.
 */
export async function startServers(): Promise<AsyncDisposable> {
  const picked = pickedDialects()
  const wanted = startable.filter(
    ({ name }) => picked.includes(name) && !process.env[urlVariable(name)],
  )
  const results = await Promise.allSettled(wanted.map(startOne))
  await using stack = new AsyncDisposableStack()
  const failures: unknown[] = []
  for (const result of results) {
    if (result.status === 'rejected') failures.push(result.reason)
    else if (result.value !== null) stack.use(result.value)
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'))
  return stack.move()
}

async function startOne({ name, start, missing }: Startable): Promise<RunningServer | null> {
  const server = await start()
  if (server !== null) process.env[urlVariable(name)] = server.url
  else if (process.env['CI'] === 'true')
    throw new Error(`With CI=true ${name} may not be skipped: ${missing}.`)
  else process.env[missingVariable(name)] = missing
  return server
}
