import { fixed, plain, sized, type VendorTypes } from './native-type.js'

const text = plain('text', 'text')
const key = {
  sql: 'integer',
  readsAs: { type: 'integer', nativeType: 'integer', length: null, precision: null, scale: null },
} as const

/**
 * SQLite keeps the declared type as it is written; introspection goes by it.
 *
 * @see https://www.sqlite.org/datatype3.html
 */
export const sqliteTypes: VendorTypes = {
  of: {
    bigInteger: plain('bigInteger', 'bigint'),
    binary: plain('binary', 'blob'),
    boolean: plain('boolean', 'boolean'),
    csv: text,
    date: plain('date', 'date'),
    dateTime: plain('dateTime', 'datetime'),
    // Its declaration says what scale the wire shows; the value is a double all the same.
    decimal: ({ precision, scale }) => ({
      sql: `decimal(${precision}, ${scale})`,
      readsAs: {
        type: 'decimal',
        nativeType: `decimal(${precision}, ${scale})`,
        length: null,
        precision,
        scale,
      },
    }),
    float: plain('float', 'float'),
    geometry: plain('geometry', 'geometry'),
    hash: fixed('varchar', 255),
    integer: plain('integer', 'integer'),
    json: plain('json', 'json'),
    string: sized('varchar', text),
    text,
    time: plain('time', 'time'),
    timestamp: plain('timestamp', 'timestamp'),
    uuid: fixed('char', 36),
  },
  // The one type of the rowid; its numbers have 64 bits.
  numbered: { integer: key, bigInteger: key },
  maxLength: Number.MAX_SAFE_INTEGER,
  maxPrecision: 1000,
  maxScale: 1000,
}
