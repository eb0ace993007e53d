import { QueryCache, QueryClient } from '@tanstack/react-query'
import {
  createWireClient,
  type WireAnswer,
  type WireClient,
  WireError,
  type WireRequest,
} from '@relvar/studio-ui'
import { isViewed, viewHeaders } from './access/viewed.js'
import { viewWords } from './access/view-words.js'
import { serverUrl } from './place.js'
import { noteEnd } from './session/connection.js'
import { signInAgain } from './session/sign-in-again.js'

const wire = createWireClient({
  url: serverUrl,
  signInAgain,
  before: (path, method) => {
    if (isViewed(path) && method !== 'GET') throw viewing()
    return viewHeaders(path)
  },
})

/** Asks the server with the cookie of this browser's session. */
export const client: WireClient = {
  async ask<T>(path: string, request?: WireRequest): Promise<WireAnswer<T>> {
    try {
      const answer = await wire.ask<T>(path, request)
      note(null)
      return answer
    } catch (error) {
      note(error)
      throw error
    }
  },
}

/** Pages that stood through an outage show what is there now. */
function note(error: unknown): void {
  if (noteEnd(error)) void queries.invalidateQueries()
}

/** The server would say so too, in words for programs. */
function viewing(): WireError {
  return new WireError(403, [{ message: viewWords.refused, code: 'VIEWING', extensions: {} }])
}

/** Everything that was read; it paints pages at once, and is read anew behind them. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // Who is refused what they have seen may see less now, or it is not there any more.
    onError(error, { queryKey: [what] }) {
      if (what === 'items' && error instanceof WireError && error.status === 403) readRights()
    },
  }),
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      // The server may be on this machine, which then needs no network.
      networkMode: 'always',
      staleTime: 5_000,
      // What was refused is refused again; a server that is away comes back.
      retry: (failures, error) =>
        failures < 3 &&
        (!(error instanceof WireError) || error.status === 0 || error.status >= 500),
    },
  },
})

function readRights(): void {
  for (const part of ['me', 'collections', 'fields', 'relations'])
    void queries.invalidateQueries({ queryKey: [part] })
}
