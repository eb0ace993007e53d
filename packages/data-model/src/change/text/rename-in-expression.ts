import { bareName, tokensOf } from './tokens.js'

/** The expression with a name written anew wherever it stands, in the quotes that it stood in, or in those of the standard. */
export function renameInExpression(sql: string, from: string, to: string): string {
  let renamed = ''
  let place = 0
  for (const { text, start, end } of tokensOf(sql)) {
    if (text[0] === "'" || bareName(text) !== from) continue
    renamed += sql.slice(place, start) + like(text, to)
    place = end
  }
  return renamed + sql.slice(place)
}

function like(text: string, name: string): string {
  if (text[0] === '`') return `\`${name.replaceAll('`', '``')}\``
  if (text[0] === '[') return `[${name.replaceAll(']', ']]')}]`
  return `"${name.replaceAll('"', '""')}"`
}
