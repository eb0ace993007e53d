// @ts-check
/**
 * `npm start` and `npm test`, on a machine that has Node 20 and npm and nothing else: fetches the
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

/** What each task builds, in Turborepo's words, and what it then runs. */
const tasks = {
  start: { build: ['--filter=relvar...'], run: ['apps/server/dist/bin.js', 'start'] },
  test: { build: [], run: ['node_modules/vitest/vitest.mjs', 'run'] },
}

/**
 * Installs, builds and runs; answers the exit code of the first that fails.
 * @param {{ readonly build: readonly string[], readonly run: readonly string[] }} task
 * @param {readonly string[]} args
 */
async function perform(task, args) {
  const env = withPnpm({ ...process.env, TURBO_TELEMETRY_DISABLED: '1' })
  const installed = await installIfChanged(root, { command: 'pnpm', args: [], env })
  if (installed !== 0) return installed
  step('Building what has changed')
  const build = ['exec', 'turbo', 'run', 'build', ...task.build, '--output-logs=new-only']
  const built = await run('pnpm', build, { cwd: root, env })
  return built === 0 ? run(node, [...task.run, ...args], { cwd: root, env }) : built
}

const [name = '', ...args] = process.argv.slice(2)
const task = name === 'start' || name === 'test' ? tasks[name] : undefined
if (Number.parseInt(process.versions.node) < 20) {
  process.stderr.write(
    `Relvar needs Node 20 or later to set itself up; this is ${process.version}.\n`,
  )
  process.exitCode = 1
} else if (!task) {
  process.stderr.write(
    `Usage: node tooling/bootstrap/run.mjs ${Object.keys(tasks).join('|')} [arguments]\n`,
  )
  process.exitCode = 2
} else {
  process.exitCode = await perform(task, args)
}
