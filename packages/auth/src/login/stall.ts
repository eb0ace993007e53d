import { setTimeout } from 'node:timers/promises'

/**
 * Does work, and is done no sooner than a while after it began: what it found out does not show in
 * its time. Work that takes longer than that is not made longer.
 *
 * @param duration in milliseconds
 */
export async function stalled<T>(duration: number, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + duration
  try {
    return await work()
  } finally {
    const left = deadline - performance.now()
    if (left > 0) await setTimeout(left)
  }
}
