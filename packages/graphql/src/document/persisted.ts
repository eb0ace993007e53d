import { hash } from 'node:crypto'
import { InvalidPayloadError } from '@relvar/query-engine'
import { RequestError } from '../respond/errors.js'
import type { GraphQLRequest } from '../respond/request.js'

/** Finds the document that a request means, whether it holds it or names it by its hash. */
export interface PersistedDocuments {
  /** @throws RequestError, InvalidPayloadError where there is none, or it is not allowed */
  textOf(request: GraphQLRequest): string
  /** Told of requests whose documents turned out valid: their hashes stand for them from now on. */
  keep(request: GraphQLRequest): void
}

/** Longer ones are sent each time: a few of them would hold as much memory as all others. */
const MAX_KEPT_LENGTH = 10_000

/**
 * Documents by their hashes, as clients of "automatic persisted queries" send them: the hash alone
 * first, and the document with it where nobody knows it. The one not asked for longest is forgotten.
 *
 * @param capacity how many are kept
 * @param operations the only ones that may be carried out; undefined where all may
 * @see https://www.apollographql.com/docs/apollo-server/performance/apq
 */
export function persistedDocuments(
  capacity: number,
  operations: ReadonlyMap<string, string> | undefined,
): PersistedDocuments {
  if (operations !== undefined) return allowedDocuments(operations)
  const kept = new Map<string, string>()
  const remember = (key: string, text: string): void => {
    kept.delete(key)
    kept.set(key, text)
    if (kept.size > capacity) kept.delete(kept.keys().next().value as string)
  }
  return {
    textOf({ query, hash: key }) {
      if (key === undefined) return present(query)
      if (query !== undefined) return checked(query, key)
      const text = kept.get(key)
      if (text === undefined) throw notFound()
      remember(key, text)
      return text
    },
    keep({ query, hash: key }) {
      if (key !== undefined && query !== undefined && query.length <= MAX_KEPT_LENGTH)
        remember(key, query)
    },
  }
}

function allowedDocuments(operations: ReadonlyMap<string, string>): PersistedDocuments {
  const texts = new Set(operations.values())
  return {
    textOf({ query, hash: key }) {
      if (query !== undefined) {
        if (texts.has(query)) return query
        throw new RequestError(
          'FORBIDDEN',
          403,
          'Only listed operations are carried out (GRAPHQL_OPERATIONS).',
        )
      }
      if (key === undefined) return present(query)
      const text = operations.get(key)
      if (text === undefined) throw notFound()
      return text
    },
    keep: () => undefined,
  }
}

function present(query: string | undefined): string {
  if (query !== undefined) return query
  throw new InvalidPayloadError('"query" has to hold a GraphQL document.')
}

function checked(query: string, key: string): string {
  if (hash('sha256', query) === key) return query
  throw new InvalidPayloadError('"sha256Hash" is not the hash of the document.')
}

/** With these words and status 200, which is what clients wait for to send the whole document. */
function notFound(): RequestError {
  return new RequestError('PERSISTED_QUERY_NOT_FOUND', 200, 'PersistedQueryNotFound')
}
