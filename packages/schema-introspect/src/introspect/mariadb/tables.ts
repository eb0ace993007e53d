import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueTable } from '../../model/catalogue.js'
import type { Action } from '../../model/schema-model.js'

interface TableRow {
  readonly schema: string
  readonly name: string
  readonly type: string
  readonly comment: string | null
  readonly estimate: string | null
  readonly updatable: string | null
  readonly has_triggers: number | string
}

const ALL: readonly Action[] = ['read', 'create', 'update', 'delete']

/** information_schema shows an account only what it has some right to. */
export async function readTables(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly CatalogueTable[]> {
  const { rows } = await sql<TableRow>`
    select t.table_schema as \`schema\`, t.table_name as name, t.table_type as type,
      t.table_comment as comment, t.table_rows as estimate, v.is_updatable as updatable,
      (t.table_schema, t.table_name) in (select g.event_object_schema, g.event_object_table
        from information_schema.triggers g) as has_triggers
    from information_schema.tables t left join information_schema.views v
      on v.table_schema = t.table_schema and v.table_name = t.table_name
    where t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') and ${inSchemas}`.execute(db)
  return rows.map(toTable)
}

function toTable(row: TableRow): CatalogueTable {
  const { schema, name, type, comment, estimate, updatable } = row
  const isView = type === 'VIEW'
  return {
    schema,
    name,
    kind: isView ? 'view' : 'table',
    actions: isView && updatable !== 'YES' ? ['read'] : ALL,
    hasTriggers: Number(row.has_triggers) === 1,
    // Every view has the comment "VIEW".
    comment: isView || comment === '' ? null : comment,
    rowEstimate: isView || estimate === null ? null : Number(estimate),
  }
}
