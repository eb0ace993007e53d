import {
  type Change,
  ForbiddenError,
  type Hooks,
  InvalidPayloadError,
  isSystem,
  type SystemNames,
} from '@relvar/query-engine'
import { ruleMistake } from '@relvar/query-engine/query'
import { settings } from './settings-table.js'

const GIVEN = ['id', 'project_id'] as const

/** The row stays the only one, and what the system gave it stays too. */
export function watchSettings(hooks: Hooks, names: SystemNames): void {
  const options = { collections: [names.id(settings.name)] }
  hooks.before('items.create', refuse, options)
  hooks.before('items.delete', refuse, options)
  hooks.before('items.update', keepGiven, options)
  hooks.before('items.update', refuseNonsense, options)
}

function refuse({ actor }: Change): undefined {
  if (!isSystem(actor)) throw new ForbiddenError('There is one row of settings, and it stays.')
}

function keepGiven({ actor, payload }: Change): undefined {
  const given = GIVEN.find((name) => Object.hasOwn(payload, name))
  if (given !== undefined && !isSystem(actor))
    throw new InvalidPayloadError(`"${given}" cannot be changed.`)
}

/** Patterns and filters that nothing matches would refuse every new password, or everybody who registers. */
function refuseNonsense({ payload }: Change): undefined {
  const { auth_password_policy: pattern, public_registration_email_filter: filter } = payload
  if (typeof pattern === 'string' && ruleMistake({ password: { _regex: pattern } }) !== null)
    throw new InvalidPayloadError(
      '"auth_password_policy" is no regular expression of RE2, which knows no look-arounds and no back-references.',
    )
  const mistake = ruleMistake(filter ?? {})
  if (mistake !== null)
    throw new InvalidPayloadError(`"public_registration_email_filter" is no filter. ${mistake}`)
}
