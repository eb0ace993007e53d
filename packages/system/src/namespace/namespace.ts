import type { DialectName } from '@relvar/schema-introspect/model'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '../database.js'

type Sql = RawBuilder<unknown>

/** Where our tables lie beside the user's: a schema, a database, a user or an attached file. */
interface NamespaceDialect {
  /** The name that it has beside a user's tables, unless told. */
  readonly beside: (db: Database) => Promise<string>
  /** What a database of our own has for one without our doing; null where one has to be made there, too. */
  readonly home: ((db: Database) => Promise<string>) | null
  readonly create: (name: string) => readonly Sql[]
  /** The names of all tables and views in it, ours or not. */
  readonly content: (name: string) => RawBuilder<{ readonly name: string }>
  readonly drop: (name: string, tables: readonly string[]) => readonly Sql[]
}

export function namespaceOf(dialect: DialectName): NamespaceDialect {
  return NAMESPACES[dialect]
}

/** https://www.postgresql.org/docs/current/sql-createschema.html */
const postgres: NamespaceDialect = {
  beside: () => Promise.resolve('relvar'),
  home: null,
  create: (name) => [sql`create schema if not exists ${sql.id(name)}`],
  // The catalogue tells of tables, too, that the account may not look into.
  content: (name) =>
    sql`select relname as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = ${name} and c.relkind in ('r', 'p', 'v', 'm', 'f')`,
  drop: (name) => [sql`drop schema if exists ${sql.id(name)} cascade`],
}

/** https://mariadb.com/kb/en/create-database/ */
const mariadb: NamespaceDialect = {
  beside: async (db) => `${await textOf(db, sql`select database()`)}_relvar`,
  home: (db) => textOf(db, sql`select database()`),
  create: (name) => [
    sql`create database if not exists ${sql.id(name)} character set utf8mb4 collate utf8mb4_bin`,
  ],
  content: inInformationSchema,
  drop: (name) => [sql`drop database if exists ${sql.id(name)}`],
}

/** A schema with tables in it cannot be dropped: https://learn.microsoft.com/en-us/sql/t-sql/statements/drop-schema-transact-sql */
const mssql: NamespaceDialect = {
  beside: () => Promise.resolve('relvar'),
  home: null,
  // CREATE SCHEMA has to be alone in its batch.
  create: (name) => [
    sql`if schema_id(${sql.lit(name)}) is null exec(${sql.lit(`create schema [${name.replaceAll(']', ']]')}]`)})`,
  ],
  content: inInformationSchema,
  drop: (name, tables) => [...dropTables(name, tables), sql`drop schema if exists ${sql.id(name)}`],
}

/** A schema is a user: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-USER.html */
const oracle: NamespaceDialect = {
  beside: async (db) => `${await textOf(db, sql`select user from dual`)}_RELVAR`,
  home: (db) => textOf(db, sql`select user from dual`),
  create: (name) => [
    sql`create user ${sql.id(name)} no authentication default tablespace users quota unlimited on users`,
  ],
  content: (name) =>
    sql`select object_name as ${sql.id('name')} from all_objects where owner = ${name} and object_type in ('TABLE', 'VIEW', 'MATERIALIZED VIEW')`,
  drop: (name) => [sql`drop user ${sql.id(name)} cascade`],
}

/** An attached file, or a file of our own, made when it was opened; whoever opened it deletes it. */
const sqlite: NamespaceDialect = {
  beside: () => Promise.resolve('relvar'),
  home: () => Promise.resolve('main'),
  create: () => [],
  content: (name) =>
    sql`select name from ${sql.id(name, 'sqlite_master')} where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\'`,
  drop: dropTables,
}

function inInformationSchema(name: string): RawBuilder<{ readonly name: string }> {
  return sql`select table_name as name from information_schema.tables where table_schema = ${name}`
}

export function dropTables(name: string, tables: readonly string[]): readonly Sql[] {
  return tables.map((table) => sql`drop table ${sql.id(name, table)}`)
}

const NAMESPACES: Readonly<Record<DialectName, NamespaceDialect>> = {
  postgres,
  cockroachdb: postgres,
  mariadb,
  mysql: mariadb,
  mssql,
  oracle,
  sqlite,
}

export interface NamespaceOptions {
  readonly db: Database
  /** The schema, database, user or attached file that they lie in. Unless told, by the vendor's custom: `relvar`, `<database>_relvar` ... */
  readonly namespace?: string
  /** Nothing of a user's lies in the database, so that they need no place beside it. */
  readonly alone?: boolean
}

/** Where our tables lie. */
export interface Place {
  readonly namespace: string
  /** It is there without our doing, and stays when our tables go. */
  readonly isHome: boolean
}

export async function placeOf(
  { db, namespace, alone = false }: NamespaceOptions,
  dialect: DialectName,
): Promise<Place> {
  if (namespace !== undefined) return { namespace, isHome: false }
  const { home, beside } = namespaceOf(dialect)
  if (alone && home !== null) return { namespace: await home(db), isHome: true }
  return { namespace: await beside(db), isHome: false }
}

/** The names of all tables and views that lie there, ours or not. */
export async function contentOf(
  db: Database,
  dialect: DialectName,
  namespace: string,
): Promise<readonly string[]> {
  const { rows } = await namespaceOf(dialect).content(namespace).execute(db)
  return rows.map(({ name }) => name)
}

async function textOf(db: Database, query: Sql): Promise<string> {
  const { rows } = await query.execute(db)
  const [value] = Object.values(rows[0] as Readonly<Record<string, unknown>>)
  return String(value)
}
