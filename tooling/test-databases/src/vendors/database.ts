import { randomBytes } from 'node:crypto'
import type { TestDatabase } from '../dialect.js'

/** A connection in the least words that all drivers can be brought to. */
export interface Connection extends AsyncDisposable {
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

interface DatabaseParts {
  readonly url: string
  readonly connect: () => Promise<Connection>
  readonly drop: () => Promise<void>
}

/** Short enough for every vendor's limit and unique without asking the server. */
export function databaseName(): string {
  return `test_${randomBytes(8).toString('hex')}`
}

export function testDatabase({ url, connect, drop }: DatabaseParts): TestDatabase {
  return {
    url,
    async execute(sql) {
      await using connection = await connect()
      for (const statement of typeof sql === 'string' ? [sql] : sql) {
        await connection.query(statement)
      }
    },
    async query(sql) {
      await using connection = await connect()
      return await connection.query(sql)
    },
    [Symbol.asyncDispose]: drop,
  }
}

/** Runs statements on a connection of their own: making and dropping databases. */
export async function runOn(
  connect: () => Promise<Connection>,
  ...statements: string[]
): Promise<void> {
  await using connection = await connect()
  for (const statement of statements) await connection.query(statement)
}

export function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
