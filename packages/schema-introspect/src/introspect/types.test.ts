import { describe, expect, it } from 'vitest'
import { inlineValues } from '../model/inline-values.js'
import { toColumnType as toMariadbType } from './mariadb/types.js'
import { toColumnType as toPostgresType } from './postgres/types.js'
import { parseChecks } from './sqlite/checks.js'
import { findExpressions } from './sqlite/computed.js'
import { parseDeclaredType } from './sqlite/types.js'

describe('declared types of SQLite', () => {
  it.each([
    ['INTEGER', 'integer', null, null, null],
    ['UNSIGNED  BIG INT', 'bigInteger', null, null, null],
    ['NVARCHAR(160)', 'string', 160, null, null],
    ['varchar ( 20 )', 'string', 20, null, null],
    ['varchar', 'text', null, null, null],
    ['NUMERIC(10, 2)', 'decimal', null, 10, 2],
    ['NUMERIC', 'decimal', null, null, null],
    ['decimal(5)', 'decimal', null, 5, 0],
    ['TINYINT(1)', 'boolean', null, null, null],
    ['tinyint', 'integer', null, null, null],
    ['DATETIME', 'dateTime', null, null, null],
    ['timestamp with time zone', 'timestamp', null, null, null],
    ['char(36)', 'string', 36, null, null],
    ['MY_INT_TYPE', 'integer', null, null, null],
    ['LONGVARCHAR(5)', 'text', 5, null, null],
    ['whatever', 'unknown', null, null, null],
    ['', 'unknown', null, null, null],
    ['constructor', 'unknown', null, null, null],
  ])('%s is %s', (declared, type, length, precision, scale) => {
    expect(parseDeclaredType(declared)).toEqual({ type, length, precision, scale })
  })
})

describe('checks of SQLite', () => {
  it('are not found in strings, names and comments', () => {
    const sql = `create table t (a text default 'check (x)', "check" int, [check (y)] int /* check (z) */)`
    expect(parseChecks(sql)).toEqual([])
  })

  it('survive a text that ends too early', () => {
    expect(parseChecks('create table t (a int check (a > (1')).toHaveLength(1)
  })
})

describe('types of PostgreSQL', () => {
  const base = { type_kind: 'b', is_array: false, modifier: -1 }

  it('unpacks precision and scale, negative ones too', () => {
    const numeric = (precision: number, scale: number): object =>
      toPostgresType({
        ...base,
        type_name: 'numeric',
        modifier: ((precision << 16) | (scale & 0x7ff)) + 4,
      })
    expect(numeric(10, 2)).toMatchObject({ precision: 10, scale: 2 })
    expect(numeric(3, -2)).toMatchObject({ precision: 3, scale: -2 })
    expect(numeric(1000, 1000)).toMatchObject({ precision: 1000, scale: 1000 })
  })

  it('knows a type by its own name only', () => {
    expect(toPostgresType({ ...base, type_name: 'constructor' }).type).toBe('unknown')
    expect(toPostgresType({ ...base, type_name: 'text', is_array: true })).toMatchObject({
      type: 'array',
      elementType: 'text',
    })
  })
})

describe('types of MariaDB', () => {
  it.each([
    ['tinyint', 'tinyint(1)', 'boolean'],
    ['tinyint', 'tinyint(4)', 'integer'],
    ['bit', 'bit(1)', 'boolean'],
    ['bit', 'bit(8)', 'integer'],
    ['decimal', 'decimal(10,2)', 'decimal'],
    ['inet6', 'inet6', 'unknown'],
    ['constructor', 'constructor', 'unknown'],
  ])('%s as %s is %s', (dataType, columnType, type) => {
    expect(toMariadbType(dataType, columnType)).toBe(type)
  })

  it('reads inline values with quotes and commas in them', () => {
    expect(inlineValues(`enum('a','it''s','x,y','')`)).toEqual(['a', "it's", 'x,y', ''])
    expect(inlineValues('varchar(20)')).toBeNull()
  })
})

describe('computed columns in a statement of SQLite', () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['create table t (a int, b int generated always as (a * 2) stored)', { b: 'a * 2' }],
    ['create table t ("a, b" text as (upper(c) || \')\'), c text)', { 'a, b': "upper(c) || ')'" }],
    ['create table t (a int /* as (1) */, [as] int, c as ([as] + 1) not null)', { c: '[as] + 1' }],
    ['create table t (a int default (1), check (cast(a as integer) = a))', {}],
    ["create table t (a int check (cast(a as text) <> ''))", {}],
  ])('are found in %s', (statement, expected) => {
    expect(Object.fromEntries(findExpressions(statement))).toEqual(expected)
  })
})
