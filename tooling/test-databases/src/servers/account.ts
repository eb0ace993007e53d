import { execFileSync } from 'node:child_process'

/** The account of a child process; empty means the one we run as. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/**
 * Database servers refuse to run as root, rightly. As root we run them as the first of these
 * accounts that exists; as anybody else we run them as ourselves.
 */
export function unprivilegedAccount(...names: readonly string[]): Account {
  if (process.getuid?.() !== 0) return {}
  for (const name of [...names, 'nobody']) {
    const uid = numericId('-u', name)
    const gid = numericId('-g', name)
    if (uid !== null && gid !== null) return { uid, gid }
  }
  throw new Error('Running as root, and there is no account to run a database server as.')
}

function numericId(option: '-u' | '-g', name: string): number | null {
  try {
    return Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return null // there is no such account
  }
}
