import type { ColumnType } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { traitsOfSpecials } from './traits-of-specials.js'

const made = (specials: string, type: ColumnType): unknown =>
  traitsOfSpecials(specials.split(','), { type })

describe('traitsOfSpecials', () => {
  it.each<[string, ColumnType, object]>([
    ['uuid', 'string', { type: 'uuid', traits: { onCreate: 'uuid' } }],
    ['uuid', 'uuid', { traits: { onCreate: 'uuid' } }],
    ['uuid-v7', 'string', { type: 'uuid', traits: { onCreate: 'uuid-v7' } }],
    ['hash', 'string', { type: 'hash', traits: { codec: 'hash' } }],
    ['hash,conceal', 'text', { type: 'hash', traits: { codec: 'hash', secret: 'conceal' } }],
    ['encrypt', 'text', { traits: { codec: 'encrypt', secret: 'conceal' } }],
    ['conceal', 'integer', { traits: { secret: 'conceal' } }],
    ['cast-boolean', 'integer', { type: 'boolean', traits: {} }],
    ['cast-boolean', 'boolean', { traits: {} }],
    ['cast-json', 'text', { type: 'json', traits: {} }],
    ['cast-json', 'json', { traits: {} }],
    ['cast-csv', 'string', { type: 'csv', traits: {} }],
    ['cast-timestamp', 'dateTime', { type: 'timestamp', traits: {} }],
    ['cast-datetime', 'timestamp', { type: 'dateTime', traits: {} }],
    ['date-created,date-updated', 'timestamp', { traits: { onCreate: 'now', onUpdate: 'now' } }],
    ['user-created,user-updated', 'uuid', { traits: { onCreate: 'user', onUpdate: 'user' } }],
    ['role-created', 'string', { traits: { onCreate: 'role' } }],
    ['m2o', 'integer', { traits: {} }],
    ['file', 'string', { type: 'uuid', traits: {} }],
    ['geometry.Point', 'geometry', { traits: {} }],
    ['cast-timestamp,date-created', 'dateTime', { type: 'timestamp', traits: { onCreate: 'now' } }],
    ['cast-csv,conceal', 'text', { type: 'csv', traits: { secret: 'conceal' } }],
  ])('makes of %s on a column of type %s what it means', (specials, type, expected) => {
    expect(made(specials, type)).toEqual({ problems: [], ...expected })
  })

  it.each<[string, ColumnType, string]>([
    ['hash', 'integer', '"hash" is not for a column of type "integer".'],
    ['encrypt', 'json', '"encrypt" is not for a column of type "json".'],
    ['cast-boolean', 'string', '"cast-boolean" is not for a column of type "string".'],
    ['user-created', 'integer', '"user-created" is not for a column of type "integer".'],
    ['date-created', 'boolean', '"date-created" is not for a column of type "boolean".'],
    ['nonsense', 'string', 'There is no flag "nonsense".'],
    ['__proto__', 'string', 'There is no flag "__proto__".'],
  ])('leaves %s on a column of type %s out, and says so', (specials, type, problem) => {
    expect(made(specials, type)).toEqual({ traits: {}, problems: [problem] })
  })

  it.each([
    'hash,encrypt',
    'encrypt,hash',
    'cast-json,encrypt',
    'encrypt,cast-csv',
    'user-created,date-created',
  ])('takes the first of %s, which contradict each other', (specials) => {
    const [first = '', second = ''] = specials.split(',')
    const alone = traitsOfSpecials([first], { type: 'text' })
    const problems = [`"${second}" contradicts a flag before it.`]
    expect(made(specials, 'text')).toEqual({ ...alone, problems })
  })

  it('is nothing where there are no flags', () => {
    expect(traitsOfSpecials([], { type: 'text' })).toEqual({ traits: {}, problems: [] })
  })
})
