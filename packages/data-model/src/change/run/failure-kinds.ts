import type { Column, DialectName, Table } from '@relvar/schema-introspect/model'

/** What a failed statement of DDL means, beyond what any statement can fail with. */
export type FailureKind =
  | 'null'
  | 'too-long'
  | 'unique'
  | 'foreign-key'
  | 'changed'
  | 'forbidden'
  | 'busy'
  | 'in-use'
  | 'name-taken'
  | 'invalid-type'
  | 'row-too-wide'
  | 'invalid-default'
  | 'invalid-foreign-key'
  | 'invalid-expression'
  | 'new-value'

/**
 * The kind of a failure by the vendor's own code; null where the engine knows it, or nobody does.
 *
 * @param table the one that the statement is about, as it was before
 */
export function failureKindOf(
  dialect: DialectName,
  error: unknown,
  table: Table | null,
  statement: string,
): FailureKind | null {
  if (!(error instanceof Error)) return null
  switch (dialect) {
    case 'postgres':
    case 'cockroachdb':
      return find(POSTGRES, (error as { code?: unknown }).code)
    case 'mariadb':
    case 'mysql':
      return ofMariadb(error, table, statement)
    case 'mssql':
      return find(MSSQL, (error as { number?: unknown }).number)
    case 'oracle':
      return find(ORACLE, (error as { errorNum?: unknown }).errorNum)
    case 'sqlite':
      return find(SQLITE, (error as { errcode?: unknown }).errcode) ?? byMessage(error.message)
  }
}

/** What does not fit in MODIFY: a text that is too long, and a NULL that meets NOT NULL. */
const TRUNCATED = 1265

function ofMariadb(error: Error, table: Table | null, statement: string): FailureKind | null {
  const { errno } = error as { readonly errno?: unknown }
  if (errno !== TRUNCATED) return find(MARIADB, errno)
  const name = /^Data truncated for column '(.*)' at row/s.exec(error.message)?.[1]
  const column = table?.columns.find((each) => each.name === name)
  if (isRequiredOnly(column, statement)) return 'null'
  return /^alter table .* modify column .* (?:var)?char\(/s.test(statement) ? 'too-long' : null
}

/** Whether a statement lets a column be null no more, and leaves its type. Of one that gets another type, NULLs were looked for. */
function isRequiredOnly(column: Column | undefined, statement: string): boolean {
  const isRequired = /^alter table .* modify column .* not null/s.test(statement)
  if (column === undefined) return isRequired
  return isRequired && column.nullable && statement.includes(` ${column.nativeType} `)
}

type Kinds = Readonly<Record<string, FailureKind>>

function find(kinds: Kinds, code: unknown): FailureKind | null {
  const key = String(code)
  return Object.hasOwn(kinds, key) ? (kinds[key] ?? null) : null
}

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES: Kinds = {
  '23502': 'null',
  '55P03': 'busy',
  '42501': 'forbidden',
  '2BP01': 'in-use',
  '0A000': 'in-use',
  '42P07': 'name-taken',
  '42701': 'name-taken',
  '42710': 'name-taken',
  '42P01': 'changed',
  '42703': 'changed',
  '42704': 'invalid-type',
  '42804': 'invalid-type',
  '42846': 'invalid-type',
  '42830': 'invalid-foreign-key',
  '42601': 'invalid-expression',
  '42883': 'invalid-expression',
  '42P17': 'invalid-expression',
  '55P04': 'new-value',
}

/** @see https://mariadb.com/kb/en/mariadb-error-code-reference/ */
const MARIADB: Kinds = {
  '1048': 'null',
  '1138': 'null',
  '1044': 'forbidden',
  '1142': 'forbidden',
  '1227': 'forbidden',
  '1553': 'in-use',
  '1828': 'in-use',
  '1829': 'in-use',
  '1834': 'in-use',
  '3959': 'in-use',
  '1050': 'name-taken',
  '1060': 'name-taken',
  '1061': 'name-taken',
  '1826': 'name-taken',
  '1054': 'changed',
  '1072': 'changed',
  '1091': 'changed',
  '1146': 'changed',
  '1071': 'invalid-type',
  '1074': 'invalid-type',
  '1118': 'row-too-wide',
  '1170': 'invalid-type',
  '1067': 'invalid-default',
  '1101': 'invalid-default',
  '1005': 'invalid-foreign-key',
  '1215': 'invalid-foreign-key',
  '1830': 'invalid-foreign-key',
  '1901': 'invalid-expression',
  '1064': 'invalid-expression',
}

/** @see https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-events-and-errors */
const MSSQL: Kinds = {
  '515': 'null',
  '4901': 'null',
  '1222': 'busy',
  '229': 'forbidden',
  '262': 'forbidden',
  '297': 'forbidden',
  '3701': 'changed',
  '3704': 'forbidden',
  '3728': 'changed',
  '4902': 'changed',
  '4924': 'changed',
  '4922': 'in-use',
  '5074': 'in-use',
  '15336': 'in-use',
  '1913': 'name-taken',
  '2705': 'name-taken',
  '2714': 'name-taken',
  '15335': 'name-taken',
  '245': 'invalid-type',
  '1919': 'invalid-type',
  '8114': 'invalid-type',
  '1776': 'invalid-foreign-key',
  '1778': 'invalid-foreign-key',
  '1785': 'invalid-foreign-key',
  '102': 'invalid-expression',
  '156': 'invalid-expression',
}

/** @see https://docs.oracle.com/en/error-help/db/ */
const ORACLE: Kinds = {
  '1758': 'null',
  '2296': 'null',
  '1452': 'unique',
  '1031': 'forbidden',
  '1536': 'forbidden',
  '1950': 'forbidden',
  '2266': 'in-use',
  '2273': 'in-use',
  '2449': 'in-use',
  '12991': 'in-use',
  '12992': 'in-use',
  '955': 'name-taken',
  '1430': 'name-taken',
  '2261': 'name-taken',
  '2264': 'name-taken',
  '2275': 'name-taken',
  // An index of the same columns is there.
  '1408': 'name-taken',
  '904': 'changed',
  '942': 'changed',
  '1418': 'changed',
  '2443': 'changed',
  '1439': 'invalid-type',
  '1440': 'invalid-type',
  // A key of too many bytes, or of a LOB.
  '1450': 'invalid-type',
  '2327': 'invalid-type',
  '2329': 'invalid-type',
  '1441': 'too-long',
  '2256': 'invalid-foreign-key',
  '2267': 'invalid-foreign-key',
  '2270': 'invalid-foreign-key',
  '900': 'invalid-expression',
  '907': 'invalid-expression',
}

/** Extended codes: https://www.sqlite.org/rescode.html */
const SQLITE: Kinds = { '1299': 'null', '787': 'foreign-key' }

/** Everything else is SQLITE_ERROR there, and only the text says what. */
const SQLITE_MESSAGES: readonly (readonly [RegExp, FailureKind])[] = [
  [/^Cannot add a NOT NULL column/i, 'null'],
  [/^error in (?:view|trigger|index)/i, 'in-use'],
  [/^cannot drop/i, 'in-use'],
  [/already exists|^duplicate column/i, 'name-taken'],
  [/^no such (?:table|index|view)/i, 'changed'],
  [/^cannot store/i, 'invalid-type'],
  [/syntax error|^no such (?:column|function)|^unrecognized token/i, 'invalid-expression'],
]

function byMessage(message: string): FailureKind | null {
  return SQLITE_MESSAGES.find(([pattern]) => pattern.test(message))?.[1] ?? null
}
