import { notificationLetter, type NotificationLetter } from '@relvar/history'
import type { Actor, Session } from '@relvar/query-engine'
import type { Mailer } from '@relvar/mail'
import type { Handlers, Queue } from '@relvar/queue'
import type { Door } from './door.js'

const KIND = 'notification'

/** Enqueues the mails of new notifications, in the transaction that makes those. */
export async function mailNotifications(
  queue: Pick<Queue, 'enqueue'>,
  notifications: readonly number[],
  session: Session,
): Promise<void> {
  for (const id of notifications) await queue.enqueue({ kind: KIND, payload: { id } }, { session })
}

export interface NotificationMailParts {
  readonly mails: Mailer
  readonly door: Door
  readonly actorOf: (user: string, session: Session) => Promise<Actor | null>
  /** As people know the server, without a slash at its end. */
  readonly publicUrl: string
}

/** Sends them. What the recipient may read at that moment decides what is linked to. */
export function notificationHandlers(parts: NotificationMailParts): Handlers {
  const { mails, door, actorOf, publicUrl } = parts
  return {
    [KIND]: async ({ payload }) => {
      const { id } = payload as { readonly id: number }
      const system = door.system()
      const letter = await notificationLetter(system, door, id, {
        actorOf: (user) => actorOf(user, system),
        as: (actor) => door.as(actor),
      })
      if (letter === null) return
      const { to, subject: title, message, about } = letter
      const url = publicUrl + pageOf(about)
      await mails.send({ to, template: 'notification', data: { title, message, url } })
    },
  }
}

function pageOf(about: NotificationLetter['about']): string {
  if (about === null) return '/admin'
  return `/admin/content/${encodeURIComponent(about.collection)}/${encodeURIComponent(about.item)}`
}
