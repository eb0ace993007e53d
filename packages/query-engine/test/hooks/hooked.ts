import {
  type Actor,
  type Change,
  createHooks,
  type Event,
  type HookRegistry,
  type Row,
  type Session,
} from '../../src/index.js'
import type { Fixture } from '../support/fixture.js'

export const somebody: Actor = { id: 'u1' }

/** What a hook is told of a change, without who and in which transaction. */
export function told({ name, collection, keys, payload }: Change | Event): Row {
  return { name, collection, keys, payload }
}

/** A session of somebody with hooks of its own. */
export function sessionWith(fixture: Fixture, add: (hooks: HookRegistry) => void): Session {
  const hooks = createHooks()
  add(hooks)
  return fixture.with({ hooks }, somebody)
}
