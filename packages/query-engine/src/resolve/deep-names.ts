import { InvalidQueryError } from '../errors.js'
import type { Level } from './level.js'
import { relationshipOf } from './resolution.js'
import type { Source } from './resolved.js'

/**
 * What `deep` says about a name that is no relationship would be said to nobody, and the caller gets
 * rows that the filter should have left out. A relationship that `fields` does not name is no mistake:
 * clients keep one `deep` for many selections.
 *
 * @throws InvalidQueryError for a name that is no relationship, nor an alias of one
 */
export function assertDeepNames({ table }: Source, { alias, deep }: Level): void {
  for (const key of Object.keys(deep)) {
    const name = Object.hasOwn(alias, key) ? (alias[key] as string) : key
    if (relationshipOf(table, name) === undefined && !isScoped(table, name)) {
      throw new InvalidQueryError(`"deep" names "${key}", which is no relationship here.`)
    }
  }
}

/** `item:headings` is one of the collections that a many-to-any leads to. */
function isScoped(table: Source['table'], name: string): boolean {
  const colon = name.indexOf(':')
  if (colon < 0) return false
  return relationshipOf(table, name.slice(0, colon))?.cardinality === 'many-to-any'
}
