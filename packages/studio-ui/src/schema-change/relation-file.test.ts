import { describe, expect, it } from 'vitest'
import type { FileField, SchemaFile } from '../wire/schema-file.js'
import { newRelation, type RelationDraft, type RelationKind } from './relation-draft.js'
import { relationFile } from './relation-file.js'
import { USERS } from './relation-parts.js'

function key(collection: string, more: Partial<FileField> = {}): FileField {
  const schema = { is_primary_key: true, is_nullable: false, has_auto_increment: true }
  return { collection, field: 'id', type: 'integer', meta: null, schema, ...more }
}

const uuid = { type: 'uuid', schema: { is_primary_key: true } }

const file: SchemaFile = {
  version: 2,
  directus: '1',
  vendor: 'sqlite',
  collections: ['orders', 'products', 'pages', 'pairs', 'notes', 'shown'].map((collection) => ({
    collection,
    meta: null,
    schema: { name: collection, ...(collection === 'shown' && { query: 'select 1' }) },
  })),
  fields: [
    key('orders'),
    key('products'),
    key('pages', uuid),
    key('pairs'),
    key('pairs', { field: 'other', ...uuid }),
    key('shown'),
    key('shown', { field: 'other' }),
    { collection: 'orders', field: 'buyer', type: 'integer', meta: { note: 'Who' }, schema: {} },
    {
      collection: 'orders',
      field: 'title',
      type: 'string',
      meta: null,
      schema: { max_length: 60 },
    },
  ],
  relations: [],
}

function made(kind: RelationKind, more: Partial<RelationDraft> = {}) {
  return relationFile({ ...newRelation(kind), ...more }, { collection: 'orders', file })
}

const names = (list: readonly { readonly collection: string; readonly field: string }[] = []) =>
  list.map(({ collection, field }) => `${collection}.${field}`)

