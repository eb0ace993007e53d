import type { DialectName } from '@relvar/schema-introspect/model'
import { bareName, tokensOf } from '../../change/text/tokens.js'

/** A word, a literal or a sign of an expression. */
export interface Part {
  readonly kind: 'name' | 'literal' | 'sign'
  /** Names and words in lower case and without quotes; texts in single quotes. */
  readonly text: string
  /** A name in quotes is never a word of SQL. */
  readonly quoted: boolean
}

const SIGNS =
  ':: <=> ->> #>> !~~* ~~* !~~ !~* ~~ ~* !~ <= >= <> != == || && -> #> << >> @> <@'.split(' ')

/** The parts of an expression, signs of several characters as one. */
export function partsOf(expression: string, dialect: DialectName): readonly Part[] {
  const backslashes = dialect === 'mysql' || dialect === 'mariadb'
  const tokens = tokensOf(expression, backslashes).flatMap(({ text, start }) =>
    text.startsWith('[') && hasArrays(dialect)
      ? arrayTokens(text, start)
      : [{ text, start, end: start + text.length }],
  )
  const parts: Part[] = []
  for (let index = 0; index < tokens.length; index++) {
    const sign = SIGNS.find((each) => isAt(tokens, index, each))
    parts.push(sign === undefined ? partOf(tokens[index]?.text ?? '') : signOf(sign))
    if (sign !== undefined) index += sign.length - 1
  }
  return parts
}

interface Placed {
  readonly text: string
  readonly start: number
}

function isAt(tokens: readonly Placed[], index: number, sign: string): boolean {
  const first = tokens[index]
  return [...sign].every((character, at) => {
    const token = tokens[index + at]
    return token?.text === character && token.start === (first?.start ?? 0) + at
  })
}

function signOf(text: string): Part {
  return { kind: 'sign', text, quoted: false }
}

function partOf(text: string): Part {
  const quoted = /^["`[]/.test(text) && text.length > 1
  if (/^[nN]?'/.test(text))
    return { kind: 'literal', text: text.replace(/^[nN]/, ''), quoted: false }
  if (/^(?:\d|[xXbB]')/.test(text)) return { kind: 'literal', text, quoted: false }
  if (quoted || /^[\p{L}_]/u.test(text))
    return { kind: 'name', text: bareName(text).toLowerCase(), quoted }
  return signOf(text)
}

function hasArrays(dialect: DialectName): boolean {
  return dialect === 'postgres' || dialect === 'cockroachdb'
}

/** `[1, 2]` reads as a name in brackets, which it is elsewhere. */
function arrayTokens(text: string, start: number): readonly Placed[] {
  const inner = tokensOf(text.slice(1, -1)).map((each) => ({
    text: each.text,
    start: start + 1 + each.start,
  }))
  return [{ text: '[', start }, ...inner, { text: ']', start: start + text.length - 1 }]
}
