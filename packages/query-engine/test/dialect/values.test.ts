import type { ColumnType, DialectName } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { ValueForm } from '../../src/dialect/dialect.js'
import { dialectFor } from '../../src/dialect/dialects.js'
import { compiled } from '../support/dry.js'

function form(type: ColumnType, nativeType: string): ValueForm {
  return {
    type,
    nativeType,
    scale: null,
    elementType: null,
    isTextOfJson: type === 'json' && nativeType.startsWith('varchar'),
    aggregate: null,
    asText: false,
    asNumber: false,
  }
}

// What FOR JSON and JSON_OBJECT cannot hold as the wire has it:
// https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql (style 3)
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/TO_CHAR-number.html
describe('values that are finished after the database', () => {
  it.each<readonly [DialectName, ColumnType, string, unknown, unknown]>([
    ['mssql', 'float', 'float', '1.0000000000000001e-001', 0.1],
    ['mssql', 'float', 'float', '1.7900000000000000e+308', 1.79e308],
    ['mssql', 'float', 'real', '1.00000001e-001', 0.1],
    ['mssql', 'float', 'real', '3.39999995e+038', 3.4e38],
    ['mssql', 'binary', 'varbinary(10)', '00FF', 'AP8='],
    ['mssql', 'binary', 'varbinary(10)', '', ''],
    ['mssql', 'json', 'json path', '"a"', 'a'],
    ['mssql', 'json', 'json path', '[1]', [1]],
    ['mssql', 'json', 'varchar(max)', 'no JSON', 'no JSON'],
    ['mssql', 'json', 'varchar(max)', '5', 5],
    ['mssql', 'geometry', 'geometry', 'POINT (1 2)', { type: 'Point', coordinates: [1, 2] }],
    ['oracle', 'float', 'binary_double', '1.0000000000000001E-001', 0.1],
    ['oracle', 'float', 'binary_double', 'Inf', 'Infinity'],
    ['oracle', 'float', 'binary_double', '-Inf', '-Infinity'],
    ['oracle', 'float', 'binary_double', 'Nan', 'NaN'],
    ['oracle', 'float', 'binary_float', '1.00000001E-001', 0.1],
    ['oracle', 'float', 'float(126)', '0.1', 0.1],
    ['oracle', 'binary', 'raw(16)', '00FF', 'AP8='],
    ['oracle', 'json', 'json path', '["a"]', 'a'],
    ['oracle', 'json', 'json path', '[null]', null],
    ['oracle', 'json', 'varchar2(100)', '{a: 1}', '{a: 1}'],
    ['oracle', 'json', 'varchar2(100)', '{"a": 1}', { a: 1 }],
  ])('%s: %s (%s) %j is %j, at the top as within JSON', (name, type, nativeType, value, wire) => {
    const dialect = dialectFor(name)
    expect(dialect.finish(form(type, nativeType))?.(value)).toEqual(wire)
    expect(dialect.decode(form(type, nativeType), value)).toEqual(wire)
  })

  it.each<readonly [DialectName, ColumnType, string, unknown, unknown]>([
    ['mysql', 'boolean', 'tinyint(1)', 'true', true],
    ['mysql', 'boolean', 'tinyint(1)', 'false', false],
    ['oracle', 'boolean', 'number(1)', 'false', false],
    ['oracle', 'integer', 'number(10)', '7', 7],
    ['mssql', 'boolean', 'bit', true, true],
    ['mssql', 'integer', 'int', 7, 7],
    ['cockroachdb', 'integer', 'integer', '7', 7],
    ['cockroachdb', 'bigInteger', 'bigint', '7', '7'],
  ])('%s decodes a %s (%s) %j as %j', (name, type, nativeType, value, decoded) => {
    expect(dialectFor(name).decode(form(type, nativeType), value)).toBe(decoded)
  })
})

describe('values that are sent', () => {
  it.each<readonly [DialectName, ColumnType, unknown, unknown]>([
    ['mssql', 'boolean', true, true],
    ['mssql', 'timestamp', '2024-02-29T12:00:00.123456789Z', '2024-02-29T12:00:00.1234567Z'],
    ['mssql', 'binary', 'AP8=', Buffer.from([0, 255])],
    ['mssql', 'geometry', { type: 'Point', coordinates: [1, 2] }, 'POINT (1 2)'],
    ['mssql', 'json', { a: 1 }, '{"a":1}'],
    ['oracle', 'boolean', true, 1],
    ['oracle', 'date', '2024-02-29', '2024-02-29T00:00:00'],
    ['oracle', 'dateTime', '2024-02-29T12:00:00', '2024-02-29T12:00:00.0'],
    ['oracle', 'timestamp', '2024-02-29T12:00:00Z', '2024-02-29T12:00:00.0+00:00'],
    ['oracle', 'timestamp', '2024-02-29T12:00:00.5Z', '2024-02-29T12:00:00.5+00:00'],
    ['oracle', 'bigInteger', '9223372036854775807', '9223372036854775807'],
  ])('%s takes a %s %j as %j', (name, type, value, parameter) => {
    expect(dialectFor(name).toParameter(type, value)).toEqual(parameter)
  })
})

// Blank-padded and nonpadded comparison: https://docs.oracle.com/database/122/SQLRF/Data-Type-Comparison-Rules.htm
it.each([
  ['char(10)', 'cast(:1 as char(2000))'],
  ['char(10 char)', 'cast(:1 as char(2000))'],
  ['nchar(10)', 'cast(:1 as nchar(1000))'],
  ['varchar2(10)', ':1'],
])('what is compared with a %s of Oracle is one, whatever its blanks', (nativeType, expected) => {
  const parameter = dialectFor('oracle').parameter(form('string', nativeType), sql`${'a'}`)
  expect(compiled('oracle', parameter)).toBe(expected)
})
