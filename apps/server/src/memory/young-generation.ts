import { constants, PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Bytes of each of its two halves. A request's objects are far fewer, and nearly all die with it. */
const size = 8 * 1024 * 1024

/** Allocations of 8 kB after which a generation that has not grown never will: it takes a tenth of them. */
const attempts = 1_000

/**
 * Keeps V8's young generation at 16 MB; by itself it grows to 64 MB and more under load and takes
 * a copy of that while it is collected, which nothing gains from: what requests leave behind is dead
 * at any size. V8 fixes the limit when it starts, before our first line runs, so this lets the generation grow
 * to its size at once and takes the factor of growth away then. Done while requests are answered it
 * would be too late: work that never waits makes it several times as large before anybody hears of it.
 * Who starts Node with a size of their own (`--max-semi-space-size`) keeps it.
 *
 * @see docs/decisions/0023-young-generation.md
 */
export function limitYoungGeneration(): void {
  const told = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ')
  if (/semi[-_]space/.test(told) || !grow()) return
  // V8 shrinks it where little happens; the next collection of its own tells that something does again.
  const observer = new PerformanceObserver((list) => {
    const isBusy = list.getEntries().some((entry) => kindOf(entry) === minor)
    if (isBusy && missingFactor() > 1 && !grow()) observer.disconnect()
  })
  observer.observe({ entryTypes: ['gc'] })
}

const minor = constants.NODE_PERFORMANCE_GC_MINOR

/** What `@types/node` does not say: an entry of a collection tells which kind it was of. */
function kindOf(entry: object): unknown {
  return (entry as { readonly detail?: { readonly kind?: unknown } }).detail?.kind
}

/** Bytes that V8 has for young objects; a collection takes as many again for those that survive it. */
export function semiSpaceSize(): number {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
  return space === undefined ? 0 : space.space_used_size + space.space_available_size
}

/** By which whole number a half has to be multiplied; what a page lacks at its end makes no difference. */
function missingFactor(): number {
  return Math.floor(size / semiSpaceSize())
}

/**
 * Grows to the size and no further: V8 multiplies by the factor once enough has survived a collection.
 *
 * @returns whether V8 did
 */
function grow(): boolean {
  const survivors: number[][] = []
  for (let factor = missingFactor(); factor > 1; factor = missingFactor()) {
    if (survivors.length === attempts) break
    setGrowthFactor(factor)
    survivors.push(Array.from({ length: 1_000 }, (_, index) => index + 0.5))
  }
  setGrowthFactor(1)
  return missingFactor() <= 1
}

function setGrowthFactor(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`)
}
