import type { Column, ColumnTraits, ColumnType, SchemaModel } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { columnSchema } from './column-schema.js'

const schema: SchemaModel = {
  dialect: 'sqlite',
  version: '1',
  defaultSchema: 'main',
  tables: {},
  enums: {},
}

const column = (type: ColumnType, traits: ColumnTraits): Column => ({
  name: 'x',
  type,
  nativeType: type,
  length: 200,
  precision: null,
  scale: null,
  elementType: null,
  nullable: false,
  default: null,
  generated: null,
  enum: null,
  actions: ['read', 'create', 'update'],
  comment: null,
  traits,
})

describe('the schema of a column of secrets', () => {
  it.each<[ColumnType, ColumnTraits, object]>([
    ['string', { secret: 'conceal' }, { type: 'string' }],
    ['integer', { secret: 'conceal' }, { type: ['integer', 'string'] }],
    ['bigInteger', { secret: 'conceal' }, { type: ['string', 'integer'] }],
    ['uuid', { secret: 'conceal' }, { type: 'string' }],
    ['json', { secret: 'conceal' }, {}],
    ['hash', { codec: 'hash' }, { type: 'string' }],
    ['text', { codec: 'encrypt', secret: 'conceal' }, { type: 'string' }],
    ['string', {}, { type: 'string', maxLength: 200 }],
  ])('of type %s with %j has room for asterisks, and no length', (type, traits, expected) => {
    expect(columnSchema(column(type, traits), schema)).toEqual(expected)
  })
})
