import { InvalidQueryError } from '@relvar/query-engine'
import { JsonTextError, parseJson } from './json.js'

/** Reads a parameter that is an object: brackets and bodies give it as it is, or it is JSON text. */
export function readStructure(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return parseJson(value)
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error
    throw new InvalidQueryError(`"${name}" cannot be read. ${error.message}`, { cause: error })
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Maps the values of an object; names may be anything, so the result never meets a prototype's setters. */
export function mapValues<T>(
  source: Readonly<Record<string, unknown>>,
  map: (value: unknown, name: string) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(source).map(([name, value]) => [name, map(value, name)]))
}
