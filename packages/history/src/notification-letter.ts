import type { Actor, Session, SystemNames } from '@relvar/query-engine'
import { mayReadItem } from './comments/readable-item.js'

/** A notification on its way to the inbox of whoever it is for. */
export interface NotificationLetter {
  readonly to: string
  readonly subject: string
  readonly message: string | null
  /** What it is about, where the recipient may read that; else null. */
  readonly about: { readonly collection: string; readonly item: string } | null
}

export interface LetterOptions {
  /** Who a user is, with what they may do now; null for one who may not sign in. */
  readonly actorOf: (user: string) => Promise<Actor | null>
  /** Somebody's door to data. */
  readonly as: (actor: Actor) => Session
}

const FIELDS = [
  'subject',
  'message',
  'collection',
  'item',
  { recipient: ['id', 'email', 'email_notifications'] },
]

interface NotificationRow {
  readonly subject: string
  readonly message: string | null
  readonly collection: string | null
  readonly item: string | null
  readonly recipient: {
    readonly id: string
    readonly email: string | null
    readonly email_notifications: boolean
  } | null
}

/**
 * What to send to somebody by mail; null where they want none, have no address, may not sign in, or
 * the notification is gone.
 *
 * @param session passes every policy
 *
 * @example
 * const letter = await notificationLetter(session, system, 7, { actorOf, as: engine.as })
 */
export async function notificationLetter(
  session: Session,
  names: SystemNames,
  id: number,
  { actorOf, as }: LetterOptions,
): Promise<NotificationLetter | null> {
  const found = await session.readOne(names.id('notifications'), id, { fields: FIELDS })
  if (found === null) return null
  const { recipient, ...row } = found as unknown as NotificationRow
  const to = recipient?.email_notifications === true ? recipient.email : null
  const actor = recipient === null ? null : await actorOf(recipient.id)
  if (to === null || actor === null) return null
  return {
    to,
    subject: row.subject,
    message: row.message,
    about: await readableTarget(as(actor), row),
  }
}

async function readableTarget(
  session: Session,
  { collection, item }: Pick<NotificationRow, 'collection' | 'item'>,
): Promise<NotificationLetter['about']> {
  if (collection === null || item === null) return null
  return (await mayReadItem(session, collection, item)) ? { collection, item } : null
}
