import { readUnconfirmed } from '@relvar/system'
import type { Logger } from 'pino'
import type { Door } from './door.js'

/** Younger ones may be those of another server, which is about to confirm them. */
const SETTLED_WITHIN = 60_000
const MOST_SHOWN = 20

/** Says of which changes nobody knows whether they happened, though there is history of them. */
export async function reportUnconfirmed(door: Door, logger: Logger): Promise<void> {
  const before = new Date(Date.now() - SETTLED_WITHIN)
  const unconfirmed = await readUnconfirmed(door.system(), door, before)
  if (unconfirmed.length === 0) return
  logger.warn(
    {
      unconfirmed: unconfirmed.length,
      since: unconfirmed[0]?.timestamp,
      ids: unconfirmed.slice(0, MOST_SHOWN).map(({ id }) => id),
    },
    'The history tells of changes that may not have happened. GET /unconfirmed names its rows; DELETE /unconfirmed/<id> when you have looked.',
  )
}
