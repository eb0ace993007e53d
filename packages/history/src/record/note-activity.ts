import type { Actor, Row, Session, SystemNames } from '@relvar/query-engine'

/**
 * Something that somebody did, and that is no write of items: they signed in, looked at data as another, or
 * changed a table that nobody has said anything about.
 */
export interface NotedActivity extends Pick<Actor, 'id' | 'ip' | 'userAgent' | 'origin'> {
  readonly action: 'login' | 'logout' | 'view_as' | 'create' | 'update' | 'delete'
  /** What it was about. */
  readonly collection: string
  readonly item: string
}

/**
 * Writes activity that no hook sees.
 *
 * @param session passes every policy
 *
 * @example
 * await noteActivity(session, system, { action: 'login', id, ip, collection: 'relvar_users', item: id })
 */
export async function noteActivity(
  session: Session,
  names: SystemNames,
  { action, collection, item, ...actor }: NotedActivity,
): Promise<void> {
  await session.create(names.id('activity'), [{ action, ...originOf(actor), collection, item }])
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Who did it and from where. Headers may be of any length, and actors of other makers have any id. */
export function originOf({ id, ip, userAgent, origin }: Actor): Row {
  return {
    user: id !== null && UUID.test(id) ? id : null,
    ip: ip?.slice(0, 64) ?? null,
    user_agent: userAgent?.slice(0, 1000) ?? null,
    origin: origin?.slice(0, 255) ?? null,
  }
}
