import pg from 'pg'
import { type Connection, type Vendor, withDatabase } from './database.js'

const LIST = 'select datname as name from pg_database'

/** template0, since template1 cannot be copied while anybody looks at it. */
export const vendor: Vendor = {
  connect: (url) => connectPostgres(url),
  urlOf: withDatabase,
  create: (name) => [`create database ${name} template template0 encoding 'UTF8'`],
  list: LIST,
  async drop(server, name) {
    await server.query(`drop database if exists ${name} with (force)`)
  },
}

/**
 * CockroachDB's INTEGER has 64 bits unless told; the fixtures mean 32, as everybody else does. Who looks
 * past the code under test does not wait for its transactions there, unless they are less important.
 *
 * @see https://www.cockroachlabs.com/docs/stable/transactions#transaction-priorities
 */
export const cockroachdb: Vendor = {
  connect: (url) =>
    connectPostgres(url, '-c default_int_size=4 -c default_transaction_priority=high'),
  urlOf: withDatabase,
  create: (name) => [`create database ${name}`],
  list: LIST,
  async drop(server, name) {
    await server.query(`drop database if exists ${name} cascade`)
  },
}

export async function connectPostgres(url: string, settings = ''): Promise<Connection> {
  // pg knows the scheme `postgres` only.
  const connectionString = url.replace(/^cockroachdb:/, 'postgres:')
  const client = new pg.Client({ connectionString, options: `-c TimeZone=UTC ${settings}` })
  // A server that goes away between statements is reported by the next statement.
  client.on('error', () => undefined)
  await client.connect()
  return {
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows ?? [],
    [Symbol.asyncDispose]: () => client.end(),
  }
}
