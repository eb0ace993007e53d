/** What mysql2 can bind in a prepared statement, made from what JavaScript callers pass. */
export type MysqlValue = null | number | string | Buffer

export function toMysqlValue(value: unknown): MysqlValue {
  switch (typeof value) {
    case 'undefined':
      return null
    case 'boolean':
      return value ? 1 : 0
    case 'number':
      return value
    case 'string':
      return value
    case 'bigint':
      return value.toString()
    case 'object':
      return toMysqlObject(value)
    default:
      throw new TypeError(`A ${typeof value} cannot be a parameter of a statement.`)
  }
}

function toMysqlObject(value: object | null): MysqlValue {
  if (value === null || Buffer.isBuffer(value)) return value
  if (value instanceof Date) return value.toISOString().slice(0, 23).replace('T', ' ')
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  return JSON.stringify(value)
}
