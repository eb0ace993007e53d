import { setFlagsFromString } from 'node:v8'

/** By how much of what survived a full collection the heap may grow until the next, in percent. */
const GROWTH = 100

/**
 * Lets the old generation grow to twice what is in use before it is collected; by itself V8 takes up to
 * four times that. What large requests leave behind there is dead soon, and with it go the buffers that
 * it holds outside the heap. Who starts Node with a growth of their own (`--heap-growing-percent`) keeps it.
 *
 * @see docs/decisions/0054-old-generation.md
 */
export function limitHeapGrowth(): void {
  const told = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ')
  if (/heap[-_]growing/.test(told)) return
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`)
}
