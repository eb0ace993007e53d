import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueTable } from '../../model/catalogue.js'
import type { Action, TableKind } from '../../model/schema-model.js'

interface TableRow {
  readonly oid: number
  readonly schema: string
  readonly name: string
  /** r(egular), p(artitioned), v(iew), m(aterialised), f(oreign). */
  readonly kind: string
  readonly comment: string | null
  readonly estimate: number
  /** Bits of what the view (or foreign table) supports: 4 update, 8 insert, 16 delete. */
  readonly supports: number
  readonly may_insert: boolean
  readonly may_update: boolean
  readonly may_delete: boolean
  readonly has_triggers: boolean
}

export interface PostgresTable extends CatalogueTable {
  readonly oid: number
}

const KINDS: Readonly<Record<string, TableKind>> = {
  r: 'table',
  p: 'table',
  v: 'view',
  m: 'materialized-view',
  f: 'foreign-table',
}

/**
 * Everything that holds rows and that this account may read at least a column of. A partitioned
 * table appears once: its partitions are left out, and so are tables that belong to an extension.
 * Any partition may have triggers of its own, so where one has, every partitioned table counts.
 */
export async function readTables(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly PostgresTable[]> {
  const { rows } = await sql<TableRow>`
    select c.oid::int8::float8 as oid, n.nspname as schema, c.relname as name, c.relkind::text as kind,
      obj_description(c.oid, 'pg_class') as comment, c.reltuples::float8 as estimate,
      case when c.relkind in ('v', 'f') then pg_relation_is_updatable(c.oid, false) else 28 end as supports,
      has_table_privilege(c.oid, 'insert') or has_any_column_privilege(c.oid, 'insert') as may_insert,
      has_table_privilege(c.oid, 'update') or has_any_column_privilege(c.oid, 'update') as may_update,
      has_table_privilege(c.oid, 'delete') as may_delete,
      (c.relkind <> 'v' and c.relhasrules) or exists (select 1
        from pg_catalog.pg_trigger g join pg_catalog.pg_class o on o.oid = g.tgrelid
        where not g.tgisinternal and (o.oid = c.oid or (c.relkind = 'p' and o.relispartition))) as has_triggers
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and ${inSchemas}
      and has_schema_privilege(n.oid, 'usage')
      and (has_table_privilege(c.oid, 'select') or has_any_column_privilege(c.oid, 'select'))
      and not exists (select 1 from pg_catalog.pg_depend d where d.objid = c.oid
        and d.classid = 'pg_catalog.pg_class'::regclass and d.deptype = 'e')`.execute(db)
  return rows.map(toTable)
}

function toTable(row: TableRow): PostgresTable {
  return {
    oid: row.oid,
    schema: row.schema,
    name: row.name,
    kind: KINDS[row.kind] ?? 'table',
    actions: toActions(row),
    hasTriggers: row.has_triggers,
    comment: row.comment,
    // -1 before the first ANALYZE; a view has 0.
    rowEstimate: row.estimate < 0 || row.kind === 'v' || row.kind === 'f' ? null : row.estimate,
  }
}

const UPDATE = 4
const INSERT = 8
const DELETE = 16

function toActions(row: TableRow): readonly Action[] {
  const supports = row.kind === 'm' ? 0 : row.supports
  const actions: Action[] = ['read']
  if (row.may_insert && (supports & INSERT) !== 0) actions.push('create')
  if (row.may_update && (supports & UPDATE) !== 0) actions.push('update')
  if (row.may_delete && (supports & DELETE) !== 0) actions.push('delete')
  return actions
}
