import type { Row } from '@relvar/query-engine'
import {
  assembleModel,
  findColumn,
  getTable,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { applyChanges } from '../change/apply/apply-changes.js'
import { fieldSchema } from '../overlay/views/field-schema.js'
import type { FieldObject } from '../overlay/views/field-view.js'
import { alterFieldChanges, retypedSpecials } from './alter-field.js'
import { askedOf } from './asked.js'
import { collectionDraft } from './collection-draft.js'
import { defaultDraft } from './default-draft.js'
import { dropCollectionChanges, dropFieldChanges, linkingColumns } from './drop-changes.js'
import { addFieldChanges, fieldDraft } from './field-draft.js'
import { addRelationChanges, alterRelationChanges } from './relation-changes.js'
import { specialsFor } from './specials-for.js'

const EMPTY: SchemaModel = assembleModel({
  dialect: 'postgres',
  defaultSchema: 'public',
  tables: [],
  columns: [],
  primaryKeys: [],
  uniques: [],
  foreignKeys: [],
  indexes: [],
  checks: [],
  enums: [],
})

const key = (field: string, type = 'integer'): Row => ({
  field,
  type,
  schema: { is_primary_key: true },
})

function modelOf(...bodies: readonly Row[]): SchemaModel {
  const tables = bodies.map((body) => collectionDraft({ schema: {}, ...body }, 'postgres').table)
  return applyChanges(
    EMPTY,
    tables.flatMap((table) => (table === null ? [] : [table])),
  )
}

describe('collectionDraft', () => {
  it('makes a table of fields, with the key, uniques and indexes that they ask for', () => {
    const { table } = collectionDraft(
      {
        collection: 'order_line',
        schema: { comment: 'Lines' },
        fields: [
          key('order'),
          key('line'),
          { field: 'sku', type: 'string', schema: { is_unique: true, max_length: 8 } },
          { field: 'note', type: 'text', schema: { is_indexed: true, comment: 'Why' } },
          { field: 'lines', type: 'o2m' },
        ],
      },
      'postgres',
    )
    expect(table?.table).toEqual({
      name: 'order_line',
      comment: 'Lines',
      columns: [
        { name: 'order', type: 'integer', default: null },
        { name: 'line', type: 'integer', default: null },
        { name: 'sku', type: 'string', length: 8, nullable: true, default: null },
        { name: 'note', type: 'text', nullable: true, default: null, comment: 'Why' },
      ],
      primaryKey: ['order', 'line'],
      uniques: [{ columns: ['sku'] }],
      indexes: [{ columns: ['note'] }],
    })
  })

  it('numbers an id where nobody named a key, and puts it first', () => {
    const { fields, table } = collectionDraft(
      { collection: 'a', schema: {}, fields: [{ field: 'b', type: 'date' }] },
      'postgres',
    )
    expect(table?.table.primaryKey).toEqual(['id'])
    expect(table?.table.columns[0]).toEqual({ name: 'id', type: 'integer', generated: 'identity' })
    expect(fields.map(({ field, meta }) => [field, meta])).toEqual([
      ['id', { interface: 'numeric', readonly: true, hidden: true }],
      ['b', null],
    ])
  })

  it('makes a folder without a schema', () => {
    expect(collectionDraft({ collection: 'a' }, 'postgres')).toEqual({
      collection: 'a',
      meta: {},
      table: null,
      fields: [],
    })
  })

  it.each([
    ['a folder with fields', { collection: 'a', fields: [key('id')] }],
    ['a field named twice', { collection: 'a', schema: {}, fields: [key('id'), key('id')] }],
    ['an unknown key', { collection: 'a', schema: { nmae: 'a' } }],
    ['no name', { schema: {} }],
    ['no object', 7],
  ])('refuses %s', (_, body) => {
    expect(() => collectionDraft(body, 'postgres')).toThrow(
      expect.objectContaining({ code: 'INVALID_PAYLOAD' }),
    )
  })
})

describe('fieldDraft', () => {
  it.each([
    ['json', 'postgres', ['cast-json']],
    ['hash', 'postgres', ['hash']],
    ['csv', 'postgres', null],
    ['timestamp', 'sqlite', null],
    ['geometry.Point', 'mssql', ['geometry.Point']],
  ] as const)('says by a special that %s is one on %s: %j', (type, dialect, special) => {
    const { meta } = fieldDraft({ field: 'a', type, meta: {} }, dialect)
    expect(meta?.['special'] ?? null).toEqual(special)
  })

  it('says nothing of a field without meta, and takes an alias without type and schema', () => {
    expect(fieldDraft({ field: 'a', type: 'json' }, 'postgres').meta).toBeNull()
    expect(fieldDraft({ field: 'a' }, 'postgres')).toMatchObject({
      type: 'alias',
      column: null,
      meta: {},
    })
  })

  it('gives shapes of geometry the type that the vendor has for them', () => {
    const draft = fieldDraft({ field: 'a', type: 'geometry.Point' }, 'postgres')
    expect(draft.column?.draft.nativeType).toBe('geometry(Point, 4326)')
  })

  it('adds a column with what is to hold of it, and none to a key', () => {
    const body = { field: 'a', type: 'string', schema: { is_unique: true, is_indexed: true } }
    expect(addFieldChanges('t', fieldDraft(body, 'postgres')).map(({ kind }) => kind)).toEqual([
      'add-column',
      'add-unique',
      'add-index',
    ])
    expect(() => addFieldChanges('t', fieldDraft(key('a'), 'postgres'))).toThrow(/settled/)
  })
})

describe('defaultDraft', () => {
  it.each([
    ['now()', 'timestamp', { kind: 'now' }],
    ['CURRENT_TIMESTAMP(3)', 'dateTime', { kind: 'now' }],
    ['now()', 'string', { kind: 'literal', value: 'now()' }],
    ['gen_random_uuid()', 'uuid', { kind: 'uuid' }],
    ['7', 'integer', { kind: 'literal', value: 7 }],
    ['12345678901234567890', 'bigInteger', { kind: 'literal', value: '12345678901234567890' }],
    ['true', 'boolean', { kind: 'literal', value: true }],
    [['a', 'b'], 'csv', { kind: 'literal', value: 'a,b' }],
    [{ a: 1 }, 'json', { kind: 'literal', value: '{"a":1}' }],
    [null, 'json', null],
    [undefined, 'string', null],
  ] as const)('takes %j of %s as %j', (value, type, draft) => {
    expect(defaultDraft(value, type)).toEqual(draft)
  })

  it('refuses what no column holds', () => {
    expect(() => defaultDraft({}, 'string')).toThrow(/default_value/)
  })
})

describe('alterFieldChanges', () => {
  const model = modelOf({
    collection: 'a',
    fields: [
      key('id'),
      { field: 'b', type: 'string', schema: { is_unique: true, max_length: 9 } },
      { field: 'n', type: 'decimal' },
    ],
  })
  const table = getTable(model, 'a')
  const shown = (name: string): FieldObject => {
    const column = findColumn(table, name)
    if (column === undefined) throw new Error(`There is no column "${name}".`)
    const schema = fieldSchema(column, table, model)
    return {
      collection: 'a',
      field: name,
      type: column.type as FieldObject['type'],
      schema,
      meta: { special: ['cast-json'] },
    }
  }
  const alter = (name: string, body: Row) => {
    const column = findColumn(table, name)
    if (column === undefined) throw new Error(`There is no column "${name}".`)
    return alterFieldChanges(shown(name), table, column, body, 'postgres')
  }
  const set = (name: string, wanted: object) => [
    { kind: 'alter-column', table: 'a', column: name, set: wanted },
  ]

  it('takes what is sent back as it was read for no wish', () => {
    for (const name of ['id', 'b', 'n']) {
      const { type, schema } = shown(name)
      expect(alter(name, { type, schema })).toEqual([])
    }
  })

  it.each([
    ['b', { type: 'text' }, set('b', { type: 'text' })],
    ['b', { schema: { max_length: 20 } }, set('b', { length: 20 })],
    [
      'b',
      { schema: { is_nullable: false, default_value: 'x' } },
      set('b', { nullable: false, default: { kind: 'literal', value: 'x' } }),
    ],
    [
      'n',
      { schema: { numeric_precision: 12, numeric_scale: 2 } },
      set('n', { precision: 12, scale: 2 }),
    ],
    ['n', { type: 'string', schema: { max_length: 30 } }, set('n', { type: 'string', length: 30 })],
    [
      'b',
      { schema: { is_unique: false } },
      [{ kind: 'drop-unique', table: 'a', name: 'a_b_unique' }],
    ],
    [
      'n',
      { schema: { is_indexed: true } },
      [{ kind: 'add-index', table: 'a', index: { columns: ['n'] } }],
    ],
    ['b', { schema: { comment: 'x' } }, set('b', { comment: 'x' })],
    // One type of the vendor's for two of ours.
    ['b', { type: 'hash', schema: { max_length: 9 } }, set('b', { type: 'hash', length: 9 })],
  ] as const)('makes of %s with %j: %j', (name, body, changes) => {
    expect(alter(name, body)).toEqual(changes)
  })

  it.each([
    ['id', { schema: { is_primary_key: false } }],
    ['id', { schema: { is_nullable: true } }],
    ['id', { schema: { is_unique: false } }],
    ['b', { schema: { name: 'c' } }],
    ['b', { schema: { foreign_key_table: 'x' } }],
    ['b', { schema: { is_nullable: 'yes' } }],
    ['b', { type: 'alias' }],
    ['n', { schema: { max_length: 3 } }],
  ])('refuses to change %s by %j', (name, body) => {
    expect(() => alter(name, body)).toThrow(expect.objectContaining({ code: 'INVALID_PAYLOAD' }))
  })

  it('says by specials what another type is', () => {
    expect(retypedSpecials(shown('b'), 'csv', 'postgres')).toEqual({ special: ['cast-csv'] })
    expect(retypedSpecials(shown('b'), 'text', 'postgres')).toEqual({ special: null })
    expect(retypedSpecials(shown('b'), 'string', 'postgres')).toEqual({})
  })
})

describe('links', () => {
  const model = applyChanges(
    modelOf(
      { collection: 'a', fields: [key('id')] },
      {
        collection: 'b',
        fields: [key('id'), { field: 'a', type: 'integer' }, { field: 'c', type: 'integer' }],
      },
      { collection: 'j', fields: [key('a'), key('b')] },
    ),
    [
      { kind: 'add-foreign-key', table: 'b', foreignKey: { columns: ['a'], target: 'a' } },
      { kind: 'add-foreign-key', table: 'j', foreignKey: { columns: ['a'], target: 'a' } },
      { kind: 'add-foreign-key', table: 'j', foreignKey: { columns: ['b'], target: 'b' } },
    ],
  )

  it('go with the table that they lead to, with their columns unless those are part of a key', () => {
    expect(dropCollectionChanges(model, getTable(model, 'a'))).toEqual([
      { kind: 'drop-foreign-key', table: 'b', name: 'b_a_foreign' },
      { kind: 'drop-foreign-key', table: 'j', name: 'j_a_foreign' },
      { kind: 'drop-column', table: 'b', column: 'a' },
      { kind: 'drop-table', table: 'a' },
    ])
    expect(linkingColumns(model, getTable(model, 'b'))).toEqual([])
  })

  it('go with their column', () => {
    expect(dropFieldChanges(getTable(model, 'b'), 'a')).toEqual([
      { kind: 'drop-foreign-key', table: 'b', name: 'b_a_foreign' },
      { kind: 'drop-column', table: 'b', column: 'a' },
    ])
  })

  it('are foreign keys, made anew to act otherwise', () => {
    const draft = {
      collection: 'b',
      field: 'c',
      related: 'a',
      schema: { on_delete: 'SET NULL' },
      meta: {},
    }
    const foreignKey = { columns: ['c'], target: 'a', onDelete: 'set null' }
    expect(addRelationChanges(draft)).toEqual([{ kind: 'add-foreign-key', table: 'b', foreignKey }])
    expect(addRelationChanges({ ...draft, related: null })).toEqual([])
    const schema = {
      constraint_name: 'b_a_foreign',
      table: 'b',
      column: 'a',
      foreign_key_schema: 'public',
      foreign_key_table: 'a',
      foreign_key_column: 'id',
      on_update: 'NO ACTION',
      on_delete: 'NO ACTION',
    }
    const link = { collection: 'b', field: 'a', related_collection: 'a', related_field: null }
    const shown = { ...link, schema, meta: null }
    const alter = (sent: Row) => alterRelationChanges(shown, getTable(model, 'b'), sent)
    expect(alter(schema)).toEqual([])
    expect(alter({ on_delete: 'CASCADE' })).toEqual([
      { kind: 'drop-foreign-key', table: 'b', name: 'b_a_foreign' },
      {
        kind: 'add-foreign-key',
        table: 'b',
        foreignKey: expect.objectContaining({
          name: 'b_a_foreign',
          onDelete: 'cascade',
          onUpdate: 'no action',
        }) as unknown,
      },
    ])
    expect(() => alter({ foreign_key_table: 'j' })).toThrow(/cannot be changed/)
  })
})

describe('askedOf', () => {
  const asked = (query: string) => askedOf(new URL(`http://localhost/fields/a?${query}`))
  it('takes the name of a flag alone for a yes', () => {
    expect(asked('dry_run&confirm=1')).toEqual({
      dryRun: true,
      confirm: true,
      concurrentIndexes: false,
    })
    expect(asked('dry_run=false&concurrentIndexCreation=true')).toMatchObject({
      dryRun: false,
      concurrentIndexes: true,
    })
    expect(() => asked('confirm=perhaps')).toThrow(
      expect.objectContaining({ code: 'INVALID_QUERY' }),
    )
  })
})

it('specialsFor adds what is missing, once', () => {
  expect(specialsFor('json', 'json', ['cast-json', 'x'])).toEqual(['cast-json', 'x'])
  expect(specialsFor('timestamp', 'dateTime', [])).toEqual(['cast-timestamp'])
})
