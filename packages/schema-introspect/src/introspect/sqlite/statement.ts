/** A word, a name, a text or a sign of a statement, where it stands. */
export interface StatementToken {
  readonly text: string
  readonly index: number
}

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\p{L}_][\p{L}\p{N}_$]*|[^\s]/gu

/** The tokens of a statement as SQLite keeps it, comments left out. */
export function tokensOf(statement: string): readonly StatementToken[] {
  return [...statement.matchAll(TOKEN)]
    .map(({ 0: text, index }) => ({ text, index }))
    .filter(({ text }) => !/^(?:--|\/\*)/.test(text))
}

/** Whether a token is this word, in any case and without quotes. */
export function isWord(token: StatementToken | undefined, word: string): boolean {
  return token?.text.toLowerCase() === word
}

/** The index of the parenthesis that closes the one at `open`; the last token where none does. */
export function closingOf(tokens: readonly StatementToken[], open: number): number {
  let depth = 0
  for (let index = open; index < tokens.length; index++) {
    if (tokens[index]?.text === '(') depth++
    if (tokens[index]?.text === ')' && --depth === 0) return index
  }
  return tokens.length - 1
}

/** What stands between the parenthesis at `open` and the one that closes it, as it was written. */
export function insideOf(
  statement: string,
  tokens: readonly StatementToken[],
  open: number,
): string {
  const from = (tokens[open]?.index ?? 0) + 1
  return statement.slice(from, tokens[closingOf(tokens, open)]?.index).trim()
}

/** A name without its quotes. */
export function bareName(text: string): string {
  const quote = text[0] ?? ''
  if (quote === '[') return text.slice(1, -1)
  return /["`']/.test(quote) ? text.slice(1, -1).replaceAll(quote + quote, quote) : text
}
