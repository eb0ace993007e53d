import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Between two looks at work: each collects garbage, which takes some 30 ms. */
const PAUSE_MS = 100

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that this process cannot let go of: garbage is collected first, or the measure would be of that. */
function heldMemory(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/**
 * The most bytes that work held at one time, on top of what was held before it.
 *
 * @example
 * const peak = await peakOf(() => db.executeQuery(query))
 */
export async function peakOf(work: () => Promise<unknown>): Promise<number> {
  const before = heldMemory()
  let highest = before
  const look = (): void => {
    highest = Math.max(highest, heldMemory())
    timer.refresh()
  }
  const timer = setTimeout(look, PAUSE_MS)
  try {
    await work()
    look()
  } finally {
    clearTimeout(timer)
  }
  return highest - before
}
