import type { DialectName } from '@relvar/schema-introspect/model'
import {
  createQueryId,
  MssqlQueryCompiler,
  MysqlQueryCompiler,
  PostgresQueryCompiler,
  type QueryCompiler,
  type RawBuilder,
  sql,
  SqliteQueryCompiler,
} from 'kysely'

/** A piece of a statement: names quoted by Kysely for the vendor, values as literals. */
export type Sql = RawBuilder<unknown>

/** Oracle quotes names as the standard does, and DDL takes no parameters. */
const COMPILERS: Readonly<Record<DialectName, () => QueryCompiler>> = {
  postgres: () => new PostgresQueryCompiler(),
  cockroachdb: () => new PostgresQueryCompiler(),
  mysql: () => new MysqlQueryCompiler(),
  mariadb: () => new MysqlQueryCompiler(),
  mssql: () => new MssqlQueryCompiler(),
  oracle: () => new PostgresQueryCompiler(),
  sqlite: () => new SqliteQueryCompiler(),
}

/** The text that the vendor is sent. */
export function toText(dialect: DialectName, statement: Sql): string {
  const { sql: text, parameters } = COMPILERS[dialect]().compileQuery(
    statement.toOperationNode(),
    createQueryId(),
  )
  if (parameters.length > 0) throw new Error('DDL takes no parameters.')
  return text
}

/** A string as a literal of the vendor. MySQL's backslash is one only where its SQL mode leaves it. */
export function textLiteral(dialect: DialectName, text: string): Sql {
  const quoted = `'${text.replaceAll("'", "''")}'`
  switch (dialect) {
    case 'mysql':
    case 'mariadb':
      return sql.raw(quoted.replaceAll('\\', '\\\\'))
    case 'mssql':
      return sql.raw(`N${quoted}`)
    default:
      return sql.raw(quoted)
  }
}

export function names(columns: readonly string[]): Sql {
  return sql.join(columns.map((column) => sql.id(column)))
}

/** Lines of a list in parentheses, one each, as people write them. */
export function lines(parts: readonly Sql[]): Sql {
  return sql`(\n  ${sql.join(parts, sql.raw(',\n  '))}\n)`
}
