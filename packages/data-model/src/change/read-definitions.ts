import type { AnyDatabase } from '@relvar/schema-introspect'
import type { DialectName, SchemaModel, Table, TableId } from '@relvar/schema-introspect/model'
import { findTable } from '@relvar/schema-introspect/model'
import { type RawBuilder, sql } from 'kysely'
import { readCollations } from './read-collations.js'
import { readNames } from './read-names.js'
import {
  type AttachedDefinition,
  type Definitions,
  LARGE,
  type TableDefinition,
  type ViewDefinition,
} from './definitions.js'
import { place } from './ddl/standard.js'
import type { SchemaChange } from './schema-change.js'

/**
 * Reads what the model does not hold of the tables that some changes are about: their statements where
 * the database keeps those, names of constraints, whether there are rows, and the views that may use them.
 */
export async function readDefinitions(
  db: AnyDatabase,
  model: SchemaModel,
  changes: readonly SchemaChange[],
): Promise<Definitions> {
  const named = tablesOf(model, changes)
  // SQLite's tables name each other in their statements, which are rewritten with what is renamed.
  const tables = model.dialect === 'sqlite' ? allTables(model) : named
  const entries: (readonly [TableId, TableDefinition])[] = []
  const written = model.dialect === 'sqlite' ? await readSqliteSchema(db) : []
  for (const table of tables) {
    const known = named.includes(table)
    const content = known
      ? await readContent(db, model.dialect, table, requiredColumns(changes, table))
      : NOT_LOOKED_AT
    const structure = await readStructure(db, model.dialect, table, written)
    entries.push([table.id, { ...structure, ...content }])
  }
  const views = await readViews(db, model)
  const names = changes.some(bringsNames) ? await readNames(db, model.dialect, written) : []
  const collations = await readCollations(db, model, changes)
  return { tables: Object.fromEntries(entries), views, names, collations }
}

/** Whether a change makes something that has a name among others. */
function bringsNames({ kind }: SchemaChange): boolean {
  return kind === 'create-table' || kind === 'alter-column' || kind.startsWith('add-')
}

const NOT_LOOKED_AT = { hasRows: true, isLarge: false, withNulls: [] }

function allTables(model: SchemaModel): readonly Table[] {
  return Object.values(model.tables).filter(({ kind }) => kind === 'table')
}

function tablesOf(model: SchemaModel, changes: readonly SchemaChange[]): readonly Table[] {
  const ids = new Set(
    changes.flatMap((change) =>
      'table' in change && typeof change.table === 'string' ? [change.table] : [],
    ),
  )
  return [...ids].flatMap((id) => {
    const table = findTable(model, id)
    return table?.kind === 'table' ? [table] : []
  })
}

function requiredColumns(changes: readonly SchemaChange[], table: Table): readonly string[] {
  const columns = changes.flatMap((change) =>
    change.kind === 'alter-column' && change.table === table.id && change.set.nullable === false
      ? [change.column]
      : [],
  )
  return table.columns
    .filter(({ name, nullable }) => nullable && columns.includes(name))
    .map(({ name }) => name)
}

async function readContent(
  db: AnyDatabase,
  dialect: DialectName,
  table: Table,
  columns: readonly string[],
): Promise<Pick<TableDefinition, 'hasRows' | 'isLarge' | 'withNulls'>> {
  const all = sql`from ${place(dialect, table)}`
  const hasRows = await isThere(db, dialect, all)
  // SQLite estimates what was analyzed, and PostgreSQL what was vacuumed or analyzed.
  const isLarge =
    hasRows && table.rowEstimate === null && (await isThere(db, dialect, all, LARGE - 1))
  const withNulls: string[] = []
  for (const column of columns) {
    const without = sql`from ${place(dialect, table)} where ${sql.id(column)} is null`
    if (await isThere(db, dialect, without)) withNulls.push(column)
  }
  return { hasRows, isLarge, withNulls }
}

/** Whether there are more rows than some. */
async function isThere(
  db: AnyDatabase,
  dialect: DialectName,
  from: RawBuilder<unknown>,
  some = 0,
): Promise<boolean> {
  const next = sql.lit(some)
  const first =
    dialect === 'mssql'
      ? sql`select 1 as found ${from} order by (select null) offset ${next} rows fetch next 1 rows only`
      : dialect === 'oracle'
        ? sql`select 1 as found ${from} offset ${next} rows fetch next 1 rows only`
        : sql`select 1 as found ${from} limit 1 offset ${next}`
  const { rows } = await first.execute(db)
  return rows.length > 0
}

type Structure = Omit<TableDefinition, 'hasRows' | 'isLarge' | 'withNulls'>

async function readStructure(
  db: AnyDatabase,
  dialect: DialectName,
  table: Table,
  written: readonly SqliteObject[],
): Promise<Structure> {
  const nothing: Structure = {
    sql: null,
    attached: [],
    constraints: [],
    defaults: {},
    ownCollations: {},
  }
  switch (dialect) {
    case 'sqlite':
      return { ...nothing, ...writtenOf(written, table) }
    case 'mariadb':
    case 'mysql':
      return { ...nothing, sql: await readCreateTable(db, table) }
    case 'postgres':
    case 'cockroachdb':
      return { ...nothing, constraints: await readPostgresUniques(db, table) }
    case 'mssql':
      return {
        ...nothing,
        constraints: await readMssqlUniques(db, table),
        defaults: await readMssqlDefaults(db, table),
        ownCollations: await readMssqlCollations(db, table),
      }
    case 'oracle':
      return { ...nothing, constraints: await readOracleUniques(db, table) }
  }
}

