import { InvalidPayloadError } from '@relvar/query-engine'
import { MAX_PASSWORD_LENGTH } from '../secrets/passwords.js'

type Fields = Readonly<Record<string, unknown>>

/** A body that is an object with none but these keys. */
export function fieldsOf(body: unknown, names: readonly string[]): Fields {
  const given = body === undefined ? {} : body
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InvalidPayloadError('The body is an object.')
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined) throw new InvalidPayloadError(`"${unknown}" is not known here.`)
  return given as Fields
}

export function textOf(fields: Fields, name: string): string {
  const value = optionalTextOf(fields, name)
  if (value === undefined || value === '') throw new InvalidPayloadError(`"${name}" is required.`)
  return value
}

export function optionalTextOf(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new InvalidPayloadError(`"${name}" is a text.`)
  return value
}

export function passwordOf(fields: Fields, name: string = 'password'): string {
  const password = textOf(fields, name)
  if (password.length > MAX_PASSWORD_LENGTH)
    throw new InvalidPayloadError(`"${name}" has at most ${MAX_PASSWORD_LENGTH} characters.`)
  return password
}
