import { InvalidQueryError } from '@relvar/query-engine'

/** Reads `search`: a term, trimmed; an empty one says nothing. */
export function readSearch(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new InvalidQueryError(`"${name}" has to be text.`)
  const term = String(value).trim()
  return term === '' ? undefined : term
}
