import type { DialectName } from '@relvar/schema-introspect/model'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '../database.js'

type Sql = RawBuilder<unknown>

/** Where our tables lie beside the user's: a schema, a database, a user or an attached file. */
interface NamespaceDialect {
  /** The name that it has unless told. */
  readonly name: (db: Database) => Promise<string>
  readonly create: (name: string) => readonly Sql[]
  readonly drop: (name: string, tables: readonly string[]) => readonly Sql[]
}

export function namespaceOf(dialect: DialectName): NamespaceDialect {
  return NAMESPACES[dialect]
}

/** https://www.postgresql.org/docs/current/sql-createschema.html */
const postgres: NamespaceDialect = {
  name: () => Promise.resolve('relvar'),
  create: (name) => [sql`create schema if not exists ${sql.id(name)}`],
  drop: (name) => [sql`drop schema if exists ${sql.id(name)} cascade`],
}

/** https://mariadb.com/kb/en/create-database/ */
const mariadb: NamespaceDialect = {
  name: async (db) => `${await textOf(db, sql`select database()`)}_relvar`,
  create: (name) => [
    sql`create database if not exists ${sql.id(name)} character set utf8mb4 collate utf8mb4_bin`,
  ],
  drop: (name) => [sql`drop database if exists ${sql.id(name)}`],
}

/** A schema with tables in it cannot be dropped: https://learn.microsoft.com/en-us/sql/t-sql/statements/drop-schema-transact-sql */
const mssql: NamespaceDialect = {
  name: () => Promise.resolve('relvar'),
  // CREATE SCHEMA has to be alone in its batch.
  create: (name) => [
    sql`if schema_id(${sql.lit(name)}) is null exec(${sql.lit(`create schema [${name.replaceAll(']', ']]')}]`)})`,
  ],
  drop: (name, tables) => [
    ...tables.map((table) => sql`drop table if exists ${sql.id(name, table)}`),
    sql`drop schema if exists ${sql.id(name)}`,
  ],
}

/** A schema is a user: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-USER.html */
const oracle: NamespaceDialect = {
  name: async (db) => `${await textOf(db, sql`select user from dual`)}_RELVAR`,
  create: (name) => [
    sql`create user ${sql.id(name)} no authentication default tablespace users quota unlimited on users`,
  ],
  drop: (name) => [sql`drop user ${sql.id(name)} cascade`],
}

/** An attached file, made when it was attached; whoever attached it deletes it. */
const sqlite: NamespaceDialect = {
  name: () => Promise.resolve('relvar'),
  create: () => [],
  drop: (name, tables) => tables.map((table) => sql`drop table if exists ${sql.id(name, table)}`),
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

async function textOf(db: Database, query: Sql): Promise<string> {
  const { rows } = await query.execute(db)
  const [value] = Object.values(rows[0] as Readonly<Record<string, unknown>>)
  return String(value)
}
