import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConfigError } from './config-error.js'

/** Where a secret is kept that nobody has chosen, below the working directory. */
export const SECRET_PATH = 'data/relvar.secret'

const SHORTEST = 32

export interface Secret {
  readonly text: string
  /** `setting`: of `SECRET`. `made`: just now. `file`: at an earlier start. */
  readonly origin: 'setting' | 'made' | 'file'
}

/**
 * What signs tokens: the setting, or else a random text that is made at the first start and kept in a
 * file which nobody but this account may read.
 *
 * @throws ConfigError where the file can be neither read nor written
 */
export function secretOf(setting: string | null, path: string = SECRET_PATH): Secret {
  if (setting !== null) return { text: setting, origin: 'setting' }
  try {
    return readSecret(path) ?? makeSecret(path)
  } catch (error) {
    const problem = `is not set, and none can be kept in ${path}: ${(error as Error).message}.`
    const cure = 'Set it to a random text of 32 characters or more.'
    throw new ConfigError([{ name: 'SECRET', problem, cure }], { cause: error })
  }
}

function readSecret(path: string): Secret | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    if (text.length < SHORTEST) throw new Error(`it holds less than ${SHORTEST} characters`)
    return { text, origin: 'file' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Of two servers that start at once one makes it, and the other reads it: it is written under another
 * name, so that it is never there in part.
 */
function makeSecret(path: string): Secret {
  const text = randomBytes(48).toString('base64url')
  const draft = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(draft, `${text}\n`, { mode: 0o600 })
    linkSync(draft, path)
    return { text, origin: 'made' }
  } catch (error) {
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' ? readSecret(path) : null
    if (made === null) throw error
    return made
  } finally {
    rmSync(draft, { force: true })
  }
}
