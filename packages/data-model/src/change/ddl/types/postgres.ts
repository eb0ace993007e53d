import { exact, fixed, plain, sized, type VendorTypes } from './native-type.js'

const text = plain('text', 'text')
const integer = plain('integer', 'integer', 'integer', { precision: 32, scale: 0 })
const bigint = plain('bigInteger', 'bigint', 'bigint', { precision: 64, scale: 0 })
const SIZE = { length: null, precision: 0, scale: 0 }

/**
 * A geometry has the coordinates of GPS, as the wire's GeoJSON has.
 *
 * @see https://www.postgresql.org/docs/current/datatype.html
 */
export const postgresTypes: VendorTypes = {
  of: {
    bigInteger: bigint,
    binary: plain('binary', 'bytea'),
    boolean: plain('boolean', 'boolean'),
    csv: text,
    date: plain('date', 'date'),
    dateTime: plain('dateTime', 'timestamp', 'timestamp without time zone'),
    decimal: exact('numeric'),
    float: plain('float', 'real', 'real', { precision: 24 }),
    geometry: plain('geometry', 'geometry(geometry, 4326)', 'geometry(Geometry,4326)'),
    hash: fixed('varchar', 255, 'character varying'),
    integer,
    json: plain('json', 'json'),
    string: sized('varchar', text, 'character varying'),
    text,
    time: plain('time', 'time', 'time without time zone'),
    timestamp: plain('timestamp', 'timestamp with time zone'),
    uuid: plain('uuid', 'uuid'),
  },
  numbered: {
    integer: { ...integer(SIZE), sql: 'serial' },
    bigInteger: { ...bigint(SIZE), sql: 'bigserial' },
  },
  maxLength: 10_485_760,
  maxPrecision: 1000,
  maxScale: 1000,
}