interface SqliteObject {
  readonly type: 'table' | 'index' | 'trigger' | 'view'
  readonly name: string
  readonly table: string
  /** null for an index that belongs to a constraint. */
  readonly sql: string | null
}

/** In the order in which they were made, so that they can be made again in it. */
async function readSqliteSchema(db: AnyDatabase): Promise<readonly SqliteObject[]> {
  const { rows } = await sql<SqliteObject>`
    select type, name, tbl_name as "table", sql from main.sqlite_schema order by rowid`.execute(db)
  return rows
}

function writtenOf(
  objects: readonly SqliteObject[],
  { name }: Table,
): Pick<TableDefinition, 'sql' | 'attached'> {
  const isOf = (each: SqliteObject): boolean => each.table.toLowerCase() === name.toLowerCase()
  const table = objects.find((each) => each.type === 'table' && isOf(each))
  const attached = objects.flatMap((each): readonly AttachedDefinition[] => {
    const { type, sql: text } = each
    const isAttached = isOf(each) && (type === 'index' || type === 'trigger')
    return isAttached && text !== null ? [{ kind: type, name: each.name, sql: text }] : []
  })
  return { sql: table?.sql ?? null, attached }
}

async function readCreateTable(db: AnyDatabase, table: Table): Promise<string | null> {
  const { rows } = await sql<Record<string, string>>`
    show create table ${sql.id(table.schema, table.name)}`.execute(db)
  return rows[0]?.['Create Table'] ?? null
}

async function names(
  db: AnyDatabase,
  query: RawBuilder<{ readonly name: string }>,
): Promise<readonly string[]> {
  const { rows } = await query.execute(db)
  return rows.map(({ name }) => name)
}

function readPostgresUniques(db: AnyDatabase, table: Table): Promise<readonly string[]> {
  return names(
    db,
    sql`select k.conname as name from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'u' and n.nspname = ${table.schema} and c.relname = ${table.name}`,
  )
}

/** @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-key-constraints-transact-sql */
function readMssqlUniques(db: AnyDatabase, { schema, name }: Table): Promise<readonly string[]> {
  return names(
    db,
    sql`select k.name as [name] from sys.key_constraints k
      join sys.objects o on o.object_id = k.parent_object_id
      join sys.schemas s on s.schema_id = o.schema_id
      where k.type = 'UQ' and s.name = ${schema} and o.name = ${name}`,
  )
}

/** @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-default-constraints-transact-sql */
async function readMssqlDefaults(
  db: AnyDatabase,
  { schema, name }: Table,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ name: string; column: string }>`
    select d.name as [name], c.name as [column] from sys.default_constraints d
      join sys.columns c on c.object_id = d.parent_object_id and c.column_id = d.parent_column_id
      join sys.objects o on o.object_id = d.parent_object_id
      join sys.schemas s on s.schema_id = o.schema_id
      where s.name = ${schema} and o.name = ${name}`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.column, row.name]))
}

/** @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-columns-transact-sql */
async function readMssqlCollations(
  db: AnyDatabase,
  { schema, name }: Table,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ name: string; collation: string }>`
    select c.name as [name], c.collation_name as [collation] from sys.columns c
      join sys.objects o on o.object_id = c.object_id
      join sys.schemas s on s.schema_id = o.schema_id
      where s.name = ${schema} and o.name = ${name}
        and c.collation_name <> cast(databasepropertyex(db_name(), 'Collation') as sysname)`.execute(
    db,
  )
  return Object.fromEntries(rows.map((row) => [row.name, row.collation]))
}

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_CONSTRAINTS.html */
function readOracleUniques(db: AnyDatabase, { schema, name }: Table): Promise<readonly string[]> {
  return names(
    db,
    sql`select constraint_name as "name" from all_constraints
      where constraint_type = 'U' and owner = ${schema} and table_name = ${name}`,
  )
}

/** What the account may see of the queries of views; a view without a text breaks no plan. */
async function readViews(db: AnyDatabase, model: SchemaModel): Promise<readonly ViewDefinition[]> {
  const views = Object.values(model.tables).filter(({ kind }) => kind.endsWith('view'))
  if (views.length === 0) return []
  const { rows } = await viewsQuery(model.dialect).execute(db)
  return rows.flatMap(({ schema, name, sql: text }) => {
    const view = views.find((each) => each.schema === schema && each.name === name)
    return view === undefined || text === null ? [] : [{ id: view.id, sql: text }]
  })
}

interface ViewRow {
  readonly schema: string
  readonly name: string
  readonly sql: string | null
}

function viewsQuery(dialect: DialectName): RawBuilder<ViewRow> {
  switch (dialect) {
    case 'sqlite':
      return sql`select 'main' as schema, name, sql from main.sqlite_schema where type = 'view'`
    case 'mariadb':
    case 'mysql':
      return sql`select table_schema as \`schema\`, table_name as name, view_definition as \`sql\`
        from information_schema.views`
    case 'mssql':
      return sql`select s.name as [schema], o.name as [name], m.definition as [sql]
        from sys.sql_modules m join sys.objects o on o.object_id = m.object_id
          join sys.schemas s on s.schema_id = o.schema_id where o.type = 'V'`
    case 'oracle':
      return sql`select owner as "schema", view_name as "name", text_vc as "sql" from all_views
        where owner = sys_context('userenv', 'current_schema')`
    default:
      return sql`select n.nspname as schema, c.relname as name, pg_get_viewdef(c.oid) as sql
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`
  }
}
