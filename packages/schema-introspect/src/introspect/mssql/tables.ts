import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueTable } from '../../model/catalogue.js'
import type { Action, TableKind } from '../../model/schema-model.js'
import { may } from './rights.js'

interface TableRow {
  readonly schema: string
  readonly name: string
  /** U(ser table) or V(iew). */
  readonly type: string
  readonly external: boolean | null
  readonly comment: string | null
  readonly estimate: string | number | null
  readonly may_insert: number
  readonly may_update: number
  readonly may_delete: number
  /** `INSERT,UPDATE`: what INSTEAD OF triggers of a view do. */
  readonly instead_of: string | null
  readonly has_triggers: number
}

/**
 * Tables and views that people made; `sysdiagrams` and the like are marked as a tool's own. Their
 * rows are shown to whoever has any right to them.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-objects-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-tables-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-partitions-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/extended-properties-catalog-views-sys-extended-properties
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-trigger-events-transact-sql
 */
export async function readTables(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly CatalogueTable[]> {
  const { rows } = await sql<TableRow>`
    select s.name as [schema], o.name as [name], rtrim(o.type) as [type], t.is_external as [external],
      cast(d.value as nvarchar(4000)) as [comment], p.estimate as [estimate],
      ${may('INSERT')} as may_insert, ${may('UPDATE')} as may_update, ${may('DELETE')} as may_delete,
      i.instead_of as instead_of,
      case when exists (select 1 from sys.triggers h where h.parent_id = o.object_id) then 1 else 0 end as has_triggers
    from sys.objects o
      join sys.schemas s on s.schema_id = o.schema_id
      left join sys.tables t on t.object_id = o.object_id
      left join sys.extended_properties d on d.class = 1 and d.major_id = o.object_id
        and d.minor_id = 0 and d.name = 'MS_Description'
      left join (select object_id, sum(rows) as estimate from sys.partitions
        where index_id in (0, 1) group by object_id) p on p.object_id = o.object_id
      left join (select g.parent_id, string_agg(e.type_desc, ',') as instead_of
        from sys.triggers g join sys.trigger_events e on e.object_id = g.object_id
        where g.is_instead_of_trigger = 1 and g.is_disabled = 0 group by g.parent_id) i
        on i.parent_id = o.object_id
    where o.type in ('U', 'V') and o.is_ms_shipped = 0 and ${inSchemas}
      and not exists (select 1 from sys.extended_properties x where x.class = 1
        and x.major_id = o.object_id and x.name = 'microsoft_database_tools_support')`.execute(db)
  return rows.map(toTable)
}

function toTable(row: TableRow): CatalogueTable {
  const { schema, name, comment, estimate } = row
  return {
    schema,
    name,
    kind: toKind(row),
    actions: toActions(row),
    hasTriggers: row.has_triggers === 1,
    comment,
    rowEstimate: estimate === null ? null : Number(estimate),
  }
}

function toKind({ type, external }: TableRow): TableKind {
  if (type === 'V') return 'view'
  return external === true ? 'foreign-table' : 'table'
}

/**
 * Of a view SQL Server says only what its INSTEAD OF triggers do: `is_updatable` of its
 * information_schema is always NO. So other views are read, also those that could be written to.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-information-schema-views/views-transact-sql
 */
function toActions(row: TableRow): readonly Action[] {
  const kind = toKind(row)
  const does = (event: string): boolean =>
    kind === 'table' || (kind === 'view' && (row.instead_of ?? '').split(',').includes(event))
  const actions: Action[] = ['read']
  if (row.may_insert === 1 && does('INSERT')) actions.push('create')
  if (row.may_update === 1 && does('UPDATE')) actions.push('update')
  if (row.may_delete === 1 && does('DELETE')) actions.push('delete')
  return actions
}
