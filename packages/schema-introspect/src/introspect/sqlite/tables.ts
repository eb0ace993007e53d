import { sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueTable } from '../../model/catalogue.js'
import type { Action } from '../../model/schema-model.js'

/** A table as SQLite lists it, with what the other files of this folder need to know of it. */
export interface SqliteTable extends CatalogueTable {
  readonly withoutRowid: boolean
  /** The `create table` statement, the only place where SQLite keeps CHECKs. */
  readonly sql: string
}

interface TableRow {
  readonly name: string
  readonly type: 'table' | 'view' | 'virtual'
  readonly wr: number
  readonly sql: string | null
  readonly has_triggers: number
}

const ALL: readonly Action[] = ['read', 'create', 'update', 'delete']

/** Tables and views of the main file. The shadow tables behind virtual ones are left out. */
export async function readTables(db: AnyDatabase): Promise<readonly SqliteTable[]> {
  const { rows } = await sql<TableRow>`
    select l.name, l.type, l.wr, s.sql,
      l.name collate nocase in (select g.tbl_name from main.sqlite_schema g where g.type = 'trigger') as has_triggers
    from pragma_table_list l join main.sqlite_schema s on s.name = l.name and s.type in ('table', 'view')
    where l.schema = 'main' and l.type in ('table', 'view', 'virtual')
      and l.name not like 'sqlite\\_%' escape '\\'`.execute(db)
  const estimates = await readEstimates(db)
  return rows.map(({ name, type, wr, sql, has_triggers }) => ({
    schema: 'main',
    name,
    kind: type === 'view' ? 'view' : 'table',
    actions: type === 'view' ? ['read'] : ALL,
    hasTriggers: has_triggers === 1,
    comment: null,
    rowEstimate: estimates.get(name) ?? null,
    withoutRowid: wr === 1,
    sql: sql ?? '',
  }))
}

/** The statistics are there only where somebody ran ANALYZE. */
async function readEstimates(db: AnyDatabase): Promise<ReadonlyMap<string, number>> {
  const { rows: found } = await sql`
    select 1 from main.sqlite_schema where name = 'sqlite_stat1'`.execute(db)
  if (found.length === 0) return new Map()
  const { rows } = await sql<{ tbl: string; rows: number }>`
    select tbl, max(cast(stat as integer)) as rows from main.sqlite_stat1 group by tbl`.execute(db)
  return new Map(rows.map((row) => [row.tbl, row.rows]))
}
