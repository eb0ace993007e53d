import type { Column, ColumnType } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { allowsOnNumber, allowsOperator, isOperator, OPERATORS } from './operators.js'

const column = (type: ColumnType, secret = false): Column =>
  ({ type, traits: secret ? { secret: 'conceal' } : {} }) as unknown as Column
const allowed = (type: ColumnType, secret = false): string[] =>
  [...OPERATORS.keys()]
    .filter((name) => allowsOperator(column(type, secret), name))
    .sort((a, b) => a.localeCompare(b))

describe('operators', () => {
  it('are those of the wire, and no keys of every object', () => {
    expect(OPERATORS.size).toBe(37)
    expect(isOperator('_eq')).toBe(true)
    for (const name of ['eq', '_and', '_or', 'constructor', '__proto__', 'toString']) {
      expect(isOperator(name)).toBe(false)
    }
  })

  it.each([
    ['uuid', ['_eq', '_in', '_neq', '_nin', '_nnull', '_null']],
    ['boolean', ['_eq', '_neq', '_nnull', '_null']],
    ['json', ['_json', '_nnull', '_null']],
    ['hash', ['_empty', '_nempty', '_nnull', '_null']],
    ['array', ['_nnull', '_null']],
    [
      'integer',
      [
        '_between',
        '_eq',
        '_gt',
        '_gte',
        '_in',
        '_lt',
        '_lte',
        '_nbetween',
        '_neq',
        '_nin',
        '_nnull',
        '_null',
      ],
    ],
  ] as readonly (readonly [ColumnType, readonly string[]])[])(
    'allow on %s what the reference lists',
    (type, names) => {
      expect(allowed(type)).toEqual(names)
    },
  )

  it.each(['bigInteger', 'float', 'decimal', 'date', 'dateTime', 'time', 'timestamp'] as const)(
    'allow on %s what they do on numbers',
    (type) => {
      expect(allowed(type)).toEqual(allowed('integer'))
    },
  )

  it('refuse the two that the reference lists but the wire refuses', () => {
    expect(allowed('string')).not.toContain('_nicontains')
    expect(allowed('text')).toEqual(allowed('string'))
    expect(allowsOnNumber('_contains')).toBe(false)
  })

  it('compare secret columns with null only', () => {
    expect(allowed('string', true)).toEqual(allowed('hash'))
    expect(allowed('integer', true)).toEqual(allowed('hash'))
  })
})
