/**
 * Cancels what a connection is doing when a signal aborts. Kysely does that for statements; of a
 * stream it only stops waiting, and the server would go on working for nobody.
 */
export function cancelOnAbort(
  connection: { readonly cancelQuery: () => Promise<void> },
  signal: AbortSignal | undefined,
): { readonly end: () => Promise<void> } {
  let cancelling: Promise<void> | undefined
  const cancel = (): void => {
    // A server that cannot be asked to stop has ended the connection, or will.
    cancelling = connection.cancelQuery().catch(() => undefined)
  }
  signal?.addEventListener('abort', cancel, { once: true })
  return {
    async end(): Promise<void> {
      signal?.removeEventListener('abort', cancel)
      // A late cancellation must not meet the next statement.
      await cancelling
    },
  }
}
