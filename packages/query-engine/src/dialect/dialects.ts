import type { DialectName } from '@relvar/schema-introspect/model'
import type { Dialect } from './dialect.js'
import { mariadb } from './mariadb/index.js'
import { postgres } from './postgres/index.js'
import { sqlite } from './sqlite/index.js'

const DIALECTS: Readonly<Partial<Record<DialectName, Dialect>>> = {
  postgres,
  cockroachdb: { ...postgres, name: 'cockroachdb' },
  mariadb,
  sqlite,
}

/** The engine cannot speak to this database yet. */
export class UnsupportedDialectError extends Error {
  override readonly name = 'UnsupportedDialectError'
  readonly dialect: DialectName

  constructor(dialect: DialectName) {
    super(
      `The query engine does not speak to ${dialect} yet; it does to ${Object.keys(DIALECTS).join(', ')}.`,
    )
    this.dialect = dialect
  }
}

/** @throws UnsupportedDialectError */
export function dialectFor(dialect: DialectName): Dialect {
  const found = DIALECTS[dialect]
  if (found === undefined) throw new UnsupportedDialectError(dialect)
  return found
}
