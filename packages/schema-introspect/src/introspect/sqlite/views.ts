import { sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import { type ColumnRow, readColumnRows } from './columns.js'
import type { SqliteTable } from './tables.js'

/**
 * The columns of all views in one query. A view over a table that was dropped makes that query
 * fail; then each view is asked by itself, and a broken one is left out of `tables`.
 */
export async function readViewColumns(
  db: AnyDatabase,
  tables: Map<string, SqliteTable>,
): Promise<readonly ColumnRow[]> {
  try {
    return await readColumnRows(db, true)
  } catch (error) {
    if (!isSqlError(error)) throw error
    const views = [...tables.values()].filter((table) => table.kind === 'view')
    const columns = await Promise.all(views.map((view) => readOneView(db, view.name)))
    for (const [index, view] of views.entries()) {
      if (columns[index]?.length === 0) tables.delete(view.name)
    }
    return columns.flat()
  }
}

async function readOneView(db: AnyDatabase, view: string): Promise<readonly ColumnRow[]> {
  try {
    const { rows } = await sql<ColumnRow>`
      select ${view} as "table", name, type, "notnull", dflt_value, pk, hidden
      from pragma_table_xinfo(${view}, 'main') order by cid`.execute(db)
    return rows
  } catch (error) {
    if (isSqlError(error)) return []
    throw error
  }
}

/** SQLITE_ERROR: the statement itself is wrong, here because a view's is. */
function isSqlError(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string }
  return errcode === 1 || code === 'SQLITE_ERROR'
}
