import type { DialectName } from '@relvar/schema-introspect/model'
import { bareName, tokensOf } from '../change/text/tokens.js'
import { treeOf } from './expression/expression-tree.js'

/**
 * Whether two expressions of one vendor say the same but for what databases add or write otherwise when they print one:
 * quotes around names, casts, blanks, and parentheses that change nothing.
 *
 * @example
 * isSameExpression('postgres', 'price > 0', '("price" > (0)::numeric)') // true
 * isSameExpression('postgres', '(a + b) * c', 'a + b * c') // false
 */
export function isSameExpression(dialect: DialectName, left: string, right: string): boolean {
  if (left === right) return true
  const trees = [treeOf(left, dialect), treeOf(right, dialect)]
  if (!trees.includes(null)) return JSON.stringify(trees[0]) === JSON.stringify(trees[1])
  return words(left) === words(right)
}

/** What is not understood is compared word by word. */
function words(expression: string): string {
  const texts = tokensOf(expression).map(({ text }) =>
    text.startsWith("'") ? text : bareName(text).toLowerCase(),
  )
  return withoutOuter(texts).join(' ')
}

/** Databases put parentheses around all of it. */
function withoutOuter(texts: readonly string[]): readonly string[] {
  let depth = 0
  const closes = texts.findIndex((text) => {
    if (text === '(') depth++
    if (text === ')') depth--
    return depth === 0
  })
  return texts[0] === '(' && closes === texts.length - 1 ? texts.slice(1, -1) : texts
}
