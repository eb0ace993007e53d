import { InvalidQueryError } from '@relvar/query-engine'

/** What the query string of a change says about how it is to be made. */
export interface Asked {
  /** `dry_run`: the statements are shown, and nothing is done. */
  readonly dryRun: boolean
  /** `confirm`: values that go with the change are meant to. */
  readonly confirm: boolean
  /** `concurrentIndexCreation`: indexes are built while others go on writing. */
  readonly concurrentIndexes: boolean
}

/** @throws InvalidQueryError where one of them is neither true nor false */
export function askedOf({ searchParams }: URL): Asked {
  return {
    dryRun: isSet(searchParams, 'dry_run'),
    confirm: isSet(searchParams, 'confirm'),
    concurrentIndexes: isSet(searchParams, 'concurrentIndexCreation'),
  }
}

/** Its name alone says yes. */
function isSet(parameters: URLSearchParams, name: string): boolean {
  const value = parameters.get(name)
  if (value === null || value === 'false' || value === '0') return false
  if (value === '' || value === 'true' || value === '1') return true
  throw new InvalidQueryError(`"${name}" is true or false.`)
}
