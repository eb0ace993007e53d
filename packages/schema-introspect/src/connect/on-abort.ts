const callbacks = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls back when a signal aborts. Many short calls may share one long signal, as all requests of a
 * client's connection do: it is listened to once, since listening costs as much as the rest of such a call.
 *
 * @param signal one that has not aborted
 * @returns what ends the waiting
 *
 * @example
 * const stop = onAbort(signal, () => socket.destroy())
 * await work().finally(stop)
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const waiting = callbacks.get(signal) ?? listening(signal)
  // A function of its own, since the same callback may wait twice.
  const own = (): void => callback()
  waiting.add(own)
  return () => void waiting.delete(own)
}

function listening(signal: AbortSignal): Set<() => void> {
  const waiting = new Set<() => void>()
  callbacks.set(signal, waiting)
  const tell = (): void => {
    for (const callback of waiting) callback()
  }
  signal.addEventListener('abort', tell, { once: true })
  return waiting
}
