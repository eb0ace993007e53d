import { randomBytes } from 'node:crypto'
import type { TestDatabase } from '../dialect.js'
import { runPrefix } from '../environment.js'

/** A connection in the least words that all drivers can be brought to. */
export interface Connection extends AsyncDisposable {
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** What has to be known of a vendor to make databases on a server of it and to take them away. */
export interface Vendor {
  readonly connect: (url: string) => Promise<Connection>
  /** The server's URL with the database in it. */
  readonly urlOf: (serverUrl: string, name: string) => string
  readonly create: (name: string) => readonly string[]
  /** Names all databases of the server, in a column `name`. */
  readonly list: string
  readonly drop: (server: Connection, name: string) => Promise<void>
}

/** Makes a database with a name of its own; disposing of it drops it. */
export async function createDatabase(vendor: Vendor, serverUrl: string): Promise<TestDatabase> {
  const name = databaseName()
  const url = vendor.urlOf(serverUrl, name)
  {
    await using server = await vendor.connect(serverUrl)
    for (const statement of vendor.create(name)) await server.query(statement)
  }
  return testDatabase({
    url,
    connect: () => vendor.connect(url),
    async drop() {
      await using server = await vendor.connect(serverUrl)
      await vendor.drop(server, name)
    },
  })
}

/** Drops what tests of this run left on a server: those that failed before they could. */
export async function dropLeftovers(vendor: Vendor, serverUrl: string): Promise<void> {
  await using server = await vendor.connect(serverUrl)
  const names = (await server.query(vendor.list)).map(({ name }) => String(name))
  for (const name of names) {
    if (name.toLowerCase().startsWith(`${runPrefix()}_`)) await vendor.drop(server, name)
  }
}

/** Short enough for every vendor's limit and unique without asking the server. */
function databaseName(): string {
  return `${runPrefix()}_${randomBytes(6).toString('hex')}`
}

interface DatabaseParts {
  readonly url: string
  readonly connect: () => Promise<Connection>
  readonly drop: () => Promise<void>
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

export function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
