const QUOTE_OR_NUMBER = /"|-?\d[\d.eE+-]*/g

/** From here on doubles have no place for every digit after the point. */
const LARGE = 1e15

/**
 * The first large number of a JSON text that `JSON.parse` would round in silence: a whole one beyond 2^53, or
 * one whose last digits a double has no place for. Those with an exponent are taken for the doubles that they are.
 *
 * @param json is valid JSON
 *
 * @example
 * roundedNumber('{"id":9007199254740993}') // '9007199254740993'
 * roundedNumber('{"id":"9007199254740993"}') // null
 */
export function roundedNumber(json: string): string | null {
  if (!/\d{16}/.test(json)) return null
  QUOTE_OR_NUMBER.lastIndex = 0
  for (let match = QUOTE_OR_NUMBER.exec(json); match !== null; match = QUOTE_OR_NUMBER.exec(json)) {
    const [token] = match
    if (token === '"') QUOTE_OR_NUMBER.lastIndex = endOfText(json, match.index)
    else if (isRounded(token)) return token
  }
  return null
}

function endOfText(json: string, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

function isRounded(token: string): boolean {
  const value = Number(token)
  if (Math.abs(value) < LARGE || /[eE]/.test(token)) return false
  const isUnsafe = Number.isInteger(value) && !Number.isSafeInteger(value)
  return isUnsafe || String(value) !== withoutLastZeros(token)
}

function withoutLastZeros(token: string): string {
  return token.includes('.') ? token.replace(/\.?0+$/, '') : token
}
