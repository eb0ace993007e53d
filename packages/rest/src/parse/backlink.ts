import { InvalidQueryError } from '@relvar/query-engine'
import { isBlank } from './parameters.js'

/** Reads `backlink`: false keeps wildcards of several levels from going the way back. */
export function readBacklink(name: string, value: unknown): boolean | undefined {
  if (isBlank(value)) return undefined
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw new InvalidQueryError(`"${name}" has to be true or false.`)
}
