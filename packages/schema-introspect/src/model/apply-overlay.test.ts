import { describe, expect, it } from 'vitest'
import { applyOverlay, overlayProblems } from './apply-overlay.js'
import { assembleModel } from './assemble.js'
import { findColumn, findRelationship, getTable } from './find.js'
import type { CatalogueColumn } from './catalogue.js'
import type { Overlay } from './overlay.js'
import type { SchemaModel } from './schema-model.js'

const column = (table: string, name: string): CatalogueColumn => ({
  schema: 'public',
  table,
  name,
  type: 'text',
  nativeType: 'text',
  length: null,
  precision: null,
  scale: null,
  elementType: null,
  nullable: true,
  default: null,
  generated: null,
  enum: null,
  actions: table === 'report' ? ['read'] : ['read', 'create', 'update'],
  comment: null,
})

/** Authors, their books by a foreign key, reviews without one, blocks of anything, and a view. */
const model: SchemaModel = assembleModel({
  dialect: 'postgres',
  defaultSchema: 'public',
  tables: ['author', 'book', 'review', 'block', 'report', 'log'].map((name) => ({
    schema: 'public',
    name,
    kind: name === 'report' ? 'view' : 'table',
    actions: name === 'report' ? ['read'] : ['read', 'create', 'update', 'delete'],
    comment: null,
    hasTriggers: false,
    rowEstimate: null,
  })),
  columns: [
    ['author', 'id'],
    ['author', 'tags'],
    ['book', 'id'],
    ['book', 'author_id'],
    ['review', 'id'],
    ['review', 'book'],
    ['review', 'sort'],
    ['block', 'id'],
    ['block', 'item'],
    ['block', 'collection'],
    ['report', 'year'],
    ['log', 'at'],
  ].map(([table = '', name = '']) => column(table, name)),
  primaryKeys: ['author', 'book', 'review', 'block'].map((table) => ({
    schema: 'public',
    table,
    columns: ['id'],
  })),
  uniques: [],
  foreignKeys: [
    {
      schema: 'public',
      table: 'book',
      name: 'book_author',
      columns: ['author_id'],
      targetSchema: 'public',
      targetTable: 'author',
      targetColumns: ['id'],
      onUpdate: 'no action',
      onDelete: 'cascade',
    },
  ],
  indexes: [],
  checks: [],
  enums: [],
})

const link = (overlay: Overlay, table: string, name: string): unknown =>
  findRelationship(getTable(applyOverlay(model, overlay), table), name)

