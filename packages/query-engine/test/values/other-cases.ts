import { POSTGRES } from './postgres-cases.js'
import { key, value, type ValueCase } from './value-case.js'

const UUIDS = ['00000000-0000-0000-0000-000000000000', '123e4567-e89b-42d3-a456-426614174000']

/** @see https://www.cockroachlabs.com/docs/stable/data-types */
const OF_COCKROACHDB: ReadonlySet<string> = new Set([
  'smallint',
  'bigint',
  'numeric(10,2)',
  'boolean',
  'varchar(10)',
  'text',
  'bytea',
  'uuid',
  'jsonb',
  'bit(3)',
  'bigint[]',
  'text[]',
])

/** Plain values where the edges of a type are not those of PostgreSQL. */
export const COCKROACHDB: readonly ValueCase[] = [
  ...POSTGRES.filter(({ type }) => OF_COCKROACHDB.has(type)),
  key('int4', -2147483648, 0, 2147483647),
  key('double precision', -1.5, 0.1, 1.79e308),
  key('date', '0001-01-01', '2024-02-29', '9999-12-31'),
  key('time', '00:00:00', '12:34:56', '23:59:59'),
  key('timestamp', '0001-01-01T00:00:00', '2024-03-10T02:30:00', '9999-12-31T23:59:59'),
  key('timestamptz', '2024-04-06T13:30:00.000Z', '2024-11-03T05:30:00.123Z'),
  key('inet', '192.168.0.1', '2001:db8::1'),
]

/** @see https://learn.microsoft.com/en-us/sql/t-sql/data-types/data-types-transact-sql */
export const MSSQL: readonly ValueCase[] = [
  value('bit', false, true),
  key('tinyint', 0, 255),
  key('int', -2147483648, 0, 2147483647),
  key('bigint', '-9223372036854775808', '9007199254740993', '9223372036854775807'),
  key('decimal(10,2)', '-99999999.99', '0.00', '7.30', '99999999.99'),
  key('decimal(38,0)', '0', '99999999999999999999999999999999999999'),
  key('money', '-922337203685477.5808', '0.0000', '1.5000', '922337203685477.5807'),
  key('smallmoney', '-214748.3648', '1.5000', '214748.3647'),
  key('real', -3.4e38, 0.1, 16777216),
  key('float', -1.79e308, 0.1, 1.79e308),
  key('varchar(20)', '0123456789', 'abc', 'x,y%'),
  // Most collations have `ä` before `abc`, and characters beyond 16 bits nowhere.
  key('nvarchar(20) collate Latin1_General_100_BIN2', 'abc', 'ä', '🙂'),
  value('nvarchar(max)', 'abc', 'b'),
  key('varbinary(10)', 'AP8=', '/w=='),
  key('date', '0001-01-01', '2024-02-29', '9999-12-31'),
  key('time(0)', '00:00:00', '12:34:56', '23:59:59'),
  key('datetime2(0)', '0001-01-01T00:00:00', '2024-03-10T02:30:00', '9999-12-31T23:59:59'),
  key('datetimeoffset(3)', '2024-04-06T13:30:00.000Z', '2024-04-06T14:30:00.123Z'),
  key('uniqueidentifier', ...UUIDS),
  value('xml', '<a b="c">d</a>', '<a/>'),
]

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html */
export const ORACLE: readonly ValueCase[] = [
  key('number(5)', -99999, 0, 99999),
  key('number(19)', '-9223372036854775808', '9007199254740993', '9223372036854775807'),
  key('number(10,2)', '-99999999.99', '0.00', '7.30', '99999999.99'),
  key('binary_float', -3.4e38, 0.1, 16777216),
  key('binary_double', -1.79e308, 0.1, 1.79e308),
  key('varchar2(20 char)', '0123456789', 'abc', 'x,y%'),
  value('clob', 'abc', 'b'),
  key('raw(16)', 'AP8=', '/w=='),
  key('date', '0001-01-01', '2024-02-29', '9999-12-31'),
  key('timestamp(0)', '0001-01-01T00:00:00', '2024-03-10T02:30:00', '9999-12-31T23:59:59'),
  value('timestamp(3) with time zone', '2024-04-06T13:30:00.000Z', '2024-04-06T14:30:00.123Z'),
]
