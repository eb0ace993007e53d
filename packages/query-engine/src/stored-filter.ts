import { InvalidPayloadError } from './errors.js'
import type { Limits } from './limits.js'
import { conditionsIn } from './query/conditions-in.js'

/**
 * Refuses a filter that is to be kept, for a rule or a bookmark, where no query could hold it: it would be
 * taken now and fail whenever it is used.
 *
 * @param name of the field that holds it
 * @throws InvalidPayloadError which names the number and its setting
 */
export function assertStoredFilter(
  name: string,
  filter: unknown,
  { maxConditions }: Pick<Limits, 'maxConditions'>,
): void {
  const count = conditionsIn(filter)
  if (count > maxConditions)
    throw new InvalidPayloadError(
      `"${name}" has ${count} conditions; a query has at most ${maxConditions} (MAX_CONDITIONS).`,
    )
}
