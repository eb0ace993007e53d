import { ChangeRefusedError } from '../errors.js'

const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|--|\/\*|[()[\];'"`\\\0]/g

/**
 * Makes sure that a piece of SQL which a person wrote (a type, a default, a condition) stays within its
 * place in the statement: quotes and parentheses are closed, and there is neither a second statement
 * nor a comment. What the piece does is that person's own business; only administrators get here.
 *
 * @throws ChangeRefusedError where it does not
 */
export function assertFragment(sql: string, what: string): void {
  if (sql.trim() === '' || !isClosed(sql))
    throw new ChangeRefusedError(
      'invalid-expression',
      `${what} has to be one piece of SQL: quotes and parentheses closed, no comment, no semicolon.`,
    )
}

function isClosed(sql: string): boolean {
  // Whether a backslash keeps the quote open depends on the vendor and its settings.
  if (sql.includes("\\'")) return false
  const open: string[] = []
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token === '(' || token === '[') open.push(token)
    else if (token === ')' || token === ']') {
      if (open.pop() !== (token === ')' ? '(' : '[')) return false
    } else if (token.length === 1 || token === '--' || token === '/*') return false
  }
  return open.length === 0
}
