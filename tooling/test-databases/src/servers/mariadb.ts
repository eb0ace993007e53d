import { join } from 'node:path'
import { connectMysql } from '../vendors/mysql.js'
import { type Account, unprivilegedAccount } from './account.js'
import { findFolder } from './find.js'
import { freePort } from './free-port.js'
import { type RunningServer, run, startServer, withServerFolder } from './server.js'

/** Starts MariaDB with the binaries of this machine; null where it has none. */
export async function startMariadb(): Promise<RunningServer | null> {
  const server = findFolder(
    'mariadbd',
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/opt/mariadb*/bin',
  )
  const installer = findFolder('mariadb-install-db', '/opt/homebrew/opt/mariadb*/bin')
  if (server === null || installer === null) return null
  const account = unprivilegedAccount('mysql')
  return withServerFolder('mariadb', account, (folder) =>
    start({ server, installer }, folder, account),
  )
}

interface Binaries {
  readonly server: string
  readonly installer: string
}

async function start(binaries: Binaries, folder: string, account: Account): Promise<RunningServer> {
  const data = join(folder, 'data')
  await run(
    join(binaries.installer, 'mariadb-install-db'),
    [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--innodb-log-file-size=16M',
      // Two runs in one folder for temporary tables take each other's away.
      `--tmpdir=${folder}`,
    ],
    { cwd: folder, ...account },
  )
  const port = await freePort()
  const url = `mariadb://root@127.0.0.1:${port}/`
  return startServer({
    command: join(binaries.server, 'mariadbd'),
    args: [
      '--no-defaults',
      `--datadir=${data}`,
      `--tmpdir=${folder}`,
      `--socket=${join(folder, 'mariadb.sock')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--skip-log-bin',
      '--max-connections=300',
      '--innodb-log-file-size=16M',
      // The data does not outlive the run.
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-flush-method=nosync',
      '--skip-innodb-doublewrite',
    ],
    folder,
    account,
    stopSignal: 'SIGKILL',
    url,
    probe: async () => (await connectMysql(url))[Symbol.asyncDispose](),
  })
}
