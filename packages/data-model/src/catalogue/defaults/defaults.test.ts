import type { Column, Relationship, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { displays } from '../displays/displays.js'
import { FIELD_TYPES } from '../field-type.js'
import { interfaces } from '../interfaces/interfaces.js'
import { fieldTypeOf } from './column-facts.js'
import { defaultDisplay } from './default-display.js'
import { defaultInterface } from './default-interface.js'
import { defaultLayout } from './default-layout.js'
import { defaultTemplate } from './template.js'

const column = (name: string, more: Partial<Column> = {}): Column => ({
  name,
  type: 'string',
  nativeType: 'varchar(255)',
  length: 255,
  precision: null,
  scale: null,
  elementType: null,
  nullable: true,
  default: null,
  generated: null,
  enum: null,
  actions: ['read', 'create', 'update'],
  comment: null,
  traits: {},
  ...more,
})

const table = (columns: readonly Column[], more: Partial<Table> = {}): Table => ({
  id: 'things',
  schema: 'public',
  name: 'things',
  kind: 'table',
  columns,
  primaryKey: ['id'],
  uniques: [],
  foreignKeys: [],
  indexes: [],
  checks: [],
  relationships: [],
  actions: ['read', 'create', 'update', 'delete'],
  hasTriggers: false,
  comment: null,
  rowEstimate: null,
  traits: {},
  ...more,
})

const schemaOf = (...tables: readonly Table[]): SchemaModel => ({
  dialect: 'postgres',
  version: '1',
  defaultSchema: 'public',
  tables: Object.fromEntries(tables.map((each) => [each.id, each])),
  enums: { state: { id: 'state', name: 'state', schema: null, values: ['open', 'in_work'] } },
})

/** What is chosen for one column of a table with nothing else in it. */
const chosen = (given: Column, more: Partial<Table> = {}): string => {
  const things = table([given], more)
  const { interface: id, options, ...flags } = defaultInterface(given, things, schemaOf(things))
  const set = Object.entries(flags).filter(([, value]) => value)
  const words = [id, ...set.map(([name]) => name)]
  if (Object.keys(options).length > 0) words.push(JSON.stringify(options))
  return words.join(' ')
}

const shown = (given: Column): string => {
  const things = table([given])
  const { display, display_options } = defaultDisplay(given, things, schemaOf(things))
  const hasOptions = Object.keys(display_options).length > 0
  return hasOptions ? `${display} ${JSON.stringify(display_options)}` : display
}

const now = { kind: 'expression', sql: 'now()' } as const
const uuid = { type: 'uuid', length: null } as const
const text = { type: 'text', length: null } as const

const cases: readonly (readonly [string, Column, string, string])[] = [
  [
    'a numbered key',
    column('id', { type: 'integer', generated: 'identity' }),
    'input readonly hidden',
    'raw',
  ],
  [
    'a uuid key that makes itself',
    column('id', { ...uuid, traits: { onCreate: 'uuid' } }),
    'input readonly',
    'raw',
  ],
  [
    'a uuid key by a default',
    column('id', { ...uuid, default: { kind: 'expression', sql: 'gen_random_uuid()' } }),
    'input readonly',
    'raw',
  ],
  ['a uuid key that has to be written', column('id', uuid), 'input', 'raw'],
  ['a key of letters', column('id'), 'input', 'raw'],
  [
    'a computed column',
    column('area', { type: 'float', generated: 'stored' }),
    'input readonly',
    'raw',
  ],
  [
    'an enum',
    column('status', { enum: 'state', nullable: false }),
    'select-dropdown {"choices":[{"text":"Open","value":"open"},{"text":"In Work","value":"in_work"}]}',
    'labels {"choices":[{"text":"Open","value":"open"},{"text":"In Work","value":"in_work"}]}',
  ],
  ['a boolean', column('done', { type: 'boolean' }), 'boolean', 'boolean'],
  ['a date', column('born', { type: 'date' }), 'datetime', 'datetime'],
  [
    'when a row was made, by the database',
    column('created_at', { type: 'timestamp', default: now }),
    'datetime readonly',
    'datetime {"relative":true}',
  ],
  [
    'when a row was made, by hand',
    column('created_at', { type: 'timestamp' }),
    'datetime',
    'datetime {"relative":true}',
  ],
  [
    'when a row was changed, by the engine',
    column('date_updated', { type: 'timestamp', traits: { onUpdate: 'now' } }),
    'datetime readonly',
    'datetime {"relative":true}',
  ],
  [
    'a default that may be overwritten',
    column('due', { type: 'date', default: now }),
    'datetime',
    'datetime',
  ],
  ['JSON', column('data', { type: 'json' }), 'input-code {"language":"json"}', 'raw'],
  ['words in one column', column('tags', { type: 'csv' }), 'tags', 'labels {"format":false}'],
  ['an array of words', column('tags', { type: 'array', elementType: 'text' }), 'tags', 'raw'],
  [
    'an array of numbers',
    column('marks', { type: 'array', elementType: 'integer' }),
    'input-code {"language":"json"}',
    'raw',
  ],
  ['a hash', column('pin', { type: 'hash' }), 'input-hash {"masked":true}', 'hash'],
  [
    'what is concealed',
    column('note', { traits: { secret: 'conceal' } }),
    'input {"masked":true}',
    'formatted-value {"masked":true}',
  ],
  [
    'a password',
    column('userPassword'),
    'input {"masked":true}',
    'formatted-value {"masked":true}',
  ],
  ['when a password was set', column('password_set', { type: 'date' }), 'datetime', 'datetime'],
  [
    'a place',
    column('spot', { type: 'geometry', nativeType: 'geometry(Point,4326)' }),
    'map {"geometryType":"Point"}',
    'raw',
  ],
  ['any shape', column('shape', { type: 'geometry', nativeType: 'geometry' }), 'map', 'raw'],
  ['long text', column('story', text), 'input-multiline', 'raw'],
  ['text whose name says that it is short', column('title', text), 'input', 'raw'],
  [
    'short text that is called a description',
    column('description', { length: 50 }),
    'input',
    'raw',
  ],
  ['a description', column('description', { length: 400 }), 'input-multiline', 'raw'],
  ['a string of a page', column('terms', { length: 4000 }), 'input-multiline', 'raw'],
  ['an e-mail address', column('contact_email'), 'input {"iconLeft":"mail"}', 'raw'],
  ['a URL', column('website'), 'input {"iconLeft":"link"}', 'raw'],
  ['a telephone', column('Phone'), 'input {"iconLeft":"call"}', 'raw'],
  ['a colour code', column('color', { length: 7 }), 'select-color', 'color'],
  ['the word for a colour', column('Color', { length: 15 }), 'input', 'raw'],
  ['bytes of a file', column('Bytes', { type: 'integer' }), 'input', 'filesize'],
  ['the type of a file', column('mime_type'), 'input', 'mime-type'],
  ['a price', column('price', { type: 'decimal' }), 'input', 'raw'],
  ['binary', column('picture', { type: 'binary' }), ' readonly', 'raw'],
]

describe('what nobody said anything about', () => {
  it.each(cases)('serves %s', (_, given, filledIn, display) => {
    expect([chosen(given), shown(given)]).toEqual([filledIn, display])
  })

  it.each(cases)('chooses for %s what takes its type', (_, given) => {
    const things = table([given])
    const schema = schemaOf(things)
    const type = fieldTypeOf(given)
    const { interface: id } = defaultInterface(given, things, schema)
    const takes = interfaces.filter(({ types }) => types.includes(type)).map((each) => each.id)
    expect([null, ...takes]).toContain(id)
    const { display } = defaultDisplay(given, things, schema)
    expect(displays.find((each) => each.id === display)?.types).toContain(type)
  })

  it('writes text on one line where it is a key or searched by', () => {
    const story = column('story', text)
    expect(chosen(story, { uniques: [{ name: 'u', columns: ['story'] }] })).toBe('input')
    expect(chosen(story, { primaryKey: ['story'] })).toBe('input')
  })

  it('hides the column of a manual order', () => {
    const sort = column('sort', { type: 'integer' })
    expect(chosen(sort, { traits: { sortColumn: 'sort' } })).toBe('input hidden')
  })
})

describe('a column that leads to another table', () => {
  const people = table([column('id'), column('last_name'), column('first_name')], { id: 'people' })
  const link: Relationship = {
    name: 'owner_id',
    cardinality: 'many-to-one',
    target: 'people',
    columns: [['owner_id', 'id']],
    where: null,
    source: 'foreign-key',
    traits: {},
  }
  const owner = column('owner_id', { type: 'integer' })
  const things = (relationship: Relationship): Table =>
    table([owner], { relationships: [relationship] })

  it('is a link, named by what is there', () => {
    const schema = schemaOf(things(link), people)
    const template = '{{ first_name }} {{ last_name }}'
    expect(defaultInterface(owner, things(link), schema)).toEqual({
      interface: 'select-dropdown-m2o',
      options: { template },
      readonly: false,
      hidden: false,
    })
    expect(defaultDisplay(owner, things(link), schema)).toEqual({
      display: 'related-values',
      display_options: { template },
    })
  })

  it('is a plain value for those who may not read the other table', () => {
    const hidden = things({ ...link, target: null })
    expect(defaultInterface(owner, hidden, schemaOf(hidden)).interface).toBe('input')
    const missing = things(link)
    expect(defaultInterface(owner, missing, schemaOf(missing)).interface).toBe('input')
  })

  it('is a plain value where it takes other columns too', () => {
    const pair = things({ ...link, columns: [...link.columns, ['part', 'part']] })
    expect(defaultInterface(owner, pair, schemaOf(pair, people)).interface).toBe('input')
  })
})

describe('defaultTemplate', () => {
  it.each([
    ['its name', [column('code'), column('name')], '{{ name }}'],
    ['a column that ends in name', [column('Code'), column('CompanyName')], '{{ CompanyName }}'],
    ['the first short text', [column('notes', text), column('iata')], '{{ iata }}'],
    ['long text where there is no other', [column('notes', text)], '{{ notes }}'],
    ['no secret', [column('password'), column('id')], '{{ id }}'],
    ['its key', [column('year', { type: 'integer' })], '{{ id }}'],
  ])('takes %s', (_, columns, expected) => {
    expect(defaultTemplate(table(columns))).toBe(expected)
  })

  it('tells the parts of a key apart', () => {
    const line = table([column('sale', { type: 'integer' })], { primaryKey: ['sale', 'line'] })
    expect(defaultTemplate(line)).toBe('{{ sale }}, {{ line }}')
  })
})

describe('defaultLayout', () => {
  it('shows what is good to read in a row', () => {
    const things = table([
      column('id', { type: 'integer', generated: 'identity' }),
      column('photo', { type: 'binary' }),
      column('notes', text),
      column('password'),
      ...['a', 'b', 'c', 'd', 'e'].map((name) => column(name)),
    ])
    expect(defaultLayout(things, schemaOf(things))).toEqual({
      layout: 'tabular',
      layout_query: { fields: ['a', 'b', 'c', 'd'], sort: ['id'], limit: 25, page: 1 },
    })
  })

  it('sorts as somebody did by hand', () => {
    const things = table([column('sort')], { traits: { sortColumn: 'sort' } })
    const { sort, fields } = defaultLayout(things, schemaOf(things)).layout_query
    expect([sort, fields]).toEqual([['sort'], ['sort']])
  })
})

describe('fieldTypeOf', () => {
  it.each([
    ['geometry(MultiPoint,4326)', 'geometry.MultiPoint'],
    ['point', 'geometry.Point'],
    ['geometry', 'geometry'],
  ])('reads %s as %s', (nativeType, type) => {
    expect(fieldTypeOf(column('x', { type: 'geometry', nativeType }))).toBe(type)
    expect(FIELD_TYPES).toContain(type)
  })
})
