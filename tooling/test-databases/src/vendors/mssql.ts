import { Connection as TediousConnection, Request } from 'tedious'
import type { TestDatabase } from '../dialect.js'
import { type Connection, databaseName, runOn, testDatabase, withDatabase } from './database.js'

export async function createMssqlDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = databaseName()
  const url = withDatabase(serverUrl, name)
  const server = (): Promise<Connection> => connectMssql(serverUrl)
  await runOn(server, `create database ${name}`)
  return testDatabase({
    url,
    connect: () => connectMssql(url),
    drop: () =>
      runOn(
        server,
        `alter database ${name} set single_user with rollback immediate`,
        `drop database ${name}`,
      ),
  })
}

async function connectMssql(url: string): Promise<Connection> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const connection = new TediousConnection({
    server: hostname,
    authentication: {
      type: 'default',
      options: { userName: decodeURIComponent(username), password: decodeURIComponent(password) },
    },
    options: {
      port: Number(port || 1433),
      database: decodeURIComponent(pathname.slice(1)) || 'master',
      encrypt: searchParams.get('encrypt') !== 'false',
      // A test server has a certificate that it made itself.
      trustServerCertificate: true,
      useColumnNames: true,
      rowCollectionOnRequestCompletion: true,
    },
  })
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()))
  })
  return {
    query: (sql) => runBatch(connection, sql),
    async [Symbol.asyncDispose]() {
      const ended = new Promise<void>((resolve) => connection.once('end', resolve))
      connection.close()
      await ended
    },
  }
}

type MssqlRows = Readonly<Record<string, { readonly value: unknown }>>[]

function runBatch(connection: TediousConnection, sql: string): Promise<Record<string, unknown>[]> {
  return new Promise((resolve, reject) => {
    const request = new Request(sql, (error, _count, rows: MssqlRows) => {
      if (error) return reject(error)
      resolve(
        rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell.value])),
        ),
      )
    })
    connection.execSqlBatch(request)
  })
}
