import type { Condition, Expression, ResolvedRead } from '../resolve/resolved.js'
import type { CompileContext } from './context.js'
import { guardOf } from './context.js'

/**
 * Whether no index helps to find the rows of a level, but for one that begins as its sort does: the
 * database has no better way than to go through them in their order, or through the whole table.
 */
export function areUnindexed(context: CompileContext, read: ResolvedRead): boolean {
  const { rows, masks } = guardOf(context, read.source)
  const indexed = indexedColumns(read)
  const isUnindexed = (expression: Expression): boolean =>
    expression.kind === 'column' &&
    expression.source.alias === read.source.alias &&
    !masks.has(expression.column.name) &&
    !indexed.has(expression.column.name)
  return [rows, read.filter].every((each) => holds(each, isUnindexed))
}

/** Columns that an index begins with, of which the first of the sort is none. */
function indexedColumns({ source: { table }, sort: [first] }: ResolvedRead): ReadonlySet<string> {
  const { indexes, primaryKey, uniques } = table
  const lists = [primaryKey, ...[...indexes, ...uniques].map(({ columns }) => columns)]
  const names = new Set(lists.flatMap(([name]) => name ?? []))
  if (first?.expression.kind === 'column') names.delete(first.expression.column.name)
  return names
}

/** Whether a test holds for every value that a condition looks at; those of other rows have indexes of their own. */
function holds(condition: Condition, test: (expression: Expression) => boolean): boolean {
  switch (condition.kind) {
    case 'constant':
      return true
    case 'and':
    case 'or':
      return condition.conditions.every((each) => holds(each, test))
    case 'not':
      return holds(condition.condition, test)
    case 'null':
    case 'empty':
      return test(condition.operand)
    case 'exists':
    case 'keys':
    case 'linked':
      return false
    default:
      return test(condition.left)
  }
}
