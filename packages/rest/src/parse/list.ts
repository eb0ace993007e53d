import { InvalidQueryError } from '@relvar/query-engine'
import { isBlank } from './parameters.js'

/**
 * Splits at commas, leaving those within parentheses alone, and trims.
 */
function splitList(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === ',' && depth <= 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  parts.push(text.slice(start))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/**
 * Reads a list of names in each of its spellings: `a,b`, `['a', 'b']`, `['a,b', 'c']`.
 *
 * @returns undefined where the list is empty, which is the same as leaving the parameter out
 */
export function readList(name: string, value: unknown): readonly string[] | undefined {
  if (isBlank(value)) return undefined
  const texts = Array.isArray(value) ? value : [value]
  const list = texts.flatMap((text) => {
    if (typeof text !== 'string')
      throw new InvalidQueryError(`"${name}" has to be text or a list of texts.`)
    return splitList(text)
  })
  return list.length === 0 ? undefined : list
}
