import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import { Writable } from 'node:stream'
import { UsageError } from './usage-error.js'

/**
 * A password from the standard input: typed unseen at a terminal, else the first line of what is piped
 * in.
 *
 * @example
 * pass show shop | relvar users create --email ada@example.com
 *
 * @throws UsageError where there is none
 */
export async function readPassword(email: string): Promise<string> {
  const { stdin } = process
  const password = stdin.isTTY ? await askUnseen(email) : firstLine(await text(stdin))
  if (password === '')
    throw new UsageError('a password is needed: --password, or the standard input.')
  return password
}

function firstLine(given: string): string {
  return given.split(/\r?\n/, 1)[0] ?? ''
}

async function askUnseen(email: string): Promise<string> {
  process.stderr.write(`Password for ${email}: `)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
