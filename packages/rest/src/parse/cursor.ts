import { InvalidQueryError } from '@relvar/query-engine'
import { isBlank } from './parameters.js'

/** Reads `after` and `before`: a cursor as an answer gave it; an empty one is none. */
export function readCursor(name: string, value: unknown): string | undefined {
  if (isBlank(value)) return undefined
  if (typeof value !== 'string') throw new InvalidQueryError(`"${name}" has to be a cursor.`)
  return value
}
