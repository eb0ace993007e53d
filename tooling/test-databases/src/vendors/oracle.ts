import oracledb from 'oracledb'
import type { TestDatabase } from '../dialect.js'
import { type Connection, databaseName, runOn, testDatabase } from './database.js'

/** What other vendors call a database is a user here. The account of the URL may create users. */
export async function createOracleDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = databaseName().toUpperCase()
  const url = new URL(serverUrl)
  url.username = name
  url.password = name
  const server = (): Promise<Connection> => connectOracle(serverUrl)
  await runOn(
    server,
    `create user ${name} identified by "${name}" quota unlimited on users`,
    `grant create session, create table, create view, create sequence, create trigger, create materialized view to ${name}`,
  )
  return testDatabase({
    url: url.href,
    connect: () => connectOracle(url.href),
    drop: () => runOn(server, `drop user ${name} cascade`),
  })
}

async function connectOracle(url: string): Promise<Connection> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const connection = await oracledb.getConnection({
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    connectString: `${hostname}:${port || 1521}${pathname}`,
  })
  await connection.execute(`alter session set time_zone = '+00:00'`)
  return {
    async query(sql) {
      const result = await connection.execute<Record<string, unknown>>(sql, [], {
        autoCommit: true,
        outFormat: oracledb.OUT_FORMAT_OBJECT,
      })
      return result.rows ?? []
    },
    [Symbol.asyncDispose]: () => connection.close(),
  }
}
