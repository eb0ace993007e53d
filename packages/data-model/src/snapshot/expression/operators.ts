import type { DialectName } from '@relvar/schema-introspect/model'

/** Signs and words between two operands, from those that bind least to those that bind most. */
type Levels = readonly (readonly string[])[]

/** A plus or minus in front of what it is of. */
export const SIGNED = '+-'

const COMPARISONS = ['=', '==', '<>', '!=', '<', '>', '<=', '>=']
const MATCHES = ['in', 'like', 'ilike', 'between', 'similar']

/** @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE */
const POSTGRES: Levels = [
  ['or'],
  ['and'],
  ['not'],
  ['is'],
  COMPARISONS,
  MATCHES,
  '|| -> ->> #> #>> ~ ~~ ~* ~~* !~ !~~ !~* !~~* @> <@ & | << >>'.split(' '),
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
  ['at'],
  ['collate'],
  [SIGNED],
]

/** @see https://mariadb.com/kb/en/operator-precedence/ */
const MARIADB: Levels = [
  ['or', '||'],
  ['xor'],
  ['and', '&&'],
  ['not'],
  ['between'],
  [...COMPARISONS, '<=>', 'is', 'in', 'like', 'regexp', 'rlike'],
  ['|'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%', 'div', 'mod'],
  ['^'],
  [SIGNED],
  ['collate'],
]

/** @see https://www.sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes */
const SQLITE: Levels = [
  ['or'],
  ['and'],
  ['not'],
  ['=', '==', '<>', '!=', 'is', 'in', 'like', 'glob', 'match', 'regexp', 'between'],
  ['<', '>', '<=', '>='],
  ['&', '|', '<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['||', '->', '->>'],
  ['collate'],
  [SIGNED],
]

/** @see https://learn.microsoft.com/en-us/sql/t-sql/language-elements/operator-precedence-transact-sql */
const MSSQL: Levels = [
  ['or'],
  ['and'],
  ['not'],
  [...COMPARISONS, ...MATCHES, 'is'],
  ['+', '-', '&', '^', '|'],
  ['*', '/', '%'],
  [SIGNED],
  ['collate'],
]

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/About-SQL-Operators.html */
const ORACLE: Levels = [
  ['or'],
  ['and'],
  ['not'],
  [...COMPARISONS, ...MATCHES, 'is'],
  ['+', '-', '||'],
  ['*', '/'],
  [SIGNED],
  ['collate'],
]

const LEVELS: Readonly<Record<DialectName, Levels>> = {
  postgres: POSTGRES,
  cockroachdb: POSTGRES,
  mysql: MARIADB,
  mariadb: MARIADB,
  sqlite: SQLITE,
  mssql: MSSQL,
  oracle: ORACLE,
}

/**
 * How strongly operators bind, 1 and more.
 *
 * @example
 * strengthsOf('postgres').get('*') // more than that of '+'
 */
export function strengthsOf(dialect: DialectName): ReadonlyMap<string, number> {
  return new Map(
    LEVELS[dialect].flatMap((level, index) => level.map((name) => [name, index + 1] as const)),
  )
}
