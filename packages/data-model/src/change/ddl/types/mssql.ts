import { exact, fixed, plain, sized, type VendorTypes } from './native-type.js'

const text = plain('text', 'nvarchar(max)')
const integer = plain('integer', 'int', 'int', { precision: 10, scale: 0 })
const bigint = plain('bigInteger', 'bigint', 'bigint', { precision: 19, scale: 0 })
const SIZE = { length: null, precision: 0, scale: 0 }

/**
 * JSON is text that the field's own flag makes JSON: a check by ISJSON would refuse plain numbers and texts.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/data-types/data-types-transact-sql
 */
export const mssqlTypes: VendorTypes = {
  of: {
    bigInteger: bigint,
    binary: plain('binary', 'varbinary(max)'),
    boolean: plain('boolean', 'bit'),
    csv: text,
    date: plain('date', 'date'),
    dateTime: plain('dateTime', 'datetime2', 'datetime2(7)'),
    decimal: exact('decimal'),
    float: plain('float', 'float', 'float', { precision: 53 }),
    geometry: plain('geometry', 'geometry'),
    hash: fixed('nvarchar', 255),
    integer,
    json: text,
    string: sized('nvarchar', text),
    text,
    time: plain('time', 'time', 'time(7)'),
    timestamp: plain('timestamp', 'datetimeoffset', 'datetimeoffset(7)'),
    uuid: plain('uuid', 'uniqueidentifier'),
  },
  numbered: {
    integer: { ...integer(SIZE), sql: 'int identity(1, 1)' },
    bigInteger: { ...bigint(SIZE), sql: 'bigint identity(1, 1)' },
  },
  maxLength: 4000,
  maxPrecision: 38,
  maxScale: 38,
}