describe('a link as a schema', () => {
  it('makes a column of the type of the key that it holds, and the list that leads back', () => {
    const { file: found } = made('many-to-one', { target: 'pages', isRequired: true })
    expect(found?.fields).toMatchObject([
      { field: 'pages_id', type: 'uuid', schema: { is_nullable: false }, meta: { required: true } },
      { collection: 'pages', field: 'orders', type: 'alias', meta: { interface: 'list-o2m' } },
    ])
    expect(found?.relations).toMatchObject([
      { field: 'pages_id', schema: { foreign_key_table: 'pages', foreign_key_column: 'id' } },
    ])
  })

  it('leaves a column that is there as it is', () => {
    const { file: found } = made('many-to-one', { target: 'products', field: 'buyer' })
    expect(found?.fields[0]).toMatchObject({ field: 'buyer', meta: { note: 'Who' }, schema: {} })
  })

  it('declares what no foreign key can hold', () => {
    const { file: found } = made('many-to-one', { target: USERS, field: 'owner' })
    expect(found?.fields).toMatchObject([{ field: 'owner', type: 'uuid' }])
    expect(found?.relations).toMatchObject([{ related_collection: USERS, schema: null }])
    const kept = made('many-to-one', { target: USERS, field: 'owner', onDelete: 'SET NULL' })
    expect(kept.file?.relations[0]?.schema).toMatchObject({
      constraint_name: null,
      on_delete: 'SET NULL',
    })
  })

  it('makes a junction whose two columns are its key, or one with a number of its own', () => {
    const pair = made('many-to-many', { target: 'products' })
    expect(pair.file?.collections).toMatchObject([
      { schema: { name: 'orders_products', primary_key: ['orders_id', 'products_id'] } },
    ])
    expect(names(pair.file?.fields)).toEqual([
      'orders_products.orders_id',
      'orders_products.products_id',
      'orders.products',
      'products.orders',
    ])
    const numbered = made('many-to-many', { target: 'products', isPairUnique: false })
    expect(names(numbered.file?.fields)[0]).toBe('orders_products.id')
    const self = made('many-to-many', { target: 'orders', hasWayBack: false })
    expect(names(self.file?.relations)).toEqual([
      'orders_orders.orders_id',
      'orders_orders.related_orders_id',
    ])
  })

  it('says of a table that is there that it is a junction, and makes nothing of it anew', () => {
    const junction = { junction: 'pairs', near: 'id', far: 'other', hasWayBack: false }
    const { file: found } = made('many-to-many', { target: 'products', ...junction })
    expect(found?.collections).toEqual([])
    expect(names(found?.fields)).toEqual(['pairs.id', 'pairs.other', 'orders.products'])
    expect(found?.relations[0]).toMatchObject({ meta: { junction_field: 'other' } })
  })

  it('keeps keys of several collections as what they all are', () => {
    const item = (targets: readonly string[]) =>
      made('many-to-any', { targets }).file?.fields.find(({ field }) => field === 'item')?.type
    expect(item(['products', 'orders'])).toBe('integer')
    expect(item(['products', 'pages'])).toBe('string')
  })

  it('makes a column for each part of a key, and calls the link by what it leads to', () => {
    const { file: found } = made('many-to-one', { target: 'pairs', isForeignKey: false })
    expect(found?.fields).toMatchObject([
      { collection: 'orders', field: 'pairs_id', type: 'integer' },
      { collection: 'orders', field: 'pairs_other', type: 'uuid' },
      { collection: 'pairs', field: 'orders', type: 'alias' },
    ])
    expect(found?.relations).toEqual([
      {
        collection: 'orders',
        field: 'pairs',
        related_collection: 'pairs',
        meta: { one_field: 'orders' },
        schema: {
          foreign_key_table: 'pairs',
          foreign_key_column: 'id,other',
          columns: ['pairs_id', 'pairs_other'],
          foreign_key_columns: ['id', 'other'],
          on_delete: 'NO ACTION',
          on_update: 'NO ACTION',
        },
      },
    ])
  })

  it('takes columns that are there for parts of a key, and another name where one has it', () => {
    const parts = { ...newRelation('many-to-one').parts, field: ['buyer', 'pairs'] }
    const { file: found } = made('many-to-one', { target: 'pairs', parts })
    expect(found?.fields[0]).toMatchObject({ field: 'buyer', meta: { note: 'Who' }, schema: {} })
    expect(names(found?.relations)).toEqual(['orders.pairs_by_buyer_pairs'])
  })

  it('lets rows of another collection link to a key of several columns', () => {
    const { file: found } = relationFile(
      { ...newRelation('one-to-many'), target: 'orders' },
      { collection: 'pairs', file },
    )
    expect(names(found?.fields)).toEqual(['orders.pairs_id', 'orders.pairs_other', 'pairs.orders'])
    expect(found?.relations).toMatchObject([{ field: 'pairs', meta: { one_field: 'orders' } }])
  })

  it('makes a junction of keys of several columns, which may share one', () => {
    const { file: found } = made('many-to-many', { target: 'pairs' })
    const key = ['orders_id', 'pairs_id', 'pairs_other']
    expect(found?.collections).toMatchObject([{ schema: { primary_key: key } }])
    expect(found?.relations).toMatchObject([
      { field: 'orders_id', meta: { junction_field: 'pairs' } },
      { field: 'pairs', meta: { junction_field: 'orders_id', one_field: 'orders' } },
    ])
    const parts = { ...newRelation('many-to-many').parts, near: ['id', ''], far: ['id', 'twin'] }
    const draft = { ...newRelation('many-to-many'), target: 'pairs', hasWayBack: false, parts }
    const self = relationFile(draft, { collection: 'pairs', file })
    expect(self.file?.collections).toMatchObject([
      { schema: { primary_key: ['id', 'pairs_other', 'twin'] } },
    ])
    expect(names(self.file?.relations)).toEqual([
      'pairs_pairs.pairs',
      'pairs_pairs.pairs_by_id_twin',
    ])
  })

  it('takes no name from a list or a link that is there', () => {
    const back = {
      collection: 'pairs',
      field: 'order_id',
      related_collection: 'orders',
      meta: null,
      schema: { foreign_key_table: 'orders', foreign_key_column: 'id' },
    }
    const beside = (one_field: string | null) =>
      relationFile(
        { ...newRelation('many-to-one'), target: 'pairs' },
        { collection: 'orders', file: { ...file, relations: [{ ...back, meta: { one_field } }] } },
      ).problem
    expect(beside(null)).toEqual({ kind: 'taken', field: 'orders.pairs' })
    expect(beside('twins')).toBeNull()
    const first = made('many-to-one', { target: 'pairs' }).file
    const there = { ...file, relations: first?.relations ?? [] }
    const second = (field: readonly string[]) =>
      relationFile(
        {
          ...newRelation('many-to-one'),
          target: 'pairs',
          back: 'more',
          parts: { ...newRelation('many-to-one').parts, field },
        },
        { collection: 'orders', file: there },
      )
    expect(second(['a_id', 'a_other']).problem).toEqual({ kind: 'renames' })
    expect(names(second(['z_id', 'z_other']).file?.relations)).toEqual([
      'orders.pairs_by_z_id_z_other',
    ])
  })

  it('makes languages where there are none, and a column for each text', () => {
    const { file: found } = made('translations', { translated: ['title'] })
    expect(found?.collections.map(({ collection }) => collection)).toEqual([
      'orders_translations',
      'languages',
    ])
    expect(found?.fields.find(({ field }) => field === 'title')).toMatchObject({
      collection: 'orders_translations',
      schema: { max_length: 60 },
    })
  })

  it('says why there is none', () => {
    expect(made('many-to-one').problem).toEqual({ kind: 'no-target' })
    expect(made('many-to-one', { target: 'notes' }).problem).toEqual({
      kind: 'no-key',
      collection: 'notes',
    })
    const several = { kind: 'several-columns', collection: 'pairs' }
    expect(made('many-to-any', { targets: ['pages', 'pairs'] }).problem).toEqual(several)
    expect(made('translations', { target: 'pairs' }).problem).toEqual(several)
    const view = { kind: 'no-foreign-key', collection: 'shown' }
    expect(made('many-to-one', { target: 'shown' }).problem).toEqual(view)
    expect(made('many-to-many', { target: 'products', field: 'title' }).problem).toEqual({
      kind: 'taken',
      field: 'orders.title',
    })
  })
})
