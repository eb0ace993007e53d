import type { CreateTableText } from './create-table.js'
import { bareName, isWord, type Token } from './tokens.js'

/**
 * A table's text after another table (or itself) has got another name: the database rewrites what
 * its foreign keys point to.
 */
export function withReferencesTo(
  table: CreateTableText,
  from: string,
  quoted: string,
): CreateTableText {
  return table.mapped((tokens, index) =>
    isWord(tokens[index - 1], 'references') && isNamed(tokens[index], from) ? quoted : null,
  )
}

/**
 * A table's text after a column of `target` has got another name, which the database rewrites wherever
 * it stands: at the column itself, in keys, checks and computed columns.
 *
 * @param isTarget whether this table is the one with the column; others may point to it
 */
export function withColumnNamed(
  table: CreateTableText,
  target: string,
  isTarget: boolean,
  from: string,
  quoted: string,
): CreateTableText {
  const own = isTarget ? table.column(from).start : -1
  return table.mapped((tokens, index) => {
    const token = tokens[index]
    if (token?.start === own) return quoted
    if (!isNamed(token, from) || depthAt(tokens, index) < 2) return null
    const owner = ownerOf(tokens, index)
    const isMeant = owner === null ? isTarget : owner.toLowerCase() === target.toLowerCase()
    return isMeant ? quoted : null
  })
}

function isNamed(token: Token | undefined, name: string): boolean {
  if (token === undefined || token.text.startsWith("'")) return false
  return bareName(token.text).toLowerCase() === name.toLowerCase()
}

function depthAt(tokens: readonly Token[], index: number): number {
  let depth = 0
  for (const { text } of tokens.slice(0, index)) {
    if (text === '(') depth++
    if (text === ')') depth--
  }
  return depth
}

/** The table behind REFERENCES whose list of columns a token stands in; null for any other list. */
function ownerOf(tokens: readonly Token[], index: number): string | null {
  let open = index - 1
  for (let depth = 0; open >= 0; open--) {
    const text = tokens[open]?.text
    if (text === ')') depth++
    if (text === '(' && depth-- === 0) break
  }
  return isWord(tokens[open - 2], 'references') ? bareName(tokens[open - 1]?.text ?? '') : null
}
