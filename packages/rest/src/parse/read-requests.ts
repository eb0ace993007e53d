import { constantQuery } from '@relvar/query-engine'
import type { QueryStringLimits } from './query-string.js'
import { parseQueryString } from './query-string.js'
import type { ReadRequest } from './read-request.js'
import { readRequest } from './read-request.js'

/** Reads query strings, and remembers those it read last. */
export interface ReadRequests {
  /**
   * What a query string (with its `?`) asks for.
   *
   * @throws InvalidQueryError
   */
  get(search: string): ReadRequest
}

/** So many of them, none longer than so many characters: some megabytes at the most. */
const maxEntries = 500
const maxLength = 2_000

/** What is read depends on the text alone and is never changed, so one reading serves all who ask. */
export function createReadRequests(limits: QueryStringLimits): ReadRequests {
  const known = new Map<string, ReadRequest>()
  return {
    get(search) {
      const found = known.get(search)
      if (found !== undefined) return found
      const request = readRequest(parseQueryString(search, limits))
      if (search.length > maxLength) return request
      constantQuery(request.query)
      remember(known, search, request)
      return request
    },
  }
}

/** The oldest makes room: what is asked all the time is soon read again. */
function remember(known: Map<string, ReadRequest>, search: string, request: ReadRequest): void {
  if (known.size >= maxEntries) {
    const [oldest = ''] = known.keys()
    known.delete(oldest)
  }
  known.set(search, request)
}
