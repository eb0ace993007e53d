import type { CallOptions, Session, SystemNames } from '@relvar/query-engine'

/** One transaction each, so that nobody waits for all of it. */
const CHUNK = 1000

/**
 * Forgets login sessions and used links whose time is over: a job for every day.
 *
 * @param session has to pass every policy
 *
 * @example
 * await forgetExpired(engine.as(SYSTEM), system, new Date())
 */
export async function forgetExpired(
  session: Session,
  names: SystemNames,
  now: Date,
  options: CallOptions = {},
): Promise<void> {
  const query = { filter: { expires: { _lt: now.toISOString() } }, sort: ['id'], limit: CHUNK }
  for (const table of ['sessions', 'used_links']) {
    let found = CHUNK
    while (found === CHUNK)
      found = (await session.delete(names.id(table), { query }, options)).length
  }
}
