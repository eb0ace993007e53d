import oracledb from 'oracledb'
import type { Connection, Vendor } from './database.js'

const DROP_TIMEOUT_MS = 30_000
/** The user has sessions still. */
const CONNECTED = 'ORA-01940'
const NO_SUCH_USER = 'ORA-01918'
/** A session that is gone, or is about to be. */
const GOING: ReadonlySet<unknown> = new Set(['ORA-00030', 'ORA-00031'])

/** What other vendors call a database is a user here. The account of the URL may create users. */
export const vendor: Vendor = {
  connect: connectOracle,
  urlOf(serverUrl, name) {
    const url = new URL(serverUrl)
    url.username = name.toUpperCase()
    url.password = name.toUpperCase()
    return url.href
  },
  create: (name) => [
    `create user ${name} identified by "${name.toUpperCase()}"`,
    `grant create session, create table, create view, create sequence, create trigger, create procedure,
      create materialized view, unlimited tablespace to ${name}`,
    // Tests end their own sessions, to see what becomes of the code that uses them.
    `grant alter system, select any dictionary to ${name}`,
    // Relvar's own tables lie in a user of their own.
    `grant create user, drop user, create any table, alter any table, drop any table, create any index,
      create any sequence, select any sequence, select any table, insert any table, update any table,
      delete any table to ${name}`,
  ],
  list: 'select username as "name" from all_users',
  drop: dropUser,
}

/** A session that was closed a moment ago, or was killed, is in the way until the server noticed. */
async function dropUser(server: Connection, name: string): Promise<void> {
  const deadline = performance.now() + DROP_TIMEOUT_MS
  while (true) {
    try {
      await killSessions(server, name)
      await server.query(`drop user ${name} cascade`)
      return
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (code === NO_SUCH_USER) return
      if (code !== CONNECTED || performance.now() > deadline) throw error
    }
  }
}

async function killSessions(server: Connection, name: string): Promise<void> {
  const sessions = await server.query(
    `select sid || ',' || serial# as "session" from v$session where username = '${name.toUpperCase()}'`,
  )
  for (const { session } of sessions) {
    try {
      await server.query(`alter system kill session '${String(session)}' immediate`)
    } catch (error) {
      if (!GOING.has((error as { code?: unknown }).code)) throw error
    }
  }
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
        // As text, not as something that has to be read by itself.
        fetchTypeHandler: ({ dbType }) =>
          dbType === oracledb.DB_TYPE_CLOB ? { type: oracledb.DB_TYPE_VARCHAR } : undefined,
      })
      return result.rows ?? []
    },
    [Symbol.asyncDispose]: () => connection.close(),
  }
}
