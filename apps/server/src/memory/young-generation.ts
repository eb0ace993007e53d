import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Bytes from which on it grows no further. A request's objects are far fewer, and nearly all die with it. */
const limit = 16 * 1024 * 1024

/**
 * Keeps V8's young generation near 16 MB; by itself it grows to 64 MB and more under load and takes
 * a copy of that while it is collected, which nothing gains from: what requests leave behind is dead
 * at any size. V8 fixes the limit when it starts, before our first line runs, so this takes the factor
 * of growth away while the generation is large enough. Who starts Node with a size of their own
 * (`--max-semi-space-size`) keeps it.
 *
 * @see docs/decisions/0023-young-generation.md
 */
export function limitYoungGeneration(): void {
  const told = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ')
  if (/semi[-_]space/.test(told)) return
  let grows = true
  new PerformanceObserver(() => {
    const mayGrow = youngGenerationSize() < limit
    if (mayGrow === grows) return
    grows = mayGrow
    setFlagsFromString(`--semi-space-growth-factor=${grows ? 2 : 1}`)
  }).observe({ entryTypes: ['gc'] })
}

/** Bytes that V8 holds for young objects. */
export function youngGenerationSize(): number {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
  return space?.space_size ?? 0
}
