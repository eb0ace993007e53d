import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueTable } from '../../model/catalogue.js'
import type { Action, TableKind } from '../../model/schema-model.js'

interface TableRow {
  readonly schema: string
  readonly name: string
  readonly kind: TableKind
  readonly comment: string | null
  readonly estimate: string | number | null
  readonly insertable: 'YES' | 'NO' | null
  readonly updatable: 'YES' | 'NO' | null
  readonly deletable: 'YES' | 'NO' | null
  readonly may_insert: number
  readonly may_update: number
  readonly may_delete: number
  readonly has_triggers: number
}

/**
 * 1 where this account may change the table: it is its owner, or it, PUBLIC or a role that is
 * enabled was granted the right to it or to any table.
 */
function may(right: 'INSERT' | 'UPDATE' | 'DELETE'): RawBuilder<number> {
  return sql<number>`case when t.owner = sys_context('userenv', 'session_user')
      or exists (select 1 from session_privs p where p.privilege = ${sql.lit(`${right} ANY TABLE`)})
      or exists (select 1 from all_tab_privs p where p.table_schema = t.owner
        and p.table_name = t.name and p.privilege = ${sql.lit(right)}
        and (p.grantee in (sys_context('userenv', 'session_user'), 'PUBLIC')
          or p.grantee in (select r.role from session_roles r)))
    then 1 else 0 end`
}

/**
 * What holds rows and is accessible. A materialised view is a table too, by the same name. Tables
 * inside tables (nested, overflow of an index, of a domain index, in the recycle bin) are left out.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_TABLES.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_VIEWS.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_MVIEWS.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_EXTERNAL_TABLES.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_UPDATABLE_COLUMNS.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_TAB_PRIVS.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_TRIGGERS.html
 */
export async function readTables(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly CatalogueTable[]> {
  const { rows } = await sql<TableRow>`
    select t.owner as "schema", t.name as "name", t.kind as "kind", c.comments as "comment",
      t.estimate as "estimate", u.insertable as "insertable", u.updatable as "updatable",
      u.deletable as "deletable", ${may('INSERT')} as "may_insert",
      ${may('UPDATE')} as "may_update", ${may('DELETE')} as "may_delete",
      case when exists (select 1 from all_triggers g where g.table_owner = t.owner and g.table_name = t.name)
        then 1 else 0 end as "has_triggers"
    from (
      select a.owner, a.table_name as name, a.num_rows as estimate,
        case when m.mview_name is not null then 'materialized-view'
          when e.table_name is not null then 'foreign-table' else 'table' end as kind
      from all_tables a
        left join all_mviews m on m.owner = a.owner and m.container_name = a.table_name
        left join all_external_tables e on e.owner = a.owner and e.table_name = a.table_name
      where a.nested = 'NO' and a.secondary = 'N' and a.dropped = 'NO'
        and (a.iot_type is null or a.iot_type = 'IOT')
      union all
      select v.owner, v.view_name, null, 'view' from all_views v
    ) t
      left join all_tab_comments c on c.owner = t.owner and c.table_name = t.name
      left join (
        select owner, table_name, max(insertable) as insertable, max(updatable) as updatable,
          max(deletable) as deletable
        from all_updatable_columns group by owner, table_name
      ) u on u.owner = t.owner and u.table_name = t.name
    where ${inSchemas}`.execute(db)
  return rows.map(toTable)
}

function toTable(row: TableRow): CatalogueTable {
  const { schema, name, kind, comment, estimate } = row
  return {
    schema,
    name,
    kind,
    actions: toActions(row),
    hasTriggers: row.has_triggers === 1,
    comment,
    rowEstimate: estimate === null ? null : Number(estimate),
  }
}

function toActions(row: TableRow): readonly Action[] {
  const changes = row.kind === 'table' || row.kind === 'view'
  const actions: Action[] = ['read']
  if (!changes) return actions
  if (row.may_insert === 1 && row.insertable !== 'NO') actions.push('create')
  if (row.may_update === 1 && row.updatable !== 'NO') actions.push('update')
  if (row.may_delete === 1 && row.deletable !== 'NO') actions.push('delete')
  return actions
}
