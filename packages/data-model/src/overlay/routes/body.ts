import { InvalidPayloadError, type Row } from '@relvar/query-engine'

/**
 * The body as an object of known keys.
 *
 * @throws InvalidPayloadError where it is something else, or has a key that nobody would look at
 */
export function objectOf(body: unknown, keys: readonly string[]): Row {
  if (!isObject(body)) throw new InvalidPayloadError('The body has to be an object.')
  const unknown = Object.keys(body).find((key) => !keys.includes(key))
  if (unknown !== undefined)
    throw new InvalidPayloadError(`"${unknown}" is not one of ${keys.join(', ')}.`)
  return body
}

/** @throws InvalidPayloadError where it is no list of objects of known keys */
export function objectsOf(body: unknown, keys: readonly string[]): readonly Row[] {
  if (!Array.isArray(body)) throw new InvalidPayloadError('The body has to be an array.')
  return body.map((each) => objectOf(each, keys))
}

/** @throws InvalidPayloadError where `name` of the body is no text, or an empty one */
export function textOf(body: Row, name: string): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '')
    throw new InvalidPayloadError(`"${name}" is needed, as text.`)
  return value
}

/**
 * An object within the body; null where it is absent or null.
 *
 * @throws InvalidPayloadError where it is something else
 */
export function partOf(body: Row, name: string): Row | null {
  const value = body[name]
  if (value === undefined || value === null) return null
  if (!isObject(value)) throw new InvalidPayloadError(`"${name}" has to be an object.`)
  return value
}

/**
 * What is to be said, without the keys that say of what: clients send back what they have read.
 *
 * @throws InvalidPayloadError where such a key has another value
 */
export function metaOf(meta: Row, fixed: Row): Row {
  const rest: Record<string, unknown> = { ...meta }
  for (const [name, value] of Object.entries(fixed)) {
    if (Object.hasOwn(meta, name) && meta[name] !== value)
      throw new InvalidPayloadError(`"${name}" cannot be changed.`)
    delete rest[name]
  }
  return rest
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
