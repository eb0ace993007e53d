import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const MOST_TEXT = 64 * 1024 * 1024

/** What a program prints; fails with what it complains of. */
export async function outputOf(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { env: { ...process.env, ...env }, maxBuffer: MOST_TEXT }
  const { stdout } = await execute(program, args, options)
  return stdout
}
