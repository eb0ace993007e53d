import { describe, expect, it } from 'vitest'
import type { ColumnType } from '../model/schema-model.js'
import { parseDefault } from './defaults.js'
import { parseDefault as parsePostgresDefault } from './postgres/defaults.js'

const literal = (value: unknown): object => ({ kind: 'literal', value })
const expression = (sql: string): object => ({ kind: 'expression', sql })

describe('parseDefault', () => {
  it.each<[string, ColumnType, object | null]>([
    ['NULL', 'string', null],
    [`'draft'`, 'string', literal('draft')],
    [`'it''s'`, 'text', literal("it's")],
    [`''`, 'string', literal('')],
    ['5', 'integer', literal(5)],
    ['-5', 'integer', literal(-5)],
    ['(5)', 'integer', literal(5)],
    [`'5'`, 'integer', literal(5)],
    [`'5'`, 'string', literal('5')],
    ['1.50', 'decimal', literal(1.5)],
    ['1e3', 'float', literal(1000)],
    ['9007199254740993', 'bigInteger', literal('9007199254740993')],
    ['12345678901234.567890', 'decimal', literal('12345678901234.567890')],
    ['1', 'boolean', literal(true)],
    ['0', 'boolean', literal(false)],
    ['TRUE', 'boolean', literal(true)],
    [`'f'`, 'boolean', literal(false)],
    ['current_timestamp', 'timestamp', expression('current_timestamp')],
    [`'a' || 'b'`, 'string', expression(`'a' || 'b'`)],
    [`x'00ff'`, 'binary', expression(`x'00ff'`)],
    ['(1 + 2)', 'integer', expression('1 + 2')],
  ])('reads %s of a %s', (sql, type, expected) => {
    expect(parseDefault(sql, type)).toEqual(expected)
  })
})

describe('parseDefault for PostgreSQL', () => {
  it.each<[string, ColumnType, object | null]>([
    [`'draft'::character varying`, 'string', literal('draft')],
    [`'it''s::text'::character varying(20)`, 'string', literal("it's::text")],
    [`NULL::character varying`, 'string', null],
    [`'ok'::"My Mood"`, 'string', literal('ok')],
    [`'ok'::other.mood`, 'string', literal('ok')],
    [`'{}'::text[]`, 'array', literal('{}')],
    [`'{"a": 1}'::jsonb`, 'json', literal('{"a": 1}')],
    [`'-5'::integer`, 'integer', literal(-5)],
    [
      `'2024-01-01 00:00:00+00'::timestamp with time zone`,
      'timestamp',
      literal('2024-01-01 00:00:00+00'),
    ],
    [`now()`, 'timestamp', expression('now()')],
    [`(now())::date`, 'date', expression('(now())::date')],
    [`upper('x'::text)`, 'text', expression(`upper('x'::text)`)],
    [`('a'::text || 'b'::text)`, 'text', expression(`('a'::text || 'b'::text)`)],
    [`'a'::text || 'b'::text`, 'text', expression(`'a'::text || 'b'::text`)],
  ])('reads %s of a %s', (sql, type, expected) => {
    expect(parsePostgresDefault(sql, type)).toEqual(expected)
  })
})
