import { sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueForeignKey } from '../../model/catalogue.js'
import type { ReferentialAction } from '../../model/schema-model.js'
import type { ColumnRow } from './columns.js'

interface ForeignKeyRow {
  readonly table: string
  readonly id: number
  readonly target: string
  readonly from: string
  /** null where the key says `references target` and no more. */
  readonly to: string | null
  readonly on_update: string
  readonly on_delete: string
}

export async function readForeignKeys(
  db: AnyDatabase,
  columns: readonly ColumnRow[],
): Promise<readonly CatalogueForeignKey[]> {
  const { rows } = await sql<ForeignKeyRow>`
    select l.name as "table", f.id, f."table" as target, f."from", f."to", f.on_update, f.on_delete
    from pragma_table_list l join pragma_foreign_key_list(l.name, 'main') f
    where l.schema = 'main' and l.type = 'table'
    order by l.name, f.id, f.seq`.execute(db)
  const spelling = new Spelling(columns)
  const groups = new Map<string, ForeignKeyRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.table, row.id])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map((group) => toForeignKey(group, spelling))
}

function toForeignKey(rows: readonly ForeignKeyRow[], spelling: Spelling): CatalogueForeignKey {
  const first = rows[0] as ForeignKeyRow // a group has at least the row that made it
  const targetTable = spelling.table(first.target)
  const columns = rows.map((row) => spelling.column(first.table, row.from))
  return {
    schema: 'main',
    table: first.table,
    // SQLite does not tell the constraint's name.
    name: `${first.table}_${columns.join('_')}_fkey`,
    columns,
    targetSchema: 'main',
    targetTable,
    targetColumns: rows.flatMap((row) =>
      row.to === null ? [] : spelling.column(targetTable, row.to),
    ),
    onUpdate: first.on_update.toLowerCase() as ReferentialAction,
    onDelete: first.on_delete.toLowerCase() as ReferentialAction,
  }
}

/** A foreign key may spell names in another case than their table does. */
class Spelling {
  readonly #names = new Map<string, string>()

  constructor(columns: readonly ColumnRow[]) {
    for (const { table, name } of columns) {
      this.#names.set(table.toLowerCase(), table)
      this.#names.set(JSON.stringify([table, name.toLowerCase()]), name)
    }
  }

  table(name: string): string {
    return this.#names.get(name.toLowerCase()) ?? name
  }

  column(table: string, name: string): string {
    return this.#names.get(JSON.stringify([table, name.toLowerCase()])) ?? name
  }
}
