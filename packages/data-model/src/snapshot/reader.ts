import { InvalidPayloadError, type Row } from '@relvar/query-engine'

type Scalar = string | number | boolean | null

/**
 * An object that somebody sent, read key by key; what is not as it should be is named by its place.
 *
 * @example
 * const reader = Reader.of(body, 'snapshot')
 * const names = reader.list('collections').map((each) => each.text('collection'))
 */
export class Reader {
  readonly whole: Row
  readonly #place: string

  private constructor(whole: Row, place: string) {
    this.whole = whole
    this.#place = place
  }

  /** @throws InvalidPayloadError where it is no object */
  static of(given: unknown, place: string): Reader {
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      throw new InvalidPayloadError(`"${place}" has to be an object.`)
    return new Reader(given as Row, place)
  }

  wrong(key: string, wanted: string): InvalidPayloadError {
    return new InvalidPayloadError(`"${this.#place}.${key}" has to be ${wanted}.`)
  }

  has(key: string): boolean {
    return Object.hasOwn(this.whole, key)
  }

  #get(key: string): unknown {
    return this.has(key) ? this.whole[key] : undefined
  }

  text(key: string): string {
    const value = this.#get(key)
    if (typeof value !== 'string' || value === '') throw this.wrong(key, 'a text')
    return value
  }

  textOrNull(key: string): string | null {
    const value = this.#get(key) ?? null
    if (value !== null && typeof value !== 'string') throw this.wrong(key, 'a text')
    return value
  }

  textsOrNull(key: string): readonly string[] | null {
    const value = this.#get(key) ?? null
    if (value === null) return null
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
      throw this.wrong(key, 'a list of texts')
    return value
  }

  number(key: string): number {
    const value = this.numberOrNull(key)
    if (value === null) throw this.wrong(key, 'a number')
    return value
  }

  numberOrNull(key: string): number | null {
    const value = this.#get(key) ?? null
    if (value !== null && typeof value !== 'number') throw this.wrong(key, 'a number')
    return value
  }

  /** @param otherwise where it is absent or null */
  flag(key: string, otherwise = false): boolean {
    const value = this.#get(key) ?? otherwise
    if (typeof value !== 'boolean') throw this.wrong(key, 'true or false')
    return value
  }

  /** A value of a column; one that is an object is its JSON. */
  scalar(key: string): Scalar {
    const value = this.#get(key) ?? null
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Scalar)
  }

  object(key: string): Reader {
    return Reader.of(this.#get(key), `${this.#place}.${key}`)
  }

  objectOrNull(key: string): Reader | null {
    const value = this.#get(key) ?? null
    return value === null ? null : this.object(key)
  }

  list(key: string): readonly Reader[] {
    const list = this.listOrNull(key)
    if (list === null) throw this.wrong(key, 'a list')
    return list
  }

  listOrNull(key: string): readonly Reader[] | null {
    const value = this.#get(key) ?? null
    if (value === null) return null
    if (!Array.isArray(value)) throw this.wrong(key, 'a list')
    return value.map((each, index) => Reader.of(each, `${this.#place}.${key}[${index}]`))
  }

  pathOrNull(key: string): readonly (string | number)[] | null {
    const value = this.#get(key) ?? null
    if (value === null) return null
    const isPath =
      Array.isArray(value) &&
      value.every((each) => typeof each === 'string' || typeof each === 'number')
    if (!isPath) throw this.wrong(key, 'a list of texts and numbers')
    return value
  }
}
