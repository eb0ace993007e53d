import type { SqliteValue } from './protocol.js'

/** What SQLite can bind, made from what JavaScript callers pass. */
export function toSqliteValue(value: unknown): SqliteValue {
  switch (typeof value) {
    case 'undefined':
      return null
    case 'boolean':
      return value ? 1n : 0n
    case 'number':
      // As a number it would be bound as a float: 5 written to a text column would read '5.0'.
      return Number.isSafeInteger(value) ? BigInt(value) : value
    case 'bigint':
    case 'string':
      return value
    case 'object':
      return toSqliteObject(value)
    default:
      throw new TypeError(`A ${typeof value} cannot be a parameter of a statement.`)
  }
}

function toSqliteObject(value: object | null): SqliteValue {
  if (value === null || value instanceof Uint8Array) return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return JSON.stringify(value)
}
