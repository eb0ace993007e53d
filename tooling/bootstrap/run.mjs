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
import { findPnpm } from './pnpm.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The Node that the workspace installs for itself: everything but this script runs on it. */
const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** @type {Readonly<Record<string, (args: readonly string[]) => Promise<number>>>} */
const tasks = {
  async start(args) {
    const code = await prepare('--filter=relvar...')
    return code === 0 ? run(node, ['apps/server/dist/bin.js', 'start', ...args], { cwd: root }) : code
  },
  async test(args) {
    const code = await prepare()
    return code === 0 ? run(node, ['node_modules/vitest/vitest.mjs', 'run', ...args], { cwd: root }) : code
  },
}

/**
 * Installs and builds; answers the exit code of the first that fails.
 * @param {...string} selection what to build, in Turborepo's words
 */
async function prepare(...selection) {
  const pnpm = findPnpm(root)
  const installed = await installIfChanged(root, pnpm)
  if (installed !== 0) return installed
  step('Building what has changed')
  const build = ['exec', 'turbo', 'run', 'build', ...selection, '--output-logs=new-only']
  return run(pnpm.command, [...pnpm.args, ...build], {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  })
}

const [name = '', ...args] = process.argv.slice(2)
const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined
if (Number.parseInt(process.versions.node) < 20) {
  process.stderr.write(`Relvar needs Node 20 or later to set itself up; this is ${process.version}.\n`)
  process.exitCode = 1
} else if (!task) {
  process.stderr.write(`Usage: node tooling/bootstrap/run.mjs ${Object.keys(tasks).join('|')} [arguments]\n`)
  process.exitCode = 2
} else {
  process.exitCode = await task(args)
}
