import { InvalidQueryError } from '@relvar/query-engine'

/** The text alone: what it names is known where the collection is. */
export function readUpsert(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  throw new InvalidQueryError(
    `"${name}" has to be "key", the name of a unique constraint, or its columns.`,
  )
}
