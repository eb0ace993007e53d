import { bareName, tokensOf } from '../change/text/tokens.js'

/**
 * Whether two conditions are written alike but for what databases add when they print one: quotes around
 * names, parentheses, casts and blanks.
 *
 * @example
 * isSameExpression('price > 0', '("price" > (0)::numeric)') // true
 */
export function isSameExpression(left: string, right: string): boolean {
  return bare(left) === bare(right)
}

const CAST =
  /::(?:"[^"]+"|[a-z_]+(?: (?:varying|precision|without time zone|with time zone))?)(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])?/gi

function bare(expression: string): string {
  return tokensOf(expression.replaceAll(CAST, ''))
    .map(({ text }) => (text.startsWith("'") ? text : bareName(text).toLowerCase()))
    .filter((text) => text !== '(' && text !== ')')
    .join(' ')
}
