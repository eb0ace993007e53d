/** A token of a statement: where it stands, and its text as written. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[xXbBnN]?'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*|[^\s]/gu
/** MySQL and MariaDB print texts with backslashes. */
const TOKEN_WITH_BACKSLASHES =
  /\/\*[\s\S]*?\*\/|[xXbBnN]?'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*|[^\s]/gsu

/** The tokens of a statement, comments left out. */
export function tokensOf(sql: string, backslashes = false): readonly Token[] {
  return [...sql.matchAll(backslashes ? TOKEN_WITH_BACKSLASHES : TOKEN)]
    .filter(([text]) => !isComment(text))
    .map((match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }))
}

function isComment(text: string): boolean {
  return text.startsWith('--') || text.startsWith('/*')
}

/** Whether a token is this word, in any case and without quotes. */
export function isWord(token: Token | undefined, word: string): boolean {
  return token?.text.toLowerCase() === word
}

/** A name without its quotes, as SQLite, MySQL, SQL Server and the standard write them. */
export function bareName(text: string): string {
  const quote = text[0]
  if (quote === '"' || quote === '`' || quote === "'")
    return text.slice(1, -1).replaceAll(quote + quote, quote)
  return quote === '[' ? text.slice(1, -1) : text
}

/** The index of the parenthesis that closes the one at `open`; the last token where none does. */
export function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let index = open; index < tokens.length; index++) {
    if (tokens[index]?.text === '(') depth++
    if (tokens[index]?.text === ')' && --depth === 0) return index
  }
  return tokens.length - 1
}

/** Whether a name is written in a piece of SQL, quoted or not, in any case. */
export function mentions(sql: string, name: string): boolean {
  const sought = name.toLowerCase()
  return tokensOf(sql).some(
    ({ text }) => bareName(text).toLowerCase() === sought && text[0] !== "'",
  )
}
