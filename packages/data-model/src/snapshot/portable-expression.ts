import type { DialectName } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { textLiteral, toText } from '../change/ddl/sql.js'
import { bareName, tokensOf } from '../change/text/tokens.js'

/** Words and signs that all vendors read alike. */
const COMMON: ReadonlySet<string> = new Set(
  'and or not is null in between like length lower upper abs ( ) , + - * < > ='.split(' '),
)

const CAST =
  /::(?:"[^"]+"|[a-z_]+(?: (?:varying|precision|without time zone|with time zone))?)(?:\(\d+(?:,\s*\d+)?\))?/gi

/**
 * A condition over the columns of a table in the SQL of another vendor; null where it is made of more
 * than comparisons that all vendors know.
 *
 * @example
 * portableExpression('`price` >= 0', ['price'], { from: 'mariadb', to: 'postgres' }) // '"price" >= 0'
 */
export function portableExpression(
  expression: string,
  columns: readonly string[],
  { from, to }: { readonly from: DialectName; readonly to: DialectName },
): string | null {
  const backslashes = from === 'mysql' || from === 'mariadb'
  const parts: string[] = []
  for (const { text } of tokensOf(expression.replaceAll(CAST, ''), backslashes)) {
    const part = portableToken(text, columns, to)
    if (part === null) return null
    parts.push(part)
  }
  return joined(parts)
}

function portableToken(text: string, columns: readonly string[], to: DialectName): string | null {
  if (text.startsWith("'"))
    return text.includes('\\')
      ? null
      : toText(to, textLiteral(to, text.slice(1, -1).replaceAll("''", "'")))
  if (/^\d+(?:\.\d+)?$/.test(text) || text === '.') return text
  const name = bareName(text)
  const column =
    columns.find((each) => each === name) ??
    columns.find((each) => each.toLowerCase() === name.toLowerCase())
  if (column !== undefined) return toText(to, sql.id(column))
  return COMMON.has(text.toLowerCase()) ? text.toLowerCase() : null
}

/** Signs of two characters are two tokens, and functions stand next to their parentheses. */
function joined(parts: readonly string[]): string {
  return parts
    .join(' ')
    .replaceAll(/([<>]) ([=>])/g, '$1$2')
    .replaceAll(/\( | (?=[),])/g, (match) => match.trim())
    .replaceAll(/\b(length|lower|upper|abs) \(/g, '$1(')
}
