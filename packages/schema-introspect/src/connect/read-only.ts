import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from 'kysely'

/** A statement that writes was sent over a connection that may only read. */
class ReadOnlyConnectionError extends Error {
  override readonly name = 'ReadOnlyConnectionError'
  readonly code = 'RELVAR_READ_ONLY'

  constructor(word: string) {
    super(`The connection is read-only, so a statement with "${word}" is refused.`)
  }
}

/** Texts, comments and quoted names of T-SQL and Oracle: a word in them does nothing. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\[(?:[^\]]|\]\])*\]|--[^\n]*|\/\*[\s\S]*?\*\//g
const WRITES =
  /\b(?:insert|update|delete|merge|truncate|into|create|alter|drop|rename|grant|revoke|deny|exec|execute|call|begin|declare|bulk|backup|restore|lock)\b/i

/**
 * A dialect that refuses statements that write, for databases whose sessions cannot be told to. It
 * reads their words, so it guards against mistakes; an account that may only read guards against
 * everything.
 */
export function readOnlyDialect(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => guardDriver(dialect.createDriver()),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

/** @internal */
export function assertReads(sql: string): void {
  // FOR UPDATE locks rows and changes none.
  const words = sql.replace(QUOTED, ' ? ').replace(/\bfor\s+update\b/gi, ' ')
  const [word] = WRITES.exec(words) ?? []
  if (word !== undefined) throw new ReadOnlyConnectionError(word)
}

function guardDriver(driver: Driver): Driver {
  const guarded = new WeakSet<DatabaseConnection>()
  const acquire = driver.acquireConnection.bind(driver)
  driver.acquireConnection = async (options) => {
    const connection = await acquire(options)
    if (!guarded.has(connection)) guardConnection(connection)
    guarded.add(connection)
    return connection
  }
  return driver
}

function guardConnection(connection: DatabaseConnection): void {
  const execute = connection.executeQuery.bind(connection)
  const stream = connection.streamQuery.bind(connection)
  connection.executeQuery = async <R>(query: CompiledQuery, ...rest: readonly never[]) => {
    assertReads(query.sql)
    return await execute<R>(query, ...rest)
  }
  connection.streamQuery = <R>(query: CompiledQuery, ...rest: readonly [number, ...never[]]) => {
    assertReads(query.sql)
    return stream<R>(query, ...rest)
  }
}
