import { InvalidPayloadError } from '@relvar/query-engine'
import { canonicalJson } from './canonical-json.js'

type Path = readonly (string | number)[]

/**
 * One difference between two values of JSON, as clients of the wire know it: something is new (`N`),
 * deleted (`D`), edited (`E`), or the end of an array is (`A`).
 *
 * @see https://www.npmjs.com/package/deep-diff
 */
export type Difference =
  | { readonly kind: 'N'; readonly path?: Path; readonly rhs: unknown }
  | { readonly kind: 'D'; readonly path?: Path; readonly lhs: unknown }
  | { readonly kind: 'E'; readonly path?: Path; readonly lhs: unknown; readonly rhs: unknown }
  | {
      readonly kind: 'A'
      readonly path?: Path
      readonly index: number
      readonly item: Extract<Difference, { readonly kind: 'N' | 'D' }>
    }

/** What has to happen to `left` to make it `right`. */
export function differences(left: unknown, right: unknown, path: Path = []): readonly Difference[] {
  const at = path.length === 0 ? {} : { path }
  if (left === undefined && right === undefined) return []
  if (left === undefined) return [{ kind: 'N', ...at, rhs: right }]
  if (right === undefined) return [{ kind: 'D', ...at, lhs: left }]
  if (Array.isArray(left) && Array.isArray(right)) return ofArrays(left, right, path)
  if (isObject(left) && isObject(right)) return ofObjects(left, right, path)
  if (canonicalJson(left) === canonicalJson(right)) return []
  return [{ kind: 'E', ...at, lhs: left, rhs: right }]
}

/** What is too many goes from the end, so that the places of the others stay. */
function ofArrays(
  left: readonly unknown[],
  right: readonly unknown[],
  path: Path,
): readonly Difference[] {
  const at = path.length === 0 ? {} : { path }
  const shared = Math.min(left.length, right.length)
  const ends: Difference[] = []
  for (let index = left.length - 1; index >= shared; index--)
    ends.push({ kind: 'A', ...at, index, item: { kind: 'D', lhs: left[index] } })
  for (let index = shared; index < right.length; index++)
    ends.push({ kind: 'A', ...at, index, item: { kind: 'N', rhs: right[index] } })
  return [
    ...ends,
    ...left
      .slice(0, shared)
      .flatMap((each, index) => differences(each, right[index], [...path, index])),
  ]
}

type JsonObject = Readonly<Record<string, unknown>>

function ofObjects(left: JsonObject, right: JsonObject, path: Path): readonly Difference[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  return names.flatMap((name) => differences(left[name], right[name], [...path, name]))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * A value with some differences made; undefined where all of it is deleted.
 *
 * @throws InvalidPayloadError where a difference leads nowhere
 */
export function withDifferences(value: unknown, list: readonly Difference[]): unknown {
  return list.reduce<unknown>((done, each) => {
    const [change, path] =
      each.kind === 'A' ? [each.item, [...(each.path ?? []), each.index]] : [each, each.path ?? []]
    return put(done, path, change.kind === 'D' ? undefined : change.rhs)
  }, value)
}

const FORBIDDEN: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype'])

function put(value: unknown, path: Path, to: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return to
  if (FORBIDDEN.has(name)) throw nowhere(path)
  if (Array.isArray(value)) return putInArray(value, name, rest, to)
  if (!isObject(value)) throw nowhere(path)
  const inner = put(Object.hasOwn(value, name) ? value[name] : undefined, rest, to)
  const { [name]: _, ...others } = value
  return inner === undefined ? others : { ...others, [name]: inner }
}

function putInArray(
  list: readonly unknown[],
  at: string | number,
  rest: Path,
  to: unknown,
): unknown {
  const index = Number(at)
  if (!Number.isInteger(index) || index < 0 || index > list.length) throw nowhere([at, ...rest])
  const inner = put(list[index], rest, to)
  return inner === undefined
    ? list.filter((_, place) => place !== index)
    : [...list.slice(0, index), inner, ...list.slice(index + 1)]
}

function nowhere(path: Path): InvalidPayloadError {
  return new InvalidPayloadError(`"diff" has a path that leads nowhere: ${path.join('.')}.`)
}
