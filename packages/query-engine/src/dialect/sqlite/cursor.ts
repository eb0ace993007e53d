import { isNull } from '../standard.js'
import type { CursorValues } from '../dialect.js'
import { bytesIn, integerIn, numberIn, unknownKind } from '../cursor-text.js'

/**
 * Any column may hold any kind of value, and kinds come one after the other: numbers, text, blobs. So
 * the text says which kind it is, and a value is compared as it was stored.
 *
 * @see https://www.sqlite.org/datatype3.html#sort_order
 */
export const cursor: CursorValues = {
  ordered: (_form, x) => x,
  isNull,
  selected: (_form, x) => x,
  toText: (value) => {
    if (typeof value === 'number') return `n${value}`
    if (typeof value === 'bigint') return `i${value}`
    return value instanceof Uint8Array
      ? `b${Buffer.from(value).toString('hex')}`
      : `t${String(value)}`
  },
  fromText: (_form, text) => {
    const value = text.slice(1)
    switch (text[0]) {
      case 'n':
        return value.endsWith('Infinity') ? infinityIn(value) : numberIn(value)
      case 'i':
        return integerIn(value)
      case 'b':
        return bytesIn(value)
      case 't':
        return value
      default:
        return unknownKind()
    }
  },
  parameter: (_form, x) => x,
}

function infinityIn(text: string): number {
  if (text !== 'Infinity' && text !== '-Infinity') return unknownKind()
  return Number(text)
}
