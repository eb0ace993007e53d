import { About } from './evaluator-groups.js'

/** Where an answer first differs from what was expected, or null: the order of keys is free. */
export function difference(expected: unknown, actual: unknown, path = 'answer'): string | null {
  if (expected instanceof About)
    return isAbout(expected.value, actual) ? null : told(path, expected.value, actual)
  if (!isContainer(expected) || !isContainer(actual))
    return Object.is(expected, actual) ? null : told(path, expected, actual)
  if (Array.isArray(expected) !== Array.isArray(actual)) return told(path, expected, actual)
  const [left, right] = [Object.keys(expected).toSorted(), Object.keys(actual).toSorted()]
  if (left.join('\0') !== right.join('\0')) return told(path, left, right)
  for (const key of left) {
    const found = difference(valueOf(expected, key), valueOf(actual, key), `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

const valueOf = (container: object, key: string): unknown =>
  (container as Readonly<Record<string, unknown>>)[key]

function isAbout(expected: number, actual: unknown): boolean {
  if (typeof actual !== 'number' && typeof actual !== 'string') return false
  const distance = Math.abs(Number(actual) - expected)
  return distance <= 1e-9 * Math.max(1, Math.abs(expected))
}

function told(path: string, expected: unknown, actual: unknown): string {
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`
}
