import { InvalidQueryError } from '../errors.js'

/** A place between two rows of an order: which order it is, and the values of the row it stands at. */
export interface CursorPlace {
  /** A short hash of what the order is made of. */
  readonly order: string
  /** One for each term of the order, as text; null for NULL. */
  readonly values: readonly (string | null)[]
}

/** What fits into a URL beside everything else. */
const MAX_LENGTH = 8_192

/**
 * Writes a place as the opaque text that callers hand back.
 *
 * @throws InvalidQueryError where the values are too long for a cursor
 *
 * @example
 * writeCursor({ order: 'Xw3k9a', values: ['Ada', '17'] })   // 'WyJYdzNrOWEiLCJBZGEiLCIxNyJd'
 */
export function writeCursor({ order, values }: CursorPlace): string {
  const cursor = Buffer.from(JSON.stringify([order, ...values])).toString('base64url')
  if (cursor.length <= MAX_LENGTH) return cursor
  throw new InvalidQueryError(
    `The values that rows are sorted by are too long for a cursor of ${MAX_LENGTH} characters: sort by shorter fields.`,
  )
}

/**
 * Reads what {@link writeCursor} wrote. What the values are worth is found out later: anybody can
 * write a cursor, so they are bound like any other value of a query.
 *
 * @throws InvalidQueryError for anything else
 */
export function readCursor(name: 'after' | 'before', cursor: unknown): CursorPlace {
  if (typeof cursor !== 'string' || cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) {
    throw brokenCursor(name)
  }
  const [order, ...values] = listIn(cursor) ?? []
  if (typeof order !== 'string' || !values.every(isValue)) throw brokenCursor(name)
  return { order, values }
}

/** The error for a cursor that was not given out for this query, or not like this. */
export function brokenCursor(name: 'after' | 'before'): InvalidQueryError {
  return new InvalidQueryError(
    `"${name}" is no cursor of this collection in this order: take one from "meta" of an answer with the same sort.`,
  )
}

function listIn(cursor: string): readonly unknown[] | null {
  try {
    const list: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(list) ? list : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isValue(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && !value.includes('\0'))
}
