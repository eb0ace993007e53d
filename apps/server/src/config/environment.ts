import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { Problem } from './config-error.js'

/** The text of a variable and where a person finds it. */
export interface Entry {
  readonly text: string
  /** For messages: `PORT`, `PORT in .env`, `DB_PASSWORD_FILE`. */
  readonly origin: string
}

/** What is set, from the environment and from a file; the environment wins. */
export interface Environment {
  /** Answers null where a variable is not set, or set to nothing. */
  entry(name: string): Entry | null
  /** The names that the file sets. */
  readonly fileNames: readonly string[]
  readonly problems: readonly Problem[]
}

type Values = Readonly<Record<string, string | undefined>>

/**
 * Reads the variables of the process and of the file that `CONFIG_PATH` names (`.env`, which need
 * not exist). `NAME_FILE` holds the path of a file with the value of `NAME`, as container secrets do.
 *
 * @example
 * readEnvironment(process.env).entry('PORT')   // { text: '8055', origin: 'PORT' }
 */
export function readEnvironment(processValues: Values): Environment {
  const problems: Problem[] = []
  const file = readConfigFile(processValues.CONFIG_PATH || null, problems)
  const layers = [
    { values: processValues, suffix: '' },
    { values: file.values, suffix: ` in ${file.path}` },
  ]

  function entry(name: string): Entry | null {
    for (const { values, suffix } of layers) {
      const text = values[name]
      if (text !== undefined && text !== '') return { text, origin: `${name}${suffix}` }
      const path = values[`${name}_FILE`]
      if (path) return readSecretFile(`${name}_FILE${suffix}`, path, problems)
    }
    return null
  }

  return { entry, fileNames: Object.keys(file.values), problems }
}

function readConfigFile(
  chosen: string | null,
  problems: Problem[],
): { readonly path: string; readonly values: Values } {
  const path = chosen ?? '.env'
  try {
    return { path, values: parseEnv(readFileSync(path, 'utf8')) }
  } catch (error) {
    if (chosen !== null || !isMissing(error)) problems.push(unreadable('CONFIG_PATH', path, error))
    return { path, values: {} }
  }
}

/** Files end with a new line that is no part of the secret. */
function readSecretFile(origin: string, path: string, problems: Problem[]): Entry | null {
  try {
    return { text: readFileSync(path, 'utf8').replace(/\r?\n$/, ''), origin }
  } catch (error) {
    problems.push(unreadable(origin, path, error))
    return null
  }
}

function unreadable(name: string, path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return {
    name,
    problem: `names a file that cannot be read: ${path} (${code}).`,
    cure: 'Correct the path, or leave the variable out.',
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
