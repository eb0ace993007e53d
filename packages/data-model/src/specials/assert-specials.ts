import { InvalidPayloadError } from '@relvar/query-engine'
import type { Column } from '@relvar/schema-introspect/model'
import { traitsOfSpecials } from './traits-of-specials.js'

/**
 * Refuses flags that would do nothing: a secret that is not hashed after all is in clear.
 *
 * @param column as the database has it
 * @throws InvalidPayloadError for a flag that there is not, that is not for such a column, or contradicts another
 */
export function assertSpecials(specials: readonly string[], column: Pick<Column, 'type'>): void {
  const { problems } = traitsOfSpecials(specials, column)
  if (problems.length > 0) throw new InvalidPayloadError(problems.join(' '))
}
