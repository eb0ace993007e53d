import type { TestDatabase } from '../dialect.js'
import { findFolder } from '../servers/find.js'
import { outputOf } from './program.js'

/** @see https://mariadb.com/kb/en/mariadb-dump/ */
export async function dumpMysql({ url }: TestDatabase): Promise<string> {
  const program = ['mariadb-dump', 'mysqldump'].find((name) => findFolder(name) !== null)
  if (program === undefined) throw new Error('There is no mariadb-dump on this machine.')
  const { hostname, port, username, password, pathname } = new URL(url)
  const account = [`--user=${decodeURIComponent(username)}`, `--host=${hostname}`, `--port=${port}`]
  const all = ['--routines', '--events', '--triggers', '--skip-comments', '--skip-dump-date']
  const args = ['--no-defaults', '--protocol=tcp', ...account, ...all, pathname.slice(1)]
  return outputOf(program, args, { MYSQL_PWD: decodeURIComponent(password) })
}
