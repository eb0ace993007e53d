import pg from 'pg'
import type { TestDatabase } from '../dialect.js'
import { type Connection, databaseName, runOn, testDatabase, withDatabase } from './database.js'

/** template0, since template1 cannot be copied while anybody looks at it. */
export function createPostgresDatabase(serverUrl: string): Promise<TestDatabase> {
  return createDatabase(serverUrl, {
    create: (name) => `create database ${name} template template0 encoding 'UTF8'`,
    drop: (name) => `drop database if exists ${name} with (force)`,
  })
}

export function createCockroachDatabase(serverUrl: string): Promise<TestDatabase> {
  return createDatabase(serverUrl, {
    create: (name) => `create database ${name}`,
    drop: (name) => `drop database if exists ${name} cascade`,
  })
}

interface Statements {
  readonly create: (name: string) => string
  readonly drop: (name: string) => string
}

async function createDatabase(serverUrl: string, statements: Statements): Promise<TestDatabase> {
  const name = databaseName()
  const url = withDatabase(serverUrl, name)
  const server = (): Promise<Connection> => connectPostgres(serverUrl)
  await runOn(server, statements.create(name))
  return testDatabase({
    url,
    connect: () => connectPostgres(url),
    drop: () => runOn(server, statements.drop(name)),
  })
}

export async function connectPostgres(url: string): Promise<Connection> {
  // pg knows the scheme `postgres` only.
  const connectionString = url.replace(/^cockroachdb:/, 'postgres:')
  const client = new pg.Client({ connectionString, options: '-c TimeZone=UTC' })
  // A server that goes away between statements is reported by the next statement.
  client.on('error', () => undefined)
  await client.connect()
  return {
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows ?? [],
    [Symbol.asyncDispose]: () => client.end(),
  }
}
