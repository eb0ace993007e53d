import type { Sql, ValueForm } from '../dialect/dialect.js'
import type { Expression, SortTerm } from '../resolve/resolved.js'
import { commaList } from './build.js'
import { compileExpression } from './compile-expression.js'
import type { CompileContext } from './context.js'
import { formOf, guardOf } from './context.js'

/** The value that a term sorts by, and what it is. */
export interface SortValue {
  readonly sql: Sql
  readonly form: ValueForm
  readonly nullable: boolean
}

export function sortValue(context: CompileContext, expression: Expression): SortValue {
  const { dialect } = context
  const masked =
    expression.kind === 'column' &&
    guardOf(context, expression.source).masks.has(expression.column.name)
  const nullable = expression.kind !== 'column' || expression.column.nullable || masked
  const form = sortForm(context, expression)
  const sql = dialect.sortable(form, compileExpression(context, expression))
  return { sql, form, nullable }
}

/** The terms of ORDER BY; null where there is no order. */
export function compileOrder(context: CompileContext, sort: readonly SortTerm[]): Sql | null {
  if (sort.length === 0) return null
  const terms = sort.map(({ expression, descending }) => {
    const { sql, nullable } = sortValue(context, expression)
    return context.dialect.order(sql, descending, nullable)
  })
  return commaList(terms)
}

/** What stands in JSON is sorted by as a number or as text. */
function sortForm(context: CompileContext, expression: Expression): ValueForm {
  if (expression.kind === 'related') return sortForm(context, expression.operand)
  const form = formOf(expression, context.codec)
  if (expression.kind !== 'json-path') return form
  return expression.as === 'number'
    ? { ...form, type: 'float', nativeType: 'json number' }
    : { ...form, type: 'text', nativeType: 'json text' }
}
