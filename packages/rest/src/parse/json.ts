import { roundedNumber } from '@relvar/query-engine'

/** Keys that reach an object's prototype in careless code. No request may use them, at any depth. */
export const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const maxNesting = 100

/** Why a JSON text cannot be taken. Callers turn it into the error of their place: a bad query or a bad payload. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError'
}

/**
 * Reads JSON from outside. Besides malformed text it refuses what would be understood wrongly
 * later: reserved keys, nesting that exhausts the stack, and large numbers that a double cannot
 * hold, which `JSON.parse` would round in silence.
 *
 * @throws JsonTextError
 *
 * @example
 * parseJson('{"status":{"_eq":"live"}}')
 */
export function parseJson(text: string): unknown {
  const value = parseText(text)
  assertTree(value)
  const rounded = roundedNumber(text)
  if (rounded !== null)
    throw new JsonTextError(`${rounded} is too large to be exact as a number: send it as text.`)
  return value
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new JsonTextError('It is no valid JSON.', { cause: error })
  }
}

/** Walks without recursion: the depth is the sender's choice. */
function assertTree(root: unknown): void {
  let level: readonly object[] = isContainer(root) ? [root] : []
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= maxNesting && level.some((each) => Object.keys(each).length > 0))
      throw new JsonTextError(`It is nested deeper than ${maxNesting} levels.`)
    level = containersIn(level)
  }
}

/** Loops over names and elements as they are: a body may have a hundred thousand of them. */
function containersIn(level: readonly object[]): readonly object[] {
  const found: object[] = []
  for (const each of level) {
    if (Array.isArray(each)) {
      for (const element of each) if (isContainer(element)) found.push(element)
    } else {
      for (const key of Object.keys(each)) {
        assertKey(key)
        const member = (each as Readonly<Record<string, unknown>>)[key]
        if (isContainer(member)) found.push(member)
      }
    }
  }
  return found
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function assertKey(key: string): void {
  if (reservedKeys.has(key)) throw new JsonTextError(`"${key}" may not be used as a key.`)
}
