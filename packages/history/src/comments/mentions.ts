import {
  type Actor,
  type Change,
  InvalidPayloadError,
  type SystemNames,
} from '@relvar/query-engine'
import type { HistoryOptions } from '../history.js'
import { mayReadItem } from './readable-item.js'

/** A user who is named in a comment. */
export interface Mention {
  readonly user: string
  readonly collection: string
  readonly item: string
  readonly text: string
}

const MENTION = /@([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\w-])/gi
/** Each takes a look at somebody's rights. */
const MOST_MENTIONS = 100

/**
 * The users whom a text names by `@<id>` and an earlier one did not, each once.
 *
 * @throws InvalidPayloadError for more than 100 of them
 */
export function newMentions(before: string, now: string): readonly string[] {
  const known = usersIn(before)
  const added = [...usersIn(now)].filter((user) => !known.has(user))
  if (added.length > MOST_MENTIONS)
    throw new InvalidPayloadError(`A comment mentions at most ${MOST_MENTIONS} users.`)
  return added
}

function usersIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(MENTION), ([, user = '']) => user.toLowerCase()))
}

/** Tells those who may read the item themselves. A mention tells nobody of anything they may not see. */
export async function notify(
  change: Change,
  names: SystemNames,
  { actorOf }: HistoryOptions,
  mentions: readonly Mention[],
): Promise<void> {
  const notifications: Record<string, unknown>[] = []
  for (const mention of mentions) {
    if (mention.user === change.actor.id) continue
    const actor = await actorOf(mention.user, change.system)
    if (actor === null || !(await mayRead(change, actor, mention))) continue
    notifications.push(notificationOf(change.actor, mention))
  }
  if (notifications.length > 0) await change.system.create(names.id('notifications'), notifications)
}

function mayRead({ as }: Change, actor: Actor, { collection, item }: Mention): Promise<boolean> {
  return mayReadItem(as(actor), collection, item)
}

function notificationOf(sender: Actor, { user, collection, item, text }: Mention) {
  return {
    recipient: user,
    sender: sender.id,
    subject: `You were mentioned in ${collection}`.slice(0, 255),
    message: text,
    collection,
    item,
  }
}
