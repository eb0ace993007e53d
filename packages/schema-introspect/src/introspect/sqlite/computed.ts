import { bareName, closingOf, insideOf, isWord, tokensOf } from './statement.js'

/**
 * What the computed columns of a table are computed by, by their names. SQLite keeps that only in the text of
 * `create table`.
 *
 * @example
 * findExpressions('create table line (price int, n int, total int as (price * n))') // Map { 'total' => 'price * n' }
 *
 * @see https://www.sqlite.org/gencol.html
 */
export function findExpressions(createTable: string): ReadonlyMap<string, string> {
  const tokens = tokensOf(createTable)
  const open = tokens.findIndex(({ text }) => text === '(')
  const end = closingOf(tokens, open)
  const found = new Map<string, string>()
  let name = ''
  for (let index = open; index >= 0 && index < end; index++) {
    const text = tokens[index]?.text
    if (index === open || text === ',') name = bareName(tokens[index + 1]?.text ?? '')
    else if (text === '(') index = closingOf(tokens, index)
    else if (isWord(tokens[index], 'as') && tokens[index + 1]?.text === '(')
      found.set(name, insideOf(createTable, tokens, index + 1))
  }
  return found
}
