import { InvalidQueryError } from '../errors.js'
import { isPlainObject } from './plain.js'
import type { FieldSelector } from './query.js'

/** The way to a field: relationship names, then a column, a function call or `*`. */
export type FieldPath = readonly string[]

/** A function as the wire writes it: `year(created_at)`, `json(meta, a.b[0])`. */
export interface FunctionCall {
  readonly name: string
  /** The way to the field that it is applied to. */
  readonly path: FieldPath
  /** What follows the first comma, if anything. */
  readonly argument: string | null
}

/** Many times deeper than any limit on relationships allows; only so much is taken apart. */
const MAX_PARTS = 200

/**
 * Splits `author_id.name` at its dots, leaving those within parentheses alone.
 *
 * @example
 * splitPath('author_id.year(born.at)')   // ['author_id', 'year(born.at)']
 */
export function splitPath(text: string): FieldPath {
  if (!text.includes('.')) return [text]
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === '.' && depth === 0) {
      parts.push(text.slice(start, index))
      if (parts.length > MAX_PARTS) {
        throw new InvalidQueryError(`A path has at most ${MAX_PARTS} parts (MAX_RELATIONAL_DEPTH).`)
      }
      start = index + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

/** Flattens nested selectors to paths: `{ author_id: ['name'] }` is `author_id.name`. */
export function toPaths(selectors: readonly FieldSelector[], prefix: FieldPath = []): FieldPath[] {
  if (!Array.isArray(selectors)) throw new InvalidQueryError('"fields" has to be a list.')
  return selectors.flatMap((selector) => {
    if (typeof selector === 'string') return [normalise([...prefix, ...splitPath(selector.trim())])]
    if (!isPlainObject(selector))
      throw new InvalidQueryError('"fields" holds text or objects only.')
    return Object.entries(selector).flatMap(([name, inner]) =>
      toPaths(inner as readonly FieldSelector[], [...prefix, name]),
    )
  })
}

// Blanks are trimmed afterwards: a pattern that looks for them takes cubic time on text made of them.
const CALL = /^([a-zA-Z]+)\(([\s\S]*)\)$/

/** Reads a function call, or answers null for a plain name. */
export function parseCall(text: string): FunctionCall | null {
  const match = CALL.exec(text)
  if (match === null) return null
  const [, name = '', between = ''] = match
  const inner = between.trim()
  const comma = inner.indexOf(',')
  const target = comma < 0 ? inner : inner.slice(0, comma).trimEnd()
  return {
    name,
    path: splitPath(target),
    argument: comma < 0 ? null : inner.slice(comma + 1).trim(),
  }
}

/** `year(author_id.born)` and `author_id.year(born)` are the same path: the latter. */
export function normalise(path: FieldPath): FieldPath {
  const last = path.at(-1) ?? ''
  const call = parseCall(last)
  if (call === null || call.path.length < 2) return path
  const argument = call.argument === null ? '' : `, ${call.argument}`
  return [
    ...path.slice(0, -1),
    ...call.path.slice(0, -1),
    `${call.name}(${call.path.at(-1)}${argument})`,
  ]
}

const JSON_KEY = /^[\p{L}\p{N}_]+$/u

/**
 * Reads the path of a `json()` function or `_json` filter: `a.b[0]` is `['a', 'b', 0]`.
 *
 * @throws InvalidQueryError for wildcards, quotes, negative indexes and paths that are too deep
 */
export function parseJsonPath(text: string, maxDepth: number): readonly (string | number)[] {
  const steps: (string | number)[] = []
  for (const part of text.split('.')) {
    const [, name = '', indexes = ''] = /^([^[\]]*)((?:\[\d{1,9}\])*)$/.exec(part) ?? []
    const bare = name === '' && indexes !== '' && steps.length === 0
    if (!bare && !JSON_KEY.test(name)) throw new InvalidQueryError(`"${text}" is no JSON path.`)
    if (name !== '') steps.push(name)
    for (const [, index] of indexes.matchAll(/\[(\d+)\]/g)) steps.push(Number(index))
  }
  if (steps.length > maxDepth) {
    throw new InvalidQueryError(`A JSON path has at most ${maxDepth} steps (MAX_JSON_QUERY_DEPTH).`)
  }
  return steps
}
