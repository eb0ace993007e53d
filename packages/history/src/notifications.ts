import {
  type Change,
  ForbiddenError,
  type Hooks,
  isSystem,
  type Row,
  type SystemNames,
} from '@relvar/query-engine'

/** Notifications are sent in nobody else's name. */
export function watchNotifications(hooks: Hooks, names: SystemNames): void {
  const collections = [names.id('notifications')]
  hooks.before('items.create', withSender, { collections })
  hooks.before('items.update', refuseSender, { collections })
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
