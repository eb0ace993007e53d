import type { SourceGuard } from '../guard/guard.js'
import type { Condition, Expression, ResolvedRead } from '../resolve/resolved.js'
import { TRUE } from '../resolve/resolved.js'
import { type CompileContext, guardOf } from './context.js'
import { withGuards } from './create-context.js'

/**
 * What is hidden in a row is true in no comparison. So a filter that compares a masked column asks for
 * rows in which the mask's rule is true: said once beside the filter, it need not be asked again by each
 * comparison, nor by what is selected, nor by a rule about rows that it is one way of.
 *
 * @returns the context for the level, with such rules in its guard
 */
export function withAskedMasks(context: CompileContext, read: ResolvedRead): CompileContext {
  const { source } = read
  const guard = guardOf(context, source)
  const asked = askedMasks(read, guard)
  if (asked.size === 0) return context
  const masks = new Map([...guard.masks].filter(([, mask]) => !follows(mask, asked)))
  const rows = follows(guard.rows, asked) ? TRUE : guard.rows
  return withGuards(
    context,
    new Map([...context.guards, [source, { ...guard, rows, masks, asked }]]),
  )
}

/** The rules that a row has to be true for to be found by comparisons that all have to hold, and what one compares. */
function askedMasks(
  { source, filter }: ResolvedRead,
  { masks }: SourceGuard,
): ReadonlyMap<Condition, Expression> {
  const parts = filter.kind === 'and' ? filter.conditions : [filter]
  const asked = parts.flatMap((part) => {
    if (part.kind !== 'compare' && part.kind !== 'in' && part.kind !== 'between') return []
    const { left } = part
    const mask =
      left.kind === 'column' && left.source === source ? masks.get(left.column.name) : undefined
    return mask === undefined ? [] : [[mask, left] as const]
  })
  return new Map(asked)
}

/** Whether a condition is true wherever these are. */
function follows(condition: Condition, known: ReadonlyMap<Condition, Expression>): boolean {
  if (known.has(condition)) return true
  if (condition.kind === 'or') return condition.conditions.some((each) => follows(each, known))
  return condition.kind === 'and' && condition.conditions.every((each) => follows(each, known))
}
