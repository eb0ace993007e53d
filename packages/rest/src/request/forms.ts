import type { KeyInput, Row, WriteTarget } from '@relvar/query-engine/query'
import { InvalidPayloadError } from '@relvar/query-engine'
import type { ReadRequest } from '../parse/read-request.js'
import { readRequest } from '../parse/read-request.js'
import { isObject } from '../parse/structure.js'

/** A body that creates: one item, or several. */
export type CreateForm =
  | { readonly kind: 'one'; readonly item: Row }
  | { readonly kind: 'many'; readonly items: readonly Row[] }

/** A body that updates several items: each with values of its own, or all with the same. */
export type UpdateForm =
  | { readonly kind: 'each'; readonly items: readonly Row[] }
  | { readonly kind: 'same'; readonly target: WriteTarget; readonly data: Row }

/** The body of SEARCH. */
export interface SearchForm extends ReadRequest {
  readonly keys?: readonly KeyInput[]
}

/** No body at all creates an item of defaults. */
export function readCreateForm(body: object | undefined): CreateForm {
  if (Array.isArray(body)) return { kind: 'many', items: body.map(readItem) }
  return { kind: 'one', item: readItem(body ?? {}) }
}

/** Reads a body that has to be one item. */
export function readItem(body: unknown): Row {
  if (isObject(body)) return body
  throw new InvalidPayloadError('An item has to be an object.')
}

/** `[{ key, ... }]`, `{ keys, data }` or `{ query, data }`. */
export function readUpdateForm(body: object | undefined): UpdateForm {
  if (Array.isArray(body)) return { kind: 'each', items: body.map(readItem) }
  const form = readForm(body, ['keys', 'query', 'data'])
  if (!isObject(form['data'])) throw new InvalidPayloadError('"data" has to be an object.')
  return { kind: 'same', target: readTarget(form), data: form['data'] }
}

/** `[key]`, `{ keys }` or `{ query }`. */
export function readDeleteTarget(body: object | undefined): WriteTarget {
  if (Array.isArray(body)) return { keys: readKeys(body) }
  return readTarget(readForm(body, ['keys', 'query']))
}

export function readSearchForm(body: object | undefined): SearchForm {
  const { query, keys } = readForm(body ?? {}, ['query', 'keys'])
  const request = readRequest(query === undefined ? {} : readQueryObject(query))
  return keys === undefined ? request : { ...request, keys: readKeys(keys) }
}

function readForm(
  body: object | undefined,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  if (!isObject(body))
    throw new InvalidPayloadError(`The body has to be an object of ${names.join(', ')}.`)
  const unknown = Object.keys(body).find((key) => !names.includes(key))
  if (unknown === undefined) return body
  throw new InvalidPayloadError(`"${unknown}" is none of ${names.join(', ')}.`)
}

function readTarget(form: Readonly<Record<string, unknown>>): WriteTarget {
  const { keys, query } = form
  if ((keys === undefined) === (query === undefined)) {
    throw new InvalidPayloadError('Exactly one of "keys" and "query" is required.')
  }
  return keys === undefined
    ? { query: readRequest(readQueryObject(query)).query }
    : { keys: readKeys(keys) }
}

function readQueryObject(query: unknown): Readonly<Record<string, unknown>> {
  if (isObject(query)) return query
  throw new InvalidPayloadError('"query" has to be an object.')
}

function readKeys(keys: unknown): readonly KeyInput[] {
  if (!Array.isArray(keys)) throw new InvalidPayloadError('"keys" has to be an array.')
  return keys.map(readKey)
}

function readKey(key: unknown): KeyInput {
  if (typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean') return key
  if (isObject(key)) return key as KeyInput
  throw new InvalidPayloadError('A key has to be text, a number, or an object of the key fields.')
}
