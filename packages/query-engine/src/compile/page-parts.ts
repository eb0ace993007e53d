import { sql } from 'kysely'
import type { Sql } from '../dialect/dialect.js'
import type { ResolvedRead, Seek, SortTerm } from '../resolve/resolved.js'
import { compileSeek } from './compile-seek.js'
import type { CompileContext } from './context.js'
import { guardOf } from './context.js'
import { sortValue } from './sort-terms.js'

/** One part of the rows of a page: all of the one part come before all of the other. */
export interface PagePart {
  readonly condition: Sql
  /** What is left to sort by within the part. */
  readonly sort: readonly SortTerm[]
}

/** A sort by a nullable column that an index begins with, which has one range for NULL and one for values. */
interface NullableOrder {
  readonly first: SortTerm
  readonly rest: readonly SortTerm[]
  readonly isNull: Sql
  readonly isPresent: Sql
  /** The read where the first column is known not to be NULL. */
  readonly present: ResolvedRead
}

/**
 * The first rows in two parts, those with NULL and those with values, where the database would sort the
 * whole table, or all rows with NULL by their key; null where it need not.
 */
export function firstParts(
  context: CompileContext,
  read: ResolvedRead,
): readonly [PagePart, PagePart] | null {
  const order = context.dialect.capabilities.scansNullsApart ? null : nullableOrder(context, read)
  if (order === null) return null
  const nulls = { condition: order.isNull, sort: order.rest }
  const values = { condition: order.isPresent, sort: order.present.sort }
  return order.first.descending ? [nulls, values] : [values, nulls]
}

/**
 * The rows that follow a place, in two parts, where their first column is NULL in some, which is where
 * an index has two ranges for them; null where it has one, or none.
 */
export function seekParts(
  context: CompileContext,
  read: ResolvedRead,
  seek: Seek,
): readonly [PagePart, PagePart] | null {
  const order = nullableOrder(context, read)
  if (order === null) return null
  const { first, rest, isNull, isPresent, present } = order
  const atNull = (seek.values[0] ?? null) === null
  if (first.descending !== atNull) return null
  if (!atNull) {
    return [
      { condition: compileSeek(context, present, seek), sort: present.sort },
      { condition: isNull, sort: rest },
    ]
  }
  const level = compileSeek(context, { ...read, sort: rest }, { values: seek.values.slice(1) })
  return [
    { condition: sql`(${isNull} and ${level})`, sort: rest },
    { condition: isPresent, sort: present.sort },
  ]
}

function nullableOrder(context: CompileContext, read: ResolvedRead): NullableOrder | null {
  const [first, ...rest] = read.sort
  const { expression } = first ?? {}
  if (first === undefined || read.limit === null || expression?.kind !== 'column') return null
  if (!leadsAnIndex(context, read, expression.column.name) || !expression.column.nullable)
    return null
  const { cursor } = context.dialect
  const { sql: value, form } = sortValue(context, expression)
  const column = { ...expression.column, nullable: false }
  return {
    first,
    rest,
    isNull: cursor.isNull(form, value, false),
    isPresent: cursor.isNull(form, value, true),
    present: { ...read, sort: [{ ...first, expression: { ...expression, column } }, ...rest] },
  }
}

/** Whether an index begins with the column, as its readers see it. */
function leadsAnIndex(context: CompileContext, { source }: ResolvedRead, name: string): boolean {
  if (guardOf(context, source).masks.has(name)) return false
  return source.table.indexes.some((index) => index.columns[0] === name)
}
