import mysql from 'mysql2/promise'
import { type Connection, type Vendor, withDatabase } from './database.js'

/** MySQL and MariaDB. */
export const vendor: Vendor = {
  connect: connectMysql,
  urlOf: withDatabase,
  create: (name) => [`create database ${name} character set utf8mb4`],
  list: 'select schema_name as name from information_schema.schemata',
  async drop(server, name) {
    // Tables of another database may link to it.
    await server.query('set foreign_key_checks = 0')
    await server.query(`drop database if exists ${name}`)
  },
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
