import { hash } from 'node:crypto'
import { InvalidQueryError } from '../errors.js'
import { Slot } from '../plan/slot.js'
import { brokenCursor } from '../query/cursor.js'
import type { ReadQuery } from '../query/query.js'
import type { CursorTemplate, CursorValue } from '../query/template.js'
import { hasReadableKey } from './resolution.js'
import type { CursorPage, Expression, ResolvedRead, Seek, SortTerm } from './resolved.js'

/** A condition over many terms is as deep as they are many. */
const MAX_TERMS = 32

/**
 * Makes a page that cursors lead to or from of a read: it begins beyond the cursor, and reads one row
 * more than is asked for, to see whether there is any. Towards the front it reads in the opposite order.
 *
 * @throws InvalidQueryError for a cursor of another order, and where rows have no place in an order
 */
export function resolveCursor(
  read: ResolvedRead,
  query: ReadQuery,
  wantsCursors: boolean,
): { readonly read: ResolvedRead; readonly page: CursorPage | null } {
  const name = cursorIn(query)
  const reversed = name === 'before' || query.fromEnd === true
  if (name === null && !reversed && !wantsCursors) return { read, page: null }
  assertPlaces(read)
  const order = orderHash(read)
  const page = {
    reversed,
    cursors: wantsCursors
      ? { limit: read.limit, order, skipped: name !== null || read.offset > 0 }
      : null,
  }
  return {
    read: {
      ...read,
      sort: reversed ? read.sort.map(opposite) : read.sort,
      limit: wantsCursors ? oneMore(read.limit) : read.limit,
      seek: name === null ? null : seekTo(name, query[name] as unknown as CursorTemplate, order),
    },
    page,
  }

  function seekTo(name: 'after' | 'before', cursor: CursorTemplate, order: string): Seek {
    if (cursor.order !== order || cursor.values.length !== read.sort.length) {
      throw brokenCursor(name)
    }
    const values = cursor.values.map((value) =>
      value === null ? null : new Slot(value, 'text', (given) => (given as CursorValue).text),
    )
    return { values }
  }
}

function cursorIn(query: ReadQuery): 'after' | 'before' | null {
  const { after, before, offset, page, fromEnd } = query
  if (after === undefined && before === undefined && fromEnd !== true) return null
  if (after !== undefined && before !== undefined) {
    throw new InvalidQueryError('A page is either "after" a cursor or "before" one.')
  }
  if ((offset !== undefined && offset !== 0) || page !== undefined) {
    throw new InvalidQueryError('A cursor says where a page begins; leave out "offset" and "page".')
  }
  if (after !== undefined && fromEnd === true) {
    throw new InvalidQueryError('A page "after" a cursor begins there, not at the end.')
  }
  if (after !== undefined) return 'after'
  return before === undefined ? null : 'before'
}

function assertPlaces({ source: { table }, groupBy, sort }: ResolvedRead): void {
  if (groupBy !== null)
    throw new InvalidQueryError('Groups have no cursors; page them by "offset".')
  if (!hasReadableKey(table)) {
    throw new InvalidQueryError(
      `Rows of "${table.id}" have no cursors, as they have no key that may be read; page them by "offset".`,
    )
  }
  if (sort.length > MAX_TERMS) {
    throw new InvalidQueryError(
      `With cursors, rows are sorted by at most ${MAX_TERMS} fields, their key included.`,
    )
  }
}

/** A page of no rows stays one: it has no cursors either. */
function oneMore(limit: number | null): number | null {
  return limit === null || limit === 0 || limit === Number.MAX_SAFE_INTEGER ? limit : limit + 1
}

function opposite({ expression, descending }: SortTerm): SortTerm {
  return { expression, descending: !descending }
}

/** Tells a cursor of another collection or another sort, which would lead anywhere. */
function orderHash({ source, sort }: ResolvedRead): string {
  const terms = sort.map(({ expression, descending }) => [descending, described(expression)])
  return hash('sha256', JSON.stringify([source.table.id, ...terms]), 'base64url').slice(0, 8)
}

function described(expression: Expression): unknown {
  switch (expression.kind) {
    case 'column':
      return expression.column.name
    case 'date-part':
      return [expression.part, expression.operand.column.name]
    case 'json-length':
      return ['length', expression.operand.column.name]
    case 'json-path':
      return [expression.as, expression.operand.column.name, ...expression.path]
    case 'count':
      return ['count', expression.link.relationship.name]
    case 'related':
      return ['of', expression.link.relationship.name, described(expression.operand)]
    case 'aggregate':
      throw new Error('An aggregate sorts groups, which have no cursors.')
  }
}
