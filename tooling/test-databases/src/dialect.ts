/** The vendors of the matrix. Spelled as in `@relvar/schema-introspect`, which these tools must not import. */
export type DialectName =
  | 'sqlite'
  | 'postgres'
  | 'mariadb'
  | 'mysql'
  | 'mssql'
  | 'oracle'
  | 'cockroachdb'

/** One column of the test matrix. */
export interface TestDialect {
  readonly name: DialectName
  /** Why this vendor cannot be tested here; null where it can. */
  readonly skip: string | null
  /** Makes a fresh, empty database with a name of its own; disposing it drops it. */
  readonly createDatabase: () => Promise<TestDatabase>
}

/**
 * A database that belongs to one test.
 *
 * @example
 * await using database = await dialect.createDatabase()
 * await database.execute(shopFixture(dialect.name))
 * const db = await connect(database.url)
 */
export interface TestDatabase extends AsyncDisposable {
  /** In the form that `DATABASE_URL` takes: `postgres://postgres@127.0.0.1:41234/test_1f...`. */
  readonly url: string
  /** Runs statements one after another on one connection, so `set` and temporary tables last for the call. */
  readonly execute: (sql: string | readonly string[]) => Promise<void>
  /** Runs one statement past the code under test, as the driver gives its rows. */
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}
