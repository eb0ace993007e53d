import type { Table } from '@relvar/schema-introspect/model'
import type { Key } from '../query/query.js'
import { updateRows } from './update-rows.js'
import { columnNamed } from './values.js'
import type { Writing } from './writing.js'

/**
 * Takes away the links that rows which are to go have among themselves, for the databases that look
 * at each row alone: to InnoDB even a row that links to itself is one that something links to.
 *
 * @returns whether there was anything to take away: links in columns that take no null have to stay
 * @see https://dev.mysql.com/doc/refman/8.0/en/ansi-diff-foreign-keys.html
 */
export async function unlinkRows(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
): Promise<boolean> {
  const columns = linkColumns(table)
  if (columns.length === 0) return false
  await updateRows(writing, table, keys, new Map(columns.map((column) => [column, null])))
  return true
}

/** Columns of links to the table itself that keep a row from going, as far as they can be null. */
function linkColumns(table: Table): readonly string[] {
  const columns = table.foreignKeys
    .filter(({ target, onDelete }) => target === table.id && KEEPING.has(onDelete))
    .flatMap((link) => link.columns)
  return [...new Set(columns)].filter((each) => {
    const { nullable, generated } = columnNamed(table, each)
    return nullable && generated === null
  })
}

const KEEPING: ReadonlySet<string> = new Set(['no action', 'restrict'])
