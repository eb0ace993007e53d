import { exact, fixed, plain, sized, type VendorTypes } from './native-type.js'

const text = plain('text', 'text')

/**
 * A moment has three digits behind the second, as on the wire.
 *
 * @see https://mariadb.com/kb/en/data-types/
 */
export const mariadbTypes: VendorTypes = {
  of: {
    bigInteger: plain('bigInteger', 'bigint', 'bigint(20)', { precision: 19, scale: 0 }),
    binary: plain('binary', 'blob'),
    boolean: plain('boolean', 'tinyint(1)'),
    csv: text,
    date: plain('date', 'date'),
    dateTime: plain('dateTime', 'datetime'),
    decimal: exact('decimal'),
    float: plain('float', 'float', 'float', { precision: 12 }),
    geometry: plain('geometry', 'geometry'),
    hash: fixed('varchar', 255),
    integer: plain('integer', 'int', 'int(11)', { precision: 10, scale: 0 }),
    json: plain('json', 'json'),
    string: sized('varchar', text),
    text,
    time: plain('time', 'time'),
    timestamp: plain('timestamp', 'timestamp(3)'),
    uuid: fixed('char', 36),
  },
  numbered: {
    integer: numbered('integer', 'int unsigned', 'int(10) unsigned', 10),
    bigInteger: numbered('bigInteger', 'bigint unsigned', 'bigint(20) unsigned', 20),
  },
  // Rows have 65,535 bytes, and characters up to four.
  maxLength: 16_383,
  maxPrecision: 65,
  maxScale: 30,
}

/** The type of `auto_increment`, which the statement says after NOT NULL. */
export function numbered(
  type: 'integer' | 'bigInteger',
  sql: string,
  nativeType: string,
  precision: number,
): VendorTypes['numbered']['integer'] {
  return { sql, readsAs: { type, nativeType, length: null, precision, scale: 0 } }
}
