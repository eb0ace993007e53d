import { InvalidQueryError } from '../../errors.js'

/** Bytes; a server that has less for one statement is too small for any. */
const MOST_MEMORY = 1024 ** 3
/** Nothing shorter comes to as much. */
const SHORT = 8192
/** What MariaDB keeps for one column that a subquery may have to pass on: five pointers. */
const BYTES_PER_COLUMN = 40
/** The share that is reserved of all that could be, where nested subqueries come first and are two thirds of all. */
const WORST_SHARE = 2 / 27

/**
 * Refuses a statement for which MariaDB may take more memory than one may have. While it prepares a
 * subquery it reserves room for the columns of all nested ones that stand before it, once for each
 * subquery between: by the third power of their number, and `max_session_mem_used` is looked at when all
 * is taken. 200 nested subqueries before 200 others took 690 MB on 10.11, 400 before 400 took 5.2 GB.
 *
 * @throws {InvalidQueryError} when the statement has too many subqueries for its columns
 */
export function checkStatement(statement: string): void {
  if (statement.length < SHORT) return
  const selects = count(statement, /\(select /g)
  const columns = selects + count(statement, /`\.`/g)
  if (BYTES_PER_COLUMN * WORST_SHARE * selects ** 2 * columns <= MOST_MEMORY) return
  throw new InvalidQueryError(
    `The query is larger than the database allows: rights and filters make ${selects} subqueries of it; ask for fewer fields.`,
  )
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
