import type { Actor } from '@relvar/query-engine'

/** Who asks random questions. */
export const ACTOR: Actor = {
  id: 'ab',
  role: 'a',
  roles: ['zz', 'a'],
  claims: { user: { level: 2, word: 'abc', words: ['b', 'ab'] } },
}

/** What variables stand for that questions may use; null is nothing. The last three are lists. */
const VARIABLES: Readonly<Record<string, (actor: Actor) => unknown>> = {
  $NOW: () => new Date().toISOString(),
  '$NOW(-1 hour)': () => new Date(Date.now() - 3_600_000).toISOString(),
  $CURRENT_USER: ({ id }) => id,
  $CURRENT_ROLE: ({ role = null }) => role,
  '$CURRENT_USER.level': ({ claims }) => claims?.user?.['level'] ?? null,
  '$CURRENT_USER.word': ({ claims }) => claims?.user?.['word'] ?? null,
  '$CURRENT_USER.nothing': () => null,
  $CURRENT_ROLES: ({ roles = [] }) => roles,
  '$CURRENT_USER.words': ({ claims }) => claims?.user?.['words'] ?? [],
  $CURRENT_POLICIES: ({ policies = [] }) => policies,
}

export const isVariable = (value: unknown): value is string =>
  typeof value === 'string' && Object.hasOwn(VARIABLES, value)

/** A value, or what it stands for to somebody. */
export function standsFor(value: unknown, actor: Actor): unknown {
  return isVariable(value) ? VARIABLES[value]?.(actor) : value
}
