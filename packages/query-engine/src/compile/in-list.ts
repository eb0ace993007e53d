import { sql } from 'kysely'
import type { Dialect, Sql } from '../dialect/dialect.js'
import { logic } from './build.js'

/** Whether a value is one of these, or none of them, in lists as long as the database takes. */
export function inList(dialect: Dialect, left: Sql, values: readonly Sql[], negated: boolean): Sql {
  const operator = negated ? sql`not in` : sql`in`
  const lists = piecesOf(dialect, values).map(
    (piece) => sql`${left} ${operator} (${sql.join(piece)})`,
  )
  return logic(negated ? 'and' : 'or', lists)
}

/** Whether several values together are those of one of these rows. */
export function rowsIn(
  dialect: Dialect,
  references: readonly Sql[],
  rows: readonly (readonly Sql[])[],
): Sql {
  const isRow = (row: readonly Sql[]) =>
    logic(
      'and',
      references.map((reference, index) => sql`${reference} = ${row[index]}`),
    )
  const [only] = rows
  if (rows.length === 1 && only !== undefined) return isRow(only)
  if (!dialect.capabilities.rowValues) return logic('or', rows.map(isRow))
  const tuples = rows.map((row) => sql`(${sql.join(row)})`)
  return inList(dialect, sql`(${sql.join(references)})`, tuples, false)
}

function piecesOf({ capabilities }: Dialect, values: readonly Sql[]): readonly (readonly Sql[])[] {
  const size = capabilities.maxListItems ?? values.length
  if (values.length <= size) return [values]
  const pieces: Sql[][] = []
  for (let start = 0; start < values.length; start += size)
    pieces.push(values.slice(start, start + size))
  return pieces
}
