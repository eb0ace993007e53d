import { isOperator } from './operators.js'
import { isPlainObject } from './plain.js'

/** Words whose operand is made of conditions again. */
const OF_CONDITIONS: ReadonlySet<string> = new Set(['_and', '_or', '_some', '_none', '_json'])

/**
 * How many conditions a filter has, in whatever depth: its fields, as `maxConditions` counts them. What it
 * speaks of need not be there.
 *
 * @example
 * conditionsIn({ _or: [{ state: { _eq: 'paid' } }, { buyer: { name: { _eq: 'Ada' } } }] }) // 3
 */
export function conditionsIn(filter: unknown): number {
  if (Array.isArray(filter)) return sumOf(filter.map(conditionsIn))
  if (!isPlainObject(filter)) return 0
  return sumOf(
    Object.entries(filter).map(([name, value]) => {
      if (OF_CONDITIONS.has(name)) return conditionsIn(value)
      return isOperator(name) ? 0 : 1 + conditionsIn(value)
    }),
  )
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
