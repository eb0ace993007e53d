// @ts-check
import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { step } from './child.mjs'

/** What is fetched where the machine's pnpm is missing or too old. */
const version = '12.21.0'
const oldest = 12

/**
 * The environment for everything that follows: one whose PATH leads to a pnpm that is new enough,
 * the machine's or one from the npm registry, which npx fetches once and keeps.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function withPnpm(environment) {
  if (pnpmMajor(environment) >= oldest) return environment
  step(`Getting pnpm ${version} through npx`)
  // npx puts the folder of what it fetched first on the PATH of the program that it runs.
  const path = execSync(
    `npx --yes --loglevel=error --package=pnpm@${version} -- node -p "process.env.PATH"`,
    { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const folder = path.trim().split(delimiter).find(hasPnpm)
  if (folder === undefined)
    throw new Error(`npx fetched pnpm ${version}, but it is not on its PATH.`)
  return { ...environment, PATH: `${folder}${delimiter}${environment['PATH'] ?? ''}` }
}

/** @param {NodeJS.ProcessEnv} env */
function pnpmMajor(env) {
  try {
    return Number.parseInt(
      execSync('pnpm --version', { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )
  } catch {
    return 0 // there is none
  }
}

/** @param {string} folder */
function hasPnpm(folder) {
  return existsSync(join(folder, process.platform === 'win32' ? 'pnpm.cmd' : 'pnpm'))
}
