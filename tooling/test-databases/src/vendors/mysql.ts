import mysql from 'mysql2/promise'
import type { TestDatabase } from '../dialect.js'
import { type Connection, databaseName, runOn, testDatabase, withDatabase } from './database.js'

/** MySQL and MariaDB. */
export async function createMysqlDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = databaseName()
  const url = withDatabase(serverUrl, name)
  const server = (): Promise<Connection> => connectMysql(serverUrl)
  await runOn(server, `create database ${name} character set utf8mb4`)
  return testDatabase({
    url,
    connect: () => connectMysql(url),
    drop: () => runOn(server, `drop database if exists ${name}`),
  })
}

export async function connectMysql(url: string): Promise<Connection> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const connection = await mysql.createConnection({
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || undefined,
    charset: 'utf8mb4',
    timezone: 'Z',
    multipleStatements: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  })
  await connection.query(`set time_zone = '+00:00'`)
  return {
    async query(sql) {
      const [rows] = await connection.query(sql)
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []
    },
    [Symbol.asyncDispose]: () => connection.end(),
  }
}
