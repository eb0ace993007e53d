/**
 * Wakes the workers of this process when this process has enqueued something, so that they need not
 * find it at their next look.
 */
export interface Bell {
  ring(): void
  /** Waits for a ring, `ms` milliseconds, or the end of `signal`, whichever comes first. A ring since the last wait counts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(ms, signal) {
      if (!rung && signal?.aborted !== true) await pause(ms, signal, (end) => (wake = end))
      rung = false
      wake = undefined
    },
  }
}

function pause(
  ms: number,
  signal: AbortSignal | undefined,
  onWaiting: (end: () => void) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end, { once: true })
    onWaiting(end)
  })
}
