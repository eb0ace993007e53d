import { QueryClient } from '@tanstack/react-query'
import { createWireClient, WireError } from '@relvar/studio-ui'
import { isViewed, viewHeaders } from './access/viewed.js'
import { viewWords } from './access/view-words.js'
import { serverUrl } from './place.js'
import { signInAgain } from './session/sign-in-again.js'

/** Asks the server with the cookie of this browser's session. */
export const client: ReturnType<typeof createWireClient> = createWireClient({
  url: serverUrl,
  signInAgain,
  before: (path, method) => {
    if (isViewed(path) && method !== 'GET') throw viewing()
    return viewHeaders(path)
  },
})

/** The server would say so too, in words for programs. */
function viewing(): WireError {
  return new WireError(403, [{ message: viewWords.refused, code: 'VIEWING', extensions: {} }])
}

/** Everything that was read; it paints pages at once, and is read anew behind them. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was refused is refused again; a server that is away comes back.
      retry: (failures, error) =>
        failures < 3 &&
        (!(error instanceof WireError) || error.status === 0 || error.status >= 500),
    },
  },
})
