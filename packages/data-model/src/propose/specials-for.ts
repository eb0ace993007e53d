import type { Column } from '@relvar/schema-introspect/model'

/** The specials that make a column be read as another type than its own. */
const CASTS: Readonly<Record<string, string>> = {
  json: 'cast-json',
  boolean: 'cast-boolean',
  timestamp: 'cast-timestamp',
  dateTime: 'cast-datetime',
  hash: 'hash',
}

const ALL_CASTS: ReadonlySet<string> = new Set([...Object.values(CASTS), 'cast-csv'])

/** Types whose special is always said: that of JSON is what clients look for, and a hash is never to be kept in clear. */
const ALWAYS: ReadonlySet<string> = new Set(['json', 'hash'])

/**
 * The specials of a field with those that its type needs: where the database has no such type, nothing
 * else would tell it.
 *
 * @param readAs what introspection will find
 */
export function specialsFor(
  type: string,
  readAs: Column['type'],
  given: readonly string[],
): readonly string[] {
  const [base = type] = type.split('.')
  const cast = Object.hasOwn(CASTS, base) ? CASTS[base] : undefined
  const isNeeded = cast !== undefined && (ALWAYS.has(base) || readAs !== base)
  const added = isNeeded && !given.includes(cast) ? [cast] : []
  const isShape = type !== base && !given.includes(type)
  return [...given, ...added, ...(isShape ? [type] : [])]
}

/** Those that say nothing of a type. */
export function withoutCasts(specials: readonly string[]): readonly string[] {
  return specials.filter((each) => !ALL_CASTS.has(each) && !each.startsWith('geometry'))
}
