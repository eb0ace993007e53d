import { Connection as TediousConnection, Request } from 'tedious'
import { type Connection, type Vendor, withDatabase } from './database.js'

/** A database is a copy of `model`, which only one CREATE at a time may read (error 1807). */
const LOCK = `@resource = 'relvar_test_databases', @lockowner = 'session'`

export const vendor: Vendor = {
  connect: connectMssql,
  urlOf(serverUrl, name) {
    const url = new URL(withDatabase(serverUrl, name))
    // A test server has a certificate that it made itself.
    if (!url.searchParams.has('trustServerCertificate'))
      url.searchParams.set('trustServerCertificate', 'true')
    return url.href
  },
  create: (name) => [
    `exec sp_getapplock ${LOCK}, @lockmode = 'exclusive', @locktimeout = 60000`,
    `create database ${name}`,
    `exec sp_releaseapplock ${LOCK}`,
    // Who reads waits for nobody who writes, as everywhere else (and in Azure unless told).
    `alter database ${name} set read_committed_snapshot on`,
  ],
  list: 'select name from sys.databases',
  async drop(server, name) {
    // One batch, so that nobody takes the place of the single user in between.
    await server.query(
      `if db_id('${name}') is not null begin
        alter database ${name} set single_user with rollback immediate
        drop database ${name}
      end`,
    )
  },
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
