import { createHash } from 'node:crypto'
import type { DialectName } from '@relvar/schema-introspect/model'
import { ChangeRefusedError } from './errors.js'

/**
 * How long a name may be, and in what that is counted.
 *
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 * @see https://dev.mysql.com/doc/refman/8.4/en/identifier-length.html
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/databases/database-identifiers
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Database-Object-Names-and-Qualifiers.html
 */
interface NameRules {
  readonly limit: number
  readonly unit: 'bytes' | 'characters'
  /** Names of columns that differ in case alone are one name; so are those of tables. */
  readonly foldsColumns: boolean
  readonly foldsTables: boolean
  /** Characters that no name may hold. */
  readonly forbidden: RegExp
}

const NUL = /\0/
/** Half of a character that UTF-16 writes in two: no encoding has it. */
const HALF_CHARACTER = /\p{Surrogate}/u
/** MySQL and MariaDB have names within the basic plane only, and none that end in a blank. */
const OUTSIDE_BASIC_PLANE = /\0|[\u{10000}-\u{10ffff}]| $/u

const POSTGRES: NameRules = {
  limit: 63,
  unit: 'bytes',
  foldsColumns: false,
  foldsTables: false,
  forbidden: NUL,
}
/** Whether names of tables fold depends on the file system there: a clash is refused everywhere. */
const MYSQL: NameRules = {
  limit: 64,
  unit: 'characters',
  foldsColumns: true,
  foldsTables: true,
  forbidden: OUTSIDE_BASIC_PLANE,
}

const RULES: Readonly<Record<DialectName, NameRules>> = {
  postgres: POSTGRES,
  // It has no limit; PostgreSQL's keeps dumps and constraint names portable between the two.
  cockroachdb: POSTGRES,
  mysql: MYSQL,
  mariadb: MYSQL,
  // The default collation tells no cases apart.
  mssql: { limit: 128, unit: 'characters', foldsColumns: true, foldsTables: true, forbidden: NUL },
  // 128 bytes since 12.2; a quote cannot be part of a name there.
  oracle: { limit: 128, unit: 'bytes', foldsColumns: false, foldsTables: false, forbidden: /\0|"/ },
  sqlite: {
    limit: Number.POSITIVE_INFINITY,
    unit: 'bytes',
    foldsColumns: true,
    foldsTables: true,
    forbidden: NUL,
  },
}

/** @throws ChangeRefusedError where the vendor has no such name, or would cut it */
export function assertName(dialect: DialectName, name: string, what: string): void {
  const { limit, unit, forbidden } = RULES[dialect]
  if (name === '') throw new ChangeRefusedError('invalid-name', `The name of ${what} is empty.`)
  if (forbidden.test(name) || HALF_CHARACTER.test(name))
    throw new ChangeRefusedError(
      'invalid-name',
      `The name of ${what} holds a character that names of this database cannot hold.`,
    )
  if (sizeOf(name, unit) > limit)
    throw new ChangeRefusedError(
      'invalid-name',
      `The name of ${what} is longer than the ${limit} ${unit} that this database allows.`,
    )
}

function sizeOf(name: string, unit: NameRules['unit']): number {
  return unit === 'bytes' ? Buffer.byteLength(name) : name.length
}

/** Whether the vendor takes two names of tables (or of columns of one table) for the same. */
export function isSameName(
  dialect: DialectName,
  kind: 'table' | 'column',
  left: string,
  right: string,
): boolean {
  const rules = RULES[dialect]
  const folds = kind === 'table' ? rules.foldsTables : rules.foldsColumns
  return folds ? left.toLowerCase() === right.toLowerCase() : left === right
}

export type ConstraintKind =
  | 'foreign'
  | 'unique'
  | 'index'
  | 'default'
  | 'values'
  | 'boolean'
  | 'json'

/** As clients of the wire expect them: 60 characters where the vendor says nothing shorter. */
const CONSTRAINT_LIMITS: Readonly<Record<DialectName, number>> = {
  postgres: 63,
  cockroachdb: 63,
  mysql: 64,
  mariadb: 64,
  mssql: 128,
  oracle: 128,
  sqlite: Number.POSITIVE_INFINITY,
}

/**
 * The name of a constraint that nobody named: `<table>_<columns>_<kind>` in lower case, dots and hyphens
 * as underscores. Beyond the vendor's limit it is cut and told apart by a hash: `article_a_very__1a2b3c4d_unique`.
 *
 * @param number which of several of that name, from 1 on: `article_author_id_foreign_2`
 *
 * @example
 * constraintName('postgres', 'article', ['author_id'], 'foreign') // 'article_author_id_foreign'
 */
export function constraintName(
  dialect: DialectName,
  table: string,
  columns: readonly string[],
  kind: ConstraintKind,
  number = 1,
): string {
  const end = number === 1 ? kind : `${kind}_${number}`
  const whole = [table, ...columns, end].join('_').toLowerCase().replaceAll(/[.-]/g, '_')
  const name = dialect === 'oracle' ? whole.replaceAll('"', '_') : whole
  const limit = CONSTRAINT_LIMITS[dialect]
  const { unit } = RULES[dialect]
  if (sizeOf(name, unit) <= limit) return name
  const hash = createHash('sha1').update(name).digest('hex').slice(0, 8)
  const tail = `__${hash}_${end}`
  return `${cut(name, limit - tail.length, unit)}${tail}`
}

/** The beginning of a text, whole characters only. */
function cut(text: string, limit: number, unit: NameRules['unit']): string {
  let beginning = ''
  for (const character of text) {
    if (sizeOf(beginning + character, unit) > limit) break
    beginning += character
  }
  return beginning
}
