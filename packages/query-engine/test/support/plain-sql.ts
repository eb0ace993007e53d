import type { DialectName } from '@relvar/test-databases'

/** Words of the tests' plain SQL that are no names of theirs. */
const WORDS = new Set(
  `add alter and as asc between by cascade case check column count create date decimal default delete desc
  distinct drop else end exists foreign from generated group having identity in index insert integer into
  is join key left like max min not null number on or order primary references rename select set sum table
  timestamp to union unique update values varchar varchar2 view when where with`.split(/\s+/),
)

/**
 * A statement without quoted names as a vendor wants it. Fixtures quote all of theirs, and Oracle
 * takes an unquoted name for one in capitals.
 */
export function plainSql(dialect: DialectName, statement: string): string {
  if (dialect !== 'oracle' || hasQuotedNames(statement)) return statement
  return statement.replaceAll(/'[^']*'|\b[a-z_]\w*\b/g, (word) =>
    word.startsWith("'") || WORDS.has(word) ? word : `"${word}"`,
  )
}

function hasQuotedNames(statement: string): boolean {
  return statement.replaceAll(/'[^']*'/g, '').includes('"')
}

/** `insert ... values` of several rows: Oracle takes them one by one before version 23. */
export function insertStatements(
  dialect: DialectName,
  table: string,
  rows: readonly string[],
): readonly string[] {
  const into = `insert into ${table} values`
  return dialect === 'oracle'
    ? rows.map((row) => plainSql(dialect, `${into} (${row})`))
    : [`${into} ${rows.map((row) => `(${row})`).join(', ')}`]
}
