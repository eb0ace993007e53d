import {
  type Change,
  ForbiddenError,
  type Hooks,
  InvalidPayloadError,
  isSystem,
  type SystemNames,
} from '@relvar/query-engine'
import { settings } from './settings-table.js'

const GIVEN = ['id', 'project_id'] as const

/** The row stays the only one, and what the system gave it stays too. */
export function watchSettings(hooks: Hooks, names: SystemNames): void {
  const options = { collections: [names.id(settings.name)] }
  hooks.before('items.create', refuse, options)
  hooks.before('items.delete', refuse, options)
  hooks.before('items.update', keepGiven, options)
}

function refuse({ actor }: Change): undefined {
  if (!isSystem(actor)) throw new ForbiddenError('There is one row of settings, and it stays.')
}

function keepGiven({ actor, payload }: Change): undefined {
  const given = GIVEN.find((name) => Object.hasOwn(payload, name))
  if (given !== undefined && !isSystem(actor))
    throw new InvalidPayloadError(`"${given}" cannot be changed.`)
}
