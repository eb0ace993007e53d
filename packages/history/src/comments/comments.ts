import {
  type Change,
  ForbiddenError,
  type Hooks,
  InvalidPayloadError,
  isSystem,
  type Row,
  type RowChange,
  type SystemNames,
} from '@relvar/query-engine'
import type { HistoryOptions } from '../history.js'
import { type Mention, newMentions, notify } from './mentions.js'
import { mayReadItem } from './readable-item.js'

/** Comments are made by users, on items that they may read; those whom they name are told. */
export function watchComments(hooks: Hooks, names: SystemNames, options: HistoryOptions): void {
  const collections = [names.id('comments')]
  hooks.before('items.create', checkNewComment, { collections })
  for (const name of ['items.create', 'items.update'] as const) {
    const written = (change: Change): Promise<void> => commentsWritten(change, names, options)
    hooks.within(name, written, { collections, rows: true })
  }
}

function checkNewComment({ actor, payload }: Change): undefined {
  if (actor.id === null && !isSystem(actor)) throw new ForbiddenError('Only users comment.')
  const { comment } = payload as { readonly comment?: unknown }
  if (typeof comment !== 'string' || comment.trim() === '')
    throw new InvalidPayloadError('"comment" is required.')
}

/** Looks at the rows, not at what was sent: presets may have had a say. */
async function commentsWritten(
  change: Change,
  names: SystemNames,
  options: HistoryOptions,
): Promise<void> {
  for (const row of change.rows) {
    if (!isSystem(change.actor)) await assertItemReadable(change, row)
  }
  const mentions = change.rows.flatMap(mentionsOf)
  if (mentions.length > 0) await notify(change, names, options, mentions)
}

async function assertItemReadable(
  { session }: Change,
  { before, after }: RowChange,
): Promise<void> {
  const [collection, item] = placeOf(after)
  const [formerCollection, formerItem] = placeOf(before)
  if (collection === formerCollection && item === formerItem) return
  if (!(await mayReadItem(session, collection, item)))
    throw new ForbiddenError(
      `You don't have permission to access item "${item}" of collection "${collection}" or it does not exist.`,
    )
}

function placeOf(row: Row | null): readonly [collection: string, item: string] {
  return [String(row?.['collection'] ?? ''), String(row?.['item'] ?? '')]
}

function mentionsOf({ before, after }: RowChange): readonly Mention[] {
  const [collection, item] = placeOf(after)
  const text = String(after?.['comment'] ?? '')
  const users = newMentions(String(before?.['comment'] ?? ''), text)
  return users.map((user) => ({ user, collection, item, text }))
}
