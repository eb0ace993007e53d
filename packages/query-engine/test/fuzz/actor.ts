import type { Actor } from '../../src/index.js'

/** Who asks random questions. */
export const ACTOR: Actor = {
  id: 'ab',
  role: 'a',
  roles: ['zz', 'a'],
  claims: { user: { level: 2, word: 'abc', words: ['b', 'ab'] } },
}

/** What variables stand for that questions may use; null is nothing. The last three are lists. */
const VARIABLES: Readonly<Record<string, () => unknown>> = {
  $NOW: () => new Date().toISOString(),
  '$NOW(-1 hour)': () => new Date(Date.now() - 3_600_000).toISOString(),
  $CURRENT_USER: () => ACTOR.id,
  $CURRENT_ROLE: () => ACTOR.role,
  '$CURRENT_USER.level': () => 2,
  '$CURRENT_USER.word': () => 'abc',
  '$CURRENT_USER.nothing': () => null,
  $CURRENT_ROLES: () => ACTOR.roles,
  '$CURRENT_USER.words': () => ['b', 'ab'],
  $CURRENT_POLICIES: () => [],
}

export const isVariable = (value: unknown): value is string =>
  typeof value === 'string' && Object.hasOwn(VARIABLES, value)

/** A value, or what it stands for. */
export function standsFor(value: unknown): unknown {
  return isVariable(value) ? VARIABLES[value]?.() : value
}
