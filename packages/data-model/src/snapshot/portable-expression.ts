import type { DialectName } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { textLiteral, toText } from '../change/ddl/sql.js'
import { bareName, tokensOf } from '../change/text/tokens.js'

/** Words and signs that all vendors read alike. */
const COMMON: ReadonlySet<string> = new Set(
  'and or not is null in between like lower upper abs ( ) , + - * < > ='.split(' '),
)

/** How many characters a text has: MySQL's `length` counts bytes, and SQL Server's `len` leaves blanks out. */
const LENGTHS: Readonly<Partial<Record<DialectName, string>>> = {
  postgres: 'length',
  cockroachdb: 'length',
  sqlite: 'length',
  oracle: 'length',
  mysql: 'char_length',
  mariadb: 'char_length',
}

/** Types whose values are written and compared alike; a boolean is a number with some, and a word with others. */
const PLAIN: ReadonlySet<string> = new Set(
  'integer bigInteger decimal float string text date dateTime timestamp time'.split(' '),
)

/** A column that a condition may be about, and its type on the wire. */
export interface NamedColumn {
  readonly name: string
  readonly type: string
}

const CAST =
  /::(?:"[^"]+"|[a-z_]+(?: (?:varying|precision|without time zone|with time zone))?)(?:\(\d+(?:,\s*\d+)?\))?/gi

/**
 * A condition over the columns of a table in the SQL of another vendor; null where it is made of more
 * than comparisons that all vendors know, and that mean the same to them: texts compare as their collation
 * has it, so that LIKE is carried only where its pattern has no letter.
 *
 * @example
 * const columns = [{ name: 'price', type: 'decimal' }]
 * portableExpression('`price` >= 0', columns, { from: 'mariadb', to: 'postgres' }) // '"price" >= 0'
 */
export function portableExpression(
  expression: string,
  columns: readonly NamedColumn[],
  route: Route,
): string | null {
  const backslashes = route.from === 'mysql' || route.from === 'mariadb'
  const tokens = tokensOf(expression.replaceAll(CAST, ''), backslashes).map(({ text }) => text)
  const parts: string[] = []
  for (const [index, text] of tokens.entries()) {
    const isPattern = tokens[index - 1]?.toLowerCase() === 'like'
    const part =
      isPattern && !/^'[^\p{L}[]*'$/u.test(text) ? null : portableToken(text, columns, route)
    if (part === null) return null
    parts.push(part)
  }
  return joined(parts)
}

interface Route {
  readonly from: DialectName
  readonly to: DialectName
}

function portableToken(
  text: string,
  columns: readonly NamedColumn[],
  { from, to }: Route,
): string | null {
  if (text.startsWith("'"))
    return text.includes('\\')
      ? null
      : toText(to, textLiteral(to, text.slice(1, -1).replaceAll("''", "'")))
  if (/^\d+(?:\.\d+)?$/.test(text) || text === '.') return text
  const name = bareName(text)
  const column =
    columns.find((each) => each.name === name) ??
    columns.find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (column !== undefined) return PLAIN.has(column.type) ? toText(to, sql.id(column.name)) : null
  const word = text.toLowerCase()
  if (word === LENGTHS[from]) return LENGTHS[to] ?? null
  // SQL Server puts texts together by it.
  if (word === '+' && from === 'mssql') return null
  return COMMON.has(word) ? word : null
}

/** Signs of two characters are two tokens, and functions stand next to their parentheses. */
function joined(parts: readonly string[]): string {
  return parts
    .join(' ')
    .replaceAll(/([<>]) ([=>])/g, '$1$2')
    .replaceAll(/\( | (?=[),])/g, (match) => match.trim())
    .replaceAll(/\b(length|char_length|lower|upper|abs) \(/g, '$1(')
}
