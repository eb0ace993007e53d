import type { Overlay } from '@relvar/schema-introspect/model'
import { type DialectName, insertStatements, odditiesFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** Every row of `every_type` is reached from a holder: as to-one, as to-many, and as one of several tables. */
const holders = (dialect: DialectName): readonly string[] => [
  'create table holders (id integer primary key, type_id integer, item varchar(10), collection varchar(20), foreign key (type_id) references every_type (id))',
  ...insertStatements(
    dialect,
    'holders',
    [1, 2, 3, 4].map((id) => `${id}, ${id}, '${id}', 'every_type'`),
  ),
]

const overlay: Overlay = {
  tables: {
    holders: {
      relationships: {
        item: {
          kind: 'many-to-any',
          column: 'item',
          discriminator: 'collection',
          targets: ['every_type', 'teams'],
        },
        same: { kind: 'many-to-one', target: 'holders', columns: [['id', 'id']] },
      },
    },
    every_type: {
      relationships: { holders: { kind: 'one-to-many', target: 'holders', through: 'type_id' } },
    },
  },
}

/** A column of `every_type` that holds the bytes 00 and FF. */
const BINARY: Readonly<Record<DialectName, string>> = {
  sqlite: 'c_blob',
  postgres: 'c_bytea',
  cockroachdb: 'c_bytes',
  mariadb: 'c_blob',
  mysql: 'c_blob',
  mssql: 'c_varbinary_10',
  oracle: 'c_raw_16',
}

const BINARY_1000 = Buffer.alloc(1000, 0xab).toString('base64')

/** Rows 1 to 3: ordinary, highest, lowest. What a column reads as, where that is not plain to see. */
const EXPECTED: Readonly<
  Partial<Record<DialectName, Readonly<Record<string, readonly unknown[]>>>>
> = {
  sqlite: {
    c_integer: [1, 9007199254740991, -9007199254740991],
    c_bigint: ['1', '9223372036854775807', '-9223372036854775808'],
    c_real: [0.1, 1.7976931348623157e308, '-Infinity'],
    c_double: [0.1, 'Infinity', 0],
    c_numeric: ['1.5', '1000000000000000', '-1'],
    c_decimal_10_2: ['1.50', '99999999.99', '-99999999.99'],
    c_boolean: [true, true, false],
    c_text: ['abc', 'line\n"quoted" \\ back', ''],
    c_clob: ['abc', '🙂', ''],
    c_blob: ['AP8=', Buffer.alloc(1000).toString('base64'), ''],
    c_date: ['2024-02-29', '9999-12-31', '0001-01-01'],
    c_time: ['12:34:56', '23:59:59', '00:00:00'],
    c_datetime: ['2024-02-29T12:34:56', '9999-12-31T23:59:59', '0001-01-01T00:00:00'],
    c_timestamp: [
      '2024-02-29T12:34:56.789Z',
      '9999-12-31T23:59:59.999Z',
      '1970-01-01T00:00:00.000Z',
    ],
    c_timestamp_epoch: [
      '2024-02-29T12:34:56.789Z',
      '9999-12-31T23:59:59.999Z',
      '1970-01-01T00:00:00.000Z',
    ],
    c_json: [{ b: 1, a: [true, null] }, { n: 12345678901234567890 }, null],
    c_uuid: [
      '123e4567-e89b-42d3-a456-426614174000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '00000000-0000-0000-0000-000000000000',
    ],
  },
  postgres: {
    c_bigint: ['1', '9223372036854775807', '-9223372036854775808'],
    c_numeric: ['1.50', '12345678901234567890.123456789', 'NaN'],
    c_numeric_10_2: ['1.50', '99999999.99', '-99999999.99'],
    c_numeric_38_0: ['1', '99999999999999999999999999999999999999', '0'],
    c_real: [0.1, 3.4028235e38, '-Infinity'],
    c_double: [0.1, 1.7976931348623157e308, 'NaN'],
    c_boolean: [true, true, false],
    c_text: ['abc', 'line\n"quoted" \\ back', ''],
    c_bytea: ['AP8=', Buffer.alloc(100, 0xab).toString('base64'), ''],
    c_date: ['2024-02-29', 'infinity', '0044-03-15 BC'],
    c_time: ['12:34:56', '24:00:00', '00:00:00'],
    c_timestamp_0: ['2024-02-29T12:34:56', '9999-12-31T23:59:59', '0001-01-01T00:00:00'],
    c_uuid: [
      '123e4567-e89b-42d3-a456-426614174000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '00000000-0000-0000-0000-000000000000',
    ],
    c_json: [{ b: 1, a: [true, null] }, { a: 2, n: 12345678901234567890 }, null],
    c_jsonb: [{ b: 1, a: [true, null] }, 'text', []],
    c_inet: ['192.168.0.1', '2001:db8::1/64', '0.0.0.0'],
    c_bit_3: ['101', '111', '000'],
    c_oid: ['1', '4294967295', '0'],
    c_mood: ['ok', `it's fine`, 'sad'],
    c_domain: ['a@b', '"odd"@b', '@'],
    c_integer_array: [
      [1, 2, 3],
      [
        [1, 2],
        [3, 4],
      ],
      [],
    ],
    c_bigint_array: [['1'], ['9223372036854775807', null], []],
    c_text_array: [['a', 'b'], ['a,b', '"q"', null, ''], []],
    c_numeric_array: [['1.50'], ['99999999.99', null], []],
    c_timestamptz_array: [['2024-02-29T12:00:00.000Z'], ['2024-12-31T23:59:59.999Z', null], []],
    c_mood_array: [['ok', 'sad'], [`it's fine`], []],
  },
  mariadb: {
    c_tinyint: [1, 127, -128],
    c_boolean: [true, true, false],
    c_integer_unsigned: [1, 4294967295, 0],
    c_bigint: ['1', '9223372036854775807', '-9223372036854775808'],
    c_bigint_unsigned: ['1', '18446744073709551615', '0'],
    c_decimal_10_2: ['1.50', '99999999.99', '-99999999.99'],
    c_decimal_38_0: ['1', '99999999999999999999999999999999999999', '0'],
    c_double: [0.1, 1.7976931348623157e308, -1.7976931348623157e308],
    c_varchar_latin1: ['abc', 'äöü', ''],
    c_varbinary_10: ['AP8=', Buffer.alloc(10, 0xff).toString('base64'), ''],
    c_text: ['abc', 'line\n"quoted" \\ back', ''],
    c_blob: ['AP8=', BINARY_1000, ''],
    c_date: ['2024-02-29', '9999-12-31', '1000-01-01'],
    c_time: ['12:34:56', '838:59:59', '-838:59:59'],
    c_datetime: ['2024-02-29T12:34:56', '9999-12-31T23:59:59', '1000-01-01T00:00:00'],
    c_timestamp: [
      '2024-02-29T12:34:56.000Z',
      '2038-01-19T03:14:07.000Z',
      '1970-01-01T00:00:01.000Z',
    ],
    c_timestamp_6: [
      '2024-02-29T12:34:56.789Z',
      '2038-01-19T03:14:07.999Z',
      '1970-01-01T00:00:01.000Z',
    ],
    c_enum: ['ok', `it's fine`, 'sad'],
    c_json: [{ b: 1, a: [true, null] }, { n: 12345678901234567890 }, null],
    c_uuid: [
      '123e4567-e89b-42d3-a456-426614174000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '00000000-0000-0000-0000-000000000000',
    ],
  },
}

describe.each(SUPPORTED)('every type on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const odd = useFixture(dialect, (name) => [...odditiesFixture(name), ...holders(name)], {
    overlay,
  })
  const columns = (row: Row | undefined): Row => {
    const { holders: _, ...rest } = row ?? {}
    return rest
  }

  test('reads as written in the reference', async () => {
    const rows = await odd.read('every_type', { limit: 3 })
    for (const [column, values] of Object.entries(EXPECTED[dialect.name] ?? {})) {
      expect({ [column]: rows.map((row) => row[column]) }).toEqual({ [column]: values })
    }
  })

  test('reads NULL as null, whatever the type', async () => {
    const [row] = await odd.read('every_type', {}, { keys: [4] })
    expect(new Set(Object.values(columns({ ...row, id: null })))).toEqual(new Set([null]))
  })

  test('reads the same at every depth', async () => {
    const rows = (await odd.read('every_type')).map(columns)
    const toOne = await odd.read('holders', { fields: ['type_id.*'] })
    expect(toOne.map((row) => columns(row['type_id'] as Row))).toEqual(rows)
    const toMany = await odd.read('every_type', { fields: ['holders.same.type_id.*'] })
    const inner = (row: Row): Row => {
      const [holder] = row['holders'] as { same: { type_id: Row } }[]
      return columns(holder?.same.type_id)
    }
    expect(toMany.map(inner)).toEqual(rows)
    const toAny = await odd.read('holders', { fields: ['item.*'] })
    expect(toAny.map((row) => columns(row['item'] as Row))).toEqual(rows)
  })

  test('streams the same values', async () => {
    const streamed: Row[] = []
    for await (const row of odd.session.stream('every_type')) streamed.push(row)
    expect(streamed).toEqual(await odd.session.read('every_type'))
  })

  test('groups by a value that is finished after the database', async () => {
    const column = BINARY[dialect.name]
    const rows = await odd.read('every_type', {
      groupBy: [column],
      filter: { id: { _in: [1, 4] } },
    })
    expect(rows).toEqual([{ [column]: 'AP8=' }, { [column]: null }])
  })
})
