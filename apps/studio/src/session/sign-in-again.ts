/** Those who wait for somebody to sign in again, and what shows them the form. */
let waiting: Promise<void> | null = null
let show: ((done: () => void) => void) | null = null

/**
 * Asks for the credentials of a session that has ended, once for all requests that it failed.
 * It resolves when there is a session again.
 */
export function signInAgain(): Promise<void> {
  const ask = show
  if (ask === null) return Promise.reject(new Error('There is no page to sign in again from.'))
  waiting ??= new Promise<void>((resolve) => ask(resolve)).finally(() => (waiting = null))
  return waiting
}

/** Says what shows the form; answers how to take that back. */
export function whenSessionEnds(open: (done: () => void) => void): () => void {
  show = open
  return () => {
    if (show === open) show = null
  }
}
