import type { AnyDatabase } from '@relvar/schema-introspect'
import type { DialectName } from '@relvar/schema-introspect/model'
import { type RawBuilder, sql } from 'kysely'
import type { HiddenName } from './definitions.js'

/**
 * Names that something has which the model does not show: indexes of expressions, sequences, the foreign keys of
 * tables that are left out. Of the kinds only that share their names with what is made, in the schemas of the user.
 *
 * @param written what SQLite has, read already
 */
export async function readNames(
  db: AnyDatabase,
  dialect: DialectName,
  written: readonly { readonly name: string }[],
): Promise<readonly HiddenName[]> {
  if (dialect === 'sqlite') return written.map(({ name }) => ({ schema: 'main', name }))
  const query = namesQuery(dialect)
  if (query === null) return []
  const { rows } = await query.execute(db)
  return rows.map(({ schema, name }) => ({ schema, name }))
}

/** null where names are those of their table. */
function namesQuery(
  dialect: Exclude<DialectName, 'sqlite'>,
): RawBuilder<{ readonly schema: string; readonly name: string }> | null {
  switch (dialect) {
    case 'postgres':
      return sql`select n.nspname as schema, c.relname as name from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
    case 'cockroachdb':
      return null
    case 'mariadb':
    case 'mysql':
      return sql`select constraint_schema as \`schema\`, constraint_name as name
        from information_schema.table_constraints
        where constraint_schema = database() and constraint_type in ('FOREIGN KEY', 'CHECK')`
    case 'mssql':
      return sql`select s.name as [schema], o.name as [name] from sys.objects o
        join sys.schemas s on s.schema_id = o.schema_id where o.is_ms_shipped = 0`
    case 'oracle':
      return sql`select owner as "schema", constraint_name as "name" from all_constraints
        where owner = sys_context('userenv', 'current_schema')
        union select owner, index_name from all_indexes
        where owner = sys_context('userenv', 'current_schema')`
  }
}
