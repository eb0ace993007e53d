import { join } from 'node:path'
import { connectPostgres } from '../vendors/postgres.js'
import { type Account, unprivilegedAccount } from './account.js'
import { findFolder } from './find.js'
import { type RunningServer, freePort, run, startServer, withServerFolder } from './server.js'

/** Starts PostgreSQL with the binaries of this machine; null where it has none. */
export async function startPostgres(): Promise<RunningServer | null> {
  const binaries = findFolder('initdb', '/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql*/bin')
  if (binaries === null) return null
  const account = unprivilegedAccount('postgres')
  return withServerFolder('postgres', account, (folder) => start(binaries, folder, account))
}

async function start(binaries: string, folder: string, account: Account): Promise<RunningServer> {
  const data = join(folder, 'data')
  await run(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { cwd: folder, ...account },
  )
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: 300,
    // The data does not outlive the run.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  return startServer({
    command: join(binaries, 'postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    folder,
    account,
    stopSignal: 'SIGQUIT',
    url,
    probe: async () => (await connectPostgres(url))[Symbol.asyncDispose](),
  })
}
