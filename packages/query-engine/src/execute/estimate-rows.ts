import type { CompiledRead } from '../compile/compile-read.js'
import type { BindContext } from '../plan/slot.js'
import type { Executor } from './executor.js'
import { bind } from './executor.js'

/**
 * How many rows there are by statistics; null where there are none. A statement of its own: it tells
 * of no moment, and some databases answer it by no SELECT.
 */
export async function estimateRows(
  executor: Executor,
  { estimate }: CompiledRead,
  context: BindContext,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  if (estimate === null) return null
  try {
    const { rows } = await executor.run(estimate, bind(estimate.parameters, context), signal)
    return executor.dialect.estimates.read(rows)
  } catch (error) {
    // The table of statistics is made by the first ANALYZE.
    if (error instanceof Error && executor.dialect.isStaleSchema(error.cause)) return null
    throw error
  }
}
