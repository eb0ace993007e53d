import type { OverlaySource } from '@relvar/data-model'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { Logger } from 'pino'

const MOST_SHOWN = 20

/** Says what is known of tables and columns that are not there: it is kept, in case they come back. */
export function reportVanished(overlay: OverlaySource, model: SchemaModel, logger: Logger): void {
  const problems = overlay.problems(model)
  if (problems.length === 0) return
  logger.warn(
    { vanished: problems.length, first: problems.slice(0, MOST_SHOWN) },
    'Some of what was said about your tables fits none of them, and is kept: relvar schema forget <collection> removes what is known of one.',
  )
}
