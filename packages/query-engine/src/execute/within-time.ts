/**
 * Does some work in a time, and something less where that is not enough. The work has to heed its
 * signal; what it throws by itself is thrown on, and the caller's own signal still ends it all.
 *
 * @param milliseconds null is no bound
 */
export async function withinTime<T>(
  milliseconds: number | null,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal | undefined) => Promise<T>,
  less: () => Promise<T>,
): Promise<T> {
  if (milliseconds === null) return work(signal)
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), milliseconds)
  try {
    const either = signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal])
    return await work(either)
  } catch (error) {
    if (!limit.signal.aborted || signal?.aborted === true) throw error
  } finally {
    clearTimeout(timer)
  }
  return less()
}
