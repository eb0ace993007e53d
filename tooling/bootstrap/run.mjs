// @ts-check
/**
 * `npm start`, `npm test` and CI's build and checks, on a machine that has Node 20 and npm and nothing else: fetches the
 * tool chain, installs and builds what has changed since the last time, then runs. Plain JavaScript
 * without dependencies, since it runs before there are any.
 *
 * @example
 * node tooling/bootstrap/run.mjs start --port 9000
 * node tooling/bootstrap/run.mjs test packages/rest
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, step } from './child.mjs'
import { installIfChanged } from './install.mjs'
import { withPnpm } from './pnpm.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The Node that the workspace installs for itself: everything but this script runs on it. */
const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Whoever starts the product wants to read of its build what failed. */
const QUIET = '--output-logs=errors-only'

/**
 * The programs of each task, one after another; the last one gets the arguments.
 * @type {ReadonlyMap<string | undefined, readonly (readonly [string, ...string[]])[]>}
 */
const tasks = new Map([
  ['start', [build('--filter=relvar...', QUIET), [node, 'apps/server/dist/bin.js', 'start']]],
  ['relvar', [build('--filter=relvar...', QUIET), [node, 'apps/server/dist/bin.js']]],
  ['test', [build('--output-logs=new-only'), [node, 'node_modules/vitest/vitest.mjs', 'run']]],
  ['build', [build('--output-logs=new-only')]],
  ['check', [['pnpm', 'run', 'check:built']]],
])

/**
 * Builds what has changed.
 * @param {...string} options in Turborepo's words
 * @returns {[string, ...string[]]}
 */
function build(...options) {
  return ['pnpm', 'exec', 'turbo', 'run', 'build', ...options]
}

/**
 * Sets the workspace up and runs programs; answers the exit code of the first that fails.
 * @param {readonly (readonly [string, ...string[]])[]} programs
 * @param {readonly string[]} args
 */
async function perform(programs, args) {
  const env = withPnpm({ ...process.env, TURBO_TELEMETRY_DISABLED: '1' })
  const installed = await installIfChanged(root, { command: 'pnpm', args: [], env })
  if (installed !== 0) return installed
  for (const [index, [command, ...words]] of programs.entries()) {
    step([command === node ? 'node' : command, ...words].join(' '))
    const more = index === programs.length - 1 ? args : []
    const code = await run(command, [...words, ...more], { cwd: root, env })
    if (code !== 0) return code
  }
  return 0
}

const [name, ...args] = process.argv.slice(2)
const programs = tasks.get(name)
if (Number.parseInt(process.versions.node) < 20) {
  process.stderr.write(`Relvar sets itself up on Node 20 or later; this is ${process.version}.\n`)
  process.exitCode = 1
} else if (!programs) {
  process.stderr.write(`Usage: node tooling/bootstrap/run.mjs ${[...tasks.keys()].join('|')}\n`)
  process.exitCode = 2
} else {
  process.exitCode = await perform(programs, args)
}
