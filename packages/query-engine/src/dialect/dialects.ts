import type { DialectName } from '@relvar/schema-introspect/model'
import { cockroachdb } from './cockroachdb/index.js'
import type { Dialect } from './dialect.js'
import { mariadb } from './mariadb/index.js'
import { mssql } from './mssql/index.js'
import { mysql } from './mysql/index.js'
import { oracle } from './oracle/index.js'
import { postgres } from './postgres/index.js'
import { sqlite } from './sqlite/index.js'

const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  sqlite,
  postgres,
  mariadb,
  mysql,
  mssql,
  oracle,
  cockroachdb,
}

/** The engine cannot speak to this database. */
export class UnsupportedDialectError extends Error {
  override readonly name = 'UnsupportedDialectError'
  readonly dialect: string

  constructor(dialect: string) {
    super(
      `The query engine does not speak to ${dialect}; it does to ${Object.keys(DIALECTS).join(', ')}.`,
    )
    this.dialect = dialect
  }
}

/** @throws UnsupportedDialectError for a model that was made of another database by hand */
export function dialectFor(dialect: DialectName): Dialect {
  if (!Object.hasOwn(DIALECTS, dialect)) throw new UnsupportedDialectError(dialect)
  return DIALECTS[dialect]
}
