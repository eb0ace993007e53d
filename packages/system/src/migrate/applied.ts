import type { Migration, SystemTable } from '@relvar/query-engine'
import type { DialectName } from '@relvar/schema-introspect/model'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database.js'
import { NewerSystemTablesError } from '../errors.js'

/** Where every step that was done is noted; a system collection like the others. */
export const migrationsTable: SystemTable = {
  name: 'migrations',
  primaryKey: ['version'],
  columns: {
    version: { type: 'string', length: 100 },
    name: { type: 'string', required: true },
    timestamp: { type: 'timestamp', required: true, traits: { onCreate: 'now' } },
  },
}

/** How a step is noted: `auth:3`. */
export function versionOf(module: string, { version }: Migration): string {
  return `${module}:${version}`
}

/** The steps that were done; null where there are no tables of ours yet. */
export async function readApplied(
  db: Database,
  dialect: DialectName,
  namespace: string,
): Promise<ReadonlySet<string> | null> {
  const { rows: found } = await tableQuery(dialect, namespace).execute(db)
  if (found.length === 0) return null
  const { rows } = await sql<{ version: string }>`
    select ${sql.id('version')} from ${sql.id(namespace, migrationsTable.name)}`.execute(db)
  return new Set(rows.map((row) => row.version))
}

/** One row where the table of the steps is there. */
function tableQuery(dialect: DialectName, namespace: string): RawBuilder<unknown> {
  const { name } = migrationsTable
  switch (dialect) {
    case 'sqlite':
      return sql`select 1 as found from ${sql.id(namespace, 'sqlite_master')} where type = 'table' and name = ${name}`
    case 'oracle':
      return sql`select 1 as found from all_tables where owner = ${namespace} and table_name = ${name}`
    default:
      return sql`select 1 as found from information_schema.tables where table_schema = ${namespace} and table_name = ${name}`
  }
}

export async function noteApplied(
  db: Database,
  dialect: DialectName,
  namespace: string,
  version: string,
  name: string,
): Promise<void> {
  const columns = sql.join(['version', 'name', 'timestamp'].map((each) => sql.id(each)))
  await sql`insert into ${sql.id(namespace, migrationsTable.name)} (${columns})
    values (${version}, ${name}, ${sql.raw(NOW[dialect])})`.execute(db)
}

const NOW: Readonly<Record<DialectName, string>> = {
  postgres: 'current_timestamp',
  cockroachdb: 'current_timestamp',
  mariadb: 'current_timestamp(3)',
  mysql: 'current_timestamp(3)',
  mssql: 'sysdatetimeoffset()',
  oracle: 'systimestamp',
  sqlite: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
}

/** @throws NewerSystemTablesError where a newer program has been here */
export function assertKnown(
  module: string,
  migrations: readonly Migration[],
  applied: ReadonlySet<string>,
): void {
  const known = Math.max(0, ...migrations.map(({ version }) => version))
  for (const each of applied) {
    const [name = '', version] = each.split(':')
    if (name === module && Number(version) > known)
      throw new NewerSystemTablesError(module, Number(version), known)
  }
}
