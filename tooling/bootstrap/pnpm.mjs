// @ts-check
import { spawnSync } from 'node:child_process'

/** What is fetched where the machine's pnpm is missing or too old. */
const version = '12.21.0'
const oldest = 12

/**
 * A command and the arguments that go before pnpm's own.
 * @typedef {{ readonly command: string, readonly args: readonly string[] }} Command
 */

/**
 * The pnpm on PATH where it is new enough, else one from the npm registry, which npx keeps.
 * @param {string} cwd
 * @returns {Command}
 */
export function findPnpm(cwd) {
  const found = spawnSync('pnpm', ['--version'], { cwd, encoding: 'utf8', shell: process.platform === 'win32' })
  const major = found.status === 0 ? Number.parseInt(found.stdout) : 0
  if (major >= oldest) return { command: 'pnpm', args: [] }
  return { command: 'npx', args: ['--yes', '--loglevel=error', `pnpm@${version}`] }
}
