import type { CallOptions, Session, SystemNames } from '@relvar/query-engine'

/** Until when history is forgotten; what is left out is kept for good. */
export interface Retention {
  readonly activityBefore?: Date
  /** Revisions go with their activity at the latest. */
  readonly revisionsBefore?: Date
}

/** Rows that were forgotten. */
export interface Forgotten {
  readonly activity: number
  readonly revisions: number
}

/** One transaction each, so that writers never wait for all of it. */
const CHUNK = 1000

/**
 * Forgets old history: a job for every day. What was forgotten when it ends early stays so; the next
 * run goes on.
 *
 * @param session has to pass every policy
 *
 * @example
 * const yearAgo = new Date(Date.now() - 365 * 24 * 60 * 60 * 1000)
 * await forgetHistory(engine.as(SYSTEM), system, { activityBefore: yearAgo })
 */
export async function forgetHistory(
  session: Session,
  names: SystemNames,
  { activityBefore, revisionsBefore }: Retention,
  options: CallOptions = {},
): Promise<Forgotten> {
  const before = later(activityBefore, revisionsBefore)
  const forget = (table: string, filter: object): Promise<number> =>
    forgetRows(session, names.id(table), { ...filter }, options)
  const old = (date: Date): object => ({ timestamp: { _lt: date.toISOString() } })
  const revisions = before === undefined ? 0 : await forget('revisions', { activity: old(before) })
  const activity = activityBefore === undefined ? 0 : await forget('activity', old(activityBefore))
  return { activity, revisions }
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a > b ? a : b
}

async function forgetRows(
  session: Session,
  table: string,
  filter: Readonly<Record<string, unknown>>,
  options: CallOptions,
): Promise<number> {
  const query = { filter, sort: ['id'], limit: CHUNK }
  for (let total = 0; ;) {
    const { length } = await session.delete(table, { query }, options)
    total += length
    if (length < CHUNK) return total
  }
}
