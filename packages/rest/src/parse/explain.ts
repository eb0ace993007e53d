import { InvalidQueryError } from '@relvar/query-engine'

/** Reads `explain`, whose name alone is enough: `?explain`. */
export function readExplain(name: string, value: unknown): boolean {
  if (value === undefined || value === false || value === 'false') return false
  if (value === '' || value === true || value === 'true') return true
  throw new InvalidQueryError(`"${name}" has to be true or false.`)
}
