import { init, validate } from '@guanmingchiu/sqlparser-ts'
import * as polyglot from '@polyglot-sql/sdk'
import type { DialectName } from '@relvar/schema-introspect/model'

const GRAMMARS = {
  sqlite: ['sqlite', 'sqlite'],
  postgres: ['postgresql', 'postgresql'],
  cockroachdb: ['postgresql', 'postgresql'],
  mariadb: ['mysql', 'mysql'],
  mysql: ['mysql', 'mysql'],
  mssql: ['mssql', 'tsql'],
  oracle: ['oracle', 'oracle'],
} as const satisfies Record<DialectName, readonly [string, string]>

/** What a vendor documents and neither of the grammars knows: they are asked about the rest. */
const BEYOND: Readonly<Partial<Record<DialectName, readonly (readonly [RegExp, string])[]>>> = {
  // https://www.cockroachlabs.com/docs/stable/drop-index
  cockroachdb: [[/@"[^"]*"/, '']],
  // https://mariadb.com/kb/en/alter-table/
  mariadb: [[/^(alter table \S+) comment = .*$/, '$1 add column x int']],
  mysql: [[/^(alter table \S+) comment = .*$/, '$1 add column x int']],
  // https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql
  mssql: [[/( alter column "[^"]*" n?varchar\(\d+\)) (?:not )?null$/, '$1']],
  // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html
  oracle: [
    [/ cascade constraints$/, ''],
    [/ online$/, ''],
  ],
}

export async function openGrammars(): Promise<void> {
  await Promise.all([init(), polyglot.init()])
}

/** Whether one of two grammars takes a statement for one of the vendor. Neither of them knows all DDL. */
export function isUnderstood(dialect: DialectName, statement: string): boolean {
  const [first, second] = GRAMMARS[dialect]
  const known = (BEYOND[dialect] ?? []).reduce(
    (text, [words, others]) => text.replace(words, others),
    statement,
  )
  return passes(() => validate(known, first)) || polyglot.validate(known, second).valid
}

function passes(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}
