import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'

/**
 * Hashes of what the catalogue says. `modify_date` of an object knows of its columns, keys and
 * triggers; comments and rights are elsewhere. FOR JSON and hashes of long texts need SQL Server 2016.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/hashbytes-transact-sql
 */
export async function readFingerprint(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<string> {
  const objects = sql`select s.name as s, o.object_id as i, o.name as n, o.type as t, o.modify_date as d
    from sys.objects o join sys.schemas s on s.schema_id = o.schema_id
    where o.type in ('U', 'V', 'C', 'F', 'PK', 'UQ', 'D', 'TR') and o.is_ms_shipped = 0 and ${inSchemas}
    order by o.object_id`
  const columns = sql`select c.object_id as o, c.column_id as i, c.name as n, c.user_type_id as t,
      c.max_length as l, c.precision as p, c.scale as s, c.is_nullable as u, c.default_object_id as d
    from sys.columns c join sys.objects o on o.object_id = c.object_id
    where o.type in ('U', 'V') and o.is_ms_shipped = 0 order by c.object_id, c.column_id`
  const indexes = sql`select i.object_id as o, i.index_id as i, i.name as n, i.is_unique as u,
      i.filter_definition as f, i.is_disabled as d
    from sys.indexes i join sys.objects o on o.object_id = i.object_id
    where o.type in ('U', 'V') and o.is_ms_shipped = 0 order by i.object_id, i.index_id`
  const comments = sql`select d.major_id as o, d.minor_id as c, cast(d.value as nvarchar(4000)) as v
    from sys.extended_properties d
    where d.class = 1 and d.name = 'MS_Description' order by d.major_id, d.minor_id`
  const rights = sql`select r.major_id as o, r.minor_id as c, r.grantee_principal_id as g, r.type as t, r.state as s
    from sys.database_permissions r
    order by r.class, r.major_id, r.minor_id, r.grantee_principal_id, r.type`
  const { rows } = await sql<Record<string, string | null>>`
    select ${hashOf(objects)} as of_objects, ${hashOf(columns)} as of_columns,
      ${hashOf(indexes)} as of_indexes, ${hashOf(comments)} as of_comments,
      ${hashOf(rights)} as of_rights`.execute(db)
  return JSON.stringify(rows[0])
}

/** NULL where there is nothing at all, which is an answer too. */
function hashOf(query: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<
    string | null
  >`convert(varchar(64), hashbytes('SHA2_256', (${query} for json path)), 2)`
}
