import { key, value, type ValueCase } from './value-case.js'

const POINT = { type: 'Point', coordinates: [1, 2] }
const LINE = {
  type: 'LineString',
  coordinates: [
    [0, 0],
    [1, 1],
  ],
}
const AREA = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 0],
    ],
  ],
}

/** @see https://mariadb.com/kb/en/data-types/ */
export const MYSQL: readonly ValueCase[] = [
  key('tinyint', -128, 0, 127),
  key('tinyint unsigned', 0, 255),
  value('boolean', false, true),
  key('smallint', -32768, 32767),
  key('mediumint', -8388608, 8388607),
  key('integer', -2147483648, 0, 2147483647),
  key('integer unsigned', 0, 4294967295),
  key('integer(5) unsigned zerofill', 0, 42),
  key('bigint', '-9223372036854775808', '9007199254740993', '9223372036854775807'),
  key('bigint unsigned', '0', '9223372036854775808', '18446744073709551615'),
  key('decimal(10,2)', '-99999999.99', '0.00', '7.30', '99999999.99'),
  key('decimal(38,0)', '0', '99999999999999999999999999999999999999'),
  key('decimal(65,30)', '-0.000000000000000000000000000001', `${'9'.repeat(35)}.${'9'.repeat(30)}`),
  value('float', -3.40282e38, 0.1, 16777216, 3.40282e38),
  key('double', -1.7976931348623157e308, 5e-324, 0.1, 1.7976931348623157e308),
  value('bit(1)', false, true),
  key('bit(8)', 0, 5, 255),
  key('bit(64)', '0', '9007199254740993', '18446744073709551615'),
  { ...key('char(5)', 'ab', 'äöüßé'), sent: ['ab  ', 'äöüßé'] },
  key('varchar(20)', '0123456789', 'abc', 'abd ', 'x,y%'),
  key('varchar(10) character set latin1', 'abc', 'äöü'),
  key('varchar(10) collate utf8mb4_bin', 'A', 'a', 'ä', '🙂'),
  { ...key('binary(4)', 'AAAAAA==', 'AP8AAA==', '/////w=='), sent: ['', 'AP8=', '/////w=='] },
  key('varbinary(10)', '', 'AP8=', '/w=='),
  value('tinytext', 'abc', 'b🙂'),
  value('text', 'abc', 'line\n"quoted" \\ back'),
  value('mediumtext', 'abc', 'b'),
  value('longtext', 'abc', 'b'),
  value('tinyblob', '', 'AP8='),
  value('blob', '', 'AP8=', Buffer.alloc(300, 0xff).toString('base64')),
  value('longblob', '', 'AP8='),
  key('date', '0001-01-01', '1000-01-01', '2024-02-29', '9999-12-31'),
  key('time', '-838:59:59', '00:00:00', '12:34:56', '838:59:59'),
  key(
    'datetime',
    '1000-01-01T00:00:00',
    '2024-03-10T02:30:00',
    '2024-09-29T02:30:00',
    '9999-12-31T23:59:59',
  ),
  key(
    'timestamp(3) null',
    '1970-01-01T00:00:01.000Z',
    '2024-04-06T13:30:00.000Z',
    '2024-04-06T14:30:00.000Z',
    '2024-11-03T05:30:00.123Z',
    '2038-01-19T03:14:07.999Z',
  ),
  key('year', 0, 1901, 2024, 2155),
  key(`enum('a', 'ok', 'x''s')`, 'a', 'ok', `x's`),
  key(`set('a', 'b', 'c')`, 'a', 'a,b', 'c'),
  value('json', { a: [1, null, 'ü'] }, [], 'text', 12.5, false),
  value('point', POINT),
  value('linestring', LINE),
  value('geometry', POINT, LINE, AREA),
  value('geometrycollection', { type: 'GeometryCollection', geometries: [POINT, LINE] }),
]

export const MARIADB: readonly ValueCase[] = [
  ...MYSQL,
  key(
    'uuid',
    '00000000-0000-0000-0000-000000000000',
    '123e4567-e89b-42d3-a456-426614174000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ),
  key('inet6', '::', '::1', '::ffff:10.0.0.1', '2001:db8::ff'),
  key('inet4', '0.0.0.0', '10.0.0.1', '255.255.255.255'),
]