describe('applyOverlay', () => {
  it('leaves the model alone and makes a new version', () => {
    const before = JSON.stringify(model)
    const overlaid = applyOverlay(model, { tables: { author: { traits: { singleton: true } } } })
    expect(getTable(overlaid, 'author').traits).toEqual({ singleton: true })
    expect(overlaid.version).not.toBe(model.version)
    expect(JSON.stringify(model)).toBe(before)
    expect(applyOverlay(model, {}).version).toBe(model.version)
  })

  it('makes rows addressable by a declared key, and writable where the database allows it', () => {
    const overlaid = applyOverlay(model, {
      tables: { report: { primaryKey: ['year'] }, log: { primaryKey: ['at'] } },
    })
    expect(getTable(overlaid, 'report')).toMatchObject({ primaryKey: ['year'], actions: ['read'] })
    expect(getTable(overlaid, 'log').actions).toEqual(['read', 'create', 'update', 'delete'])
  })

  it('closes a table, and leaves its columns', () => {
    const { tables } = applyOverlay(model, { tables: { book: { closed: true } } })
    expect(tables['book']).toMatchObject({ actions: [], columns: model.tables['book']?.columns })
  })

  it('reads a column as another type', () => {
    const overlaid = applyOverlay(model, {
      tables: { author: { columns: { tags: { type: 'csv', traits: { searchable: false } } } } },
    })
    expect(findColumn(getTable(overlaid, 'author'), 'tags')).toMatchObject({
      type: 'csv',
      traits: { codec: 'csv', searchable: false },
    })
  })

  it('reads numbers as booleans, and what they begin with', () => {
    const tables = Object.entries(model.tables).map(([id, table]) => {
      const columns = table.columns.map((each) =>
        each.name === 'sort'
          ? { ...each, type: 'integer' as const, default: { kind: 'literal' as const, value: 1 } }
          : each,
      )
      return [id, { ...table, columns }]
    })
    const numbered: SchemaModel = { ...model, tables: Object.fromEntries(tables) as never }
    const overlay: Overlay = { tables: { review: { columns: { sort: { type: 'boolean' } } } } }
    expect(findColumn(getTable(applyOverlay(numbered, overlay), 'review'), 'sort')).toMatchObject({
      type: 'boolean',
      default: { kind: 'literal', value: true },
      traits: { codec: 'boolean' },
    })
  })

  it('declares a link without a foreign key, and its way back', () => {
    const overlay: Overlay = {
      tables: {
        book: {
          relationships: {
            reviews: {
              kind: 'one-to-many',
              target: 'review',
              through: 'book',
              traits: { sortColumn: 'sort' },
            },
          },
        },
        review: {
          relationships: {
            book: {
              kind: 'many-to-one',
              target: 'book',
              columns: [['book', 'id']],
              traits: { onDelete: 'cascade' },
            },
          },
        },
      },
    }
    expect(link(overlay, 'review', 'book')).toEqual({
      name: 'book',
      cardinality: 'many-to-one',
      target: 'book',
      columns: [['book', 'id']],
      where: null,
      source: 'declared',
      traits: { onDelete: 'cascade' },
    })
    expect(link(overlay, 'book', 'reviews')).toMatchObject({
      cardinality: 'one-to-many',
      target: 'review',
      columns: [['id', 'book']],
      source: 'declared',
      traits: { sortColumn: 'sort' },
    })
  })

  it('gives traits to a foreign key that stays one', () => {
    const overlay: Overlay = {
      tables: {
        book: {
          relationships: {
            author_id: {
              kind: 'many-to-one',
              target: 'author',
              columns: [['author_id', 'id']],
              traits: { onDeselect: 'delete' },
            },
          },
        },
      },
    }
    expect(link(overlay, 'book', 'author_id')).toMatchObject({
      source: 'foreign-key',
      traits: { onDeselect: 'delete' },
    })
  })

  it('takes the place of a derived way back of the same name', () => {
    const overlay: Overlay = {
      tables: {
        author: {
          relationships: { book: { kind: 'one-to-many', target: 'book', through: 'author_id' } },
        },
      },
    }
    const author = getTable(applyOverlay(model, overlay), 'author')
    expect(author.relationships.map((each) => [each.name, each.source])).toEqual([
      ['book', 'declared'],
    ])
  })

  it('declares a link to any of several tables, and the way back from each', () => {
    const overlay: Overlay = {
      tables: {
        block: {
          relationships: {
            item: {
              kind: 'many-to-any',
              column: 'item',
              discriminator: 'collection',
              targets: ['author', 'book', 'report', 'gone'],
            },
          },
        },
        author: {
          relationships: { blocks: { kind: 'one-to-many', target: 'block', through: 'item' } },
        },
      },
    }
    expect(link(overlay, 'block', 'item')).toMatchObject({
      cardinality: 'many-to-any',
      target: { discriminator: 'collection', targets: ['author', 'book'] },
      columns: [['item', '']],
    })
    expect(link(overlay, 'author', 'blocks')).toMatchObject({
      cardinality: 'one-to-many',
      target: 'block',
      columns: [['id', 'item']],
      where: { column: 'collection', equals: 'author' },
    })
  })
})

describe('overlayProblems', () => {
  const problems = (overlay: Overlay): readonly string[] =>
    overlayProblems(model, overlay).map(({ table, name, reason }) => `${table} ${name}: ${reason}`)

  it('is empty where everything fits', () => {
    expect(problems({ tables: { author: { traits: { sortColumn: 'id' } } } })).toEqual([])
  })

  it('names what the model lacks, and lays the rest', () => {
    const overlay: Overlay = {
      tables: {
        gone: { traits: { singleton: true } },
        __proto: { traits: { singleton: true } },
        author: {
          primaryKey: ['tags'],
          traits: { singleton: true, sortColumn: 'gone' },
          columns: { gone: { traits: { searchable: false } } },
          relationships: { id: { kind: 'one-to-many', target: 'book', through: 'author_id' } },
        },
        report: { primaryKey: ['month'] },
        review: {
          relationships: {
            book: { kind: 'many-to-one', target: 'gone', columns: [['book', 'id']] },
            sort: { kind: 'many-to-one', target: 'book', columns: [['book', 'id']] },
            lost: { kind: 'one-to-many', target: 'book', through: 'author_id' },
          },
        },
      },
    }
    expect(problems(overlay).toSorted()).toEqual([
      '__proto null: There is no such table.',
      'author gone: There is no such column.',
      'author gone: There is no such column.',
      'author id: A column has that name.',
      'author null: The table has a primary key of its own.',
      'gone null: There is no such table.',
      'report month: The declared key names a column that is not there.',
      'review book: There is no table "gone".',
      'review lost: "author_id" of table "book" does not lead here.',
      'review sort: A column has that name.',
    ])
    const author = getTable(applyOverlay(model, overlay), 'author')
    expect(author).toMatchObject({ primaryKey: ['id'], traits: { singleton: true } })
    expect(author.traits).not.toHaveProperty('sortColumn')
  })
})
