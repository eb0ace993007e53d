import { InvalidQueryError } from '../errors.js'

/** The answer to `count(...)` where a row holds something else than a list, e.g. an object. */
export function noList(options?: ErrorOptions): InvalidQueryError {
  return new InvalidQueryError(
    'Function "count" met a value that is no list, so it has no elements to be counted.',
    options,
  )
}
