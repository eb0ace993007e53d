import {
  type Change,
  ForbiddenError,
  type Hooks,
  isSystem,
  type Row,
  type SystemNames,
} from '@relvar/query-engine'
import type { HistoryOptions } from './history.js'

/** Notifications are sent in nobody else's name; whoever delivers them is told. */
export function watchNotifications(
  hooks: Hooks,
  names: SystemNames,
  { notified }: HistoryOptions,
): void {
  const collections = [names.id('notifications')]
  hooks.before('items.create', withSender, { collections })
  hooks.before('items.update', refuseSender, { collections })
  if (notified === undefined) return
  const told = ({ rows, system }: Change): Promise<void> =>
    notified(
      rows.map(({ key }) => Number(key['id'])),
      system,
    )
  hooks.within('items.create', told, { collections, rows: true })
}

function withSender({ actor, collection, payload, session }: Change): Row | undefined {
  if (isSystem(actor)) return undefined
  if (!Object.hasOwn(payload, 'sender')) {
    const columns = session.schema.tables[collection]?.columns ?? []
    const isOpen = columns.some(
      ({ name, actions }) => name === 'sender' && actions.includes('create'),
    )
    return isOpen ? { ...payload, sender: actor.id } : undefined
  }
  if (payload['sender'] !== actor.id) throw new ForbiddenError('"sender" is whoever sends.')
  return undefined
}

function refuseSender({ actor, payload }: Change): undefined {
  if (Object.hasOwn(payload, 'sender') && !isSystem(actor))
    throw new ForbiddenError('"sender" cannot be changed.')
}
