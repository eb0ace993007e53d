import {
  applyOverlay,
  assembleModel,
  type CatalogueColumn,
  findColumn,
  findRelationship,
  getTable,
  overlayProblems,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { overlayOf } from './overlay-of.js'
import { NO_ROWS, type OverlayRows } from './overlay-rows.js'

const TABLES: Readonly<Record<string, readonly string[]>> = {
  track: ['id', 'name', 'tags', 'added', 'hits'],
  playlist: ['id', 'position', 'state'],
  playlist_track: ['playlist', 'track', 'position'],
  block: ['id', 'item', 'kind'],
  users: ['id'],
  report: ['year'],
}

const TYPES: Readonly<Record<string, CatalogueColumn['type']>> = {
  added: 'dateTime',
  hits: 'integer',
}

/** Playlists of tracks by a junction with foreign keys to both, blocks of anything, a view without a key. */
const model: SchemaModel = assembleModel({
  dialect: 'postgres',
  defaultSchema: 'public',
  tables: Object.keys(TABLES).map((name) => ({
    schema: 'public',
    name,
    kind: name === 'report' ? 'view' : 'table',
    actions: ['read', 'create', 'update', 'delete'],
    comment: null,
    hasTriggers: false,
    rowEstimate: null,
  })),
  columns: Object.entries(TABLES).flatMap(([table, names]) =>
    names.map((name) => ({
      schema: 'public',
      table,
      name,
      type: TYPES[name] ?? 'text',
      nativeType: 'text',
      length: null,
      precision: null,
      scale: null,
      elementType: null,
      nullable: true,
      default: null,
      generated: null,
      enum: null,
      actions: ['read', 'create', 'update'],
      comment: null,
    })),
  ),
  primaryKeys: [
    { schema: 'public', table: 'playlist_track', columns: ['playlist', 'track'] },
    ...['track', 'playlist', 'block', 'users'].map((table) => ({
      schema: 'public',
      table,
      columns: ['id'],
    })),
  ],
  uniques: [],
  foreignKeys: ['playlist', 'track'].map((target) => ({
    schema: 'public',
    table: 'playlist_track',
    name: `playlist_track_${target}`,
    columns: [target],
    targetSchema: 'public',
    targetTable: target,
    targetColumns: ['id'],
    onUpdate: 'no action',
    onDelete: 'cascade',
  })),
  indexes: [],
  checks: [],
  enums: [],
})

const laid = (rows: Partial<OverlayRows>): SchemaModel =>
  applyOverlay(model, overlayOf({ ...NO_ROWS, ...rows }, model))

const column = (rows: Partial<OverlayRows>, name: string): unknown =>
  findColumn(getTable(laid(rows), 'track'), name)

describe('overlayOf', () => {
  it('says nothing where nobody has', () => {
    expect(overlayOf(NO_ROWS, model)).toEqual({ tables: {} })
  })

  it('makes traits of what is said of a table', () => {
    const row = {
      collection: 'playlist',
      singleton: true,
      sort_field: 'position',
      archive_field: 'state',
      archive_value: 'gone',
      unarchive_value: 'here',
      accountability: null,
    }
    expect(getTable(laid({ collections: [row] }), 'playlist').traits).toEqual({
      singleton: true,
      sortColumn: 'position',
      archive: { column: 'state', value: 'gone', restore: 'here' },
      accountability: null,
    })
  })

  it('declares keys, closes what is inactive, and passes folders over', () => {
    const collections = [
      { collection: 'report', primary_key: ['year'] },
      { collection: 'block', status: 'inactive' },
      { collection: 'a folder' },
    ]
    const rows = { ...NO_ROWS, collections }
    const overlaid = laid(rows)
    expect(getTable(overlaid, 'report').primaryKey).toEqual(['year'])
    expect(getTable(overlaid, 'block').actions).toEqual([])
    expect(overlayProblems(model, overlayOf(rows, model))).toEqual([])
  })

  it.each([
    ['date-created', { onCreate: 'now' }],
    ['date-updated', { onUpdate: 'now' }],
    ['user-created', { onCreate: 'user' }],
    ['user-updated', { onUpdate: 'user' }],
    ['role-created', { onCreate: 'role' }],
    ['role-updated', { onUpdate: 'role' }],
    ['conceal', { secret: 'conceal' }],
    ['m2o', {}],
    ['constructor', {}],
  ])('makes a trait of the special %s', (special, traits) => {
    const fields = [{ collection: 'track', field: 'name', special: [special] }]
    expect(column({ fields }, 'name')).toMatchObject({ type: 'text', traits })
  })

  it('chains specials, and adds rules and search', () => {
    const validation = { name: { _regex: '^[A-Z]' } }
    const special = ['date-created', 'date-updated']
    const said = {
      special,
      searchable: false,
      validation,
      validation_message: 'Begin with A to Z.',
    }
    const field = { collection: 'track', field: 'name', ...said }
    const traits = {
      onCreate: 'now',
      onUpdate: 'now',
      searchable: false,
      validation,
      validationMessage: 'Begin with A to Z.',
    }
    expect(column({ fields: [field] }, 'name')).toMatchObject({ traits })
  })

  it.each([
    ['tags', 'cast-json', 'json'],
    ['tags', 'cast-csv', 'csv'],
    ['tags', 'hash', 'hash'],
    ['tags', 'uuid', 'uuid'],
    ['tags', 'cast-boolean', 'text'],
    ['hits', 'cast-boolean', 'boolean'],
    ['added', 'cast-timestamp', 'timestamp'],
    ['hits', 'cast-json', 'integer'],
  ])('reads %s with %s as %s', (field, special, type) => {
    const fields = [{ collection: 'track', field, special: [special] }]
    expect(column({ fields }, field)).toMatchObject({ type })
  })

  it('declares a many-to-many by the way back of each half of its junction', () => {
    const half = (many: string, one: string, alias: string) => ({
      many_collection: 'playlist_track',
      many_field: many,
      one_collection: one,
      one_field: alias,
      junction_field: many === 'track' ? 'playlist' : 'track',
      sort_field: 'position',
      one_deselect_action: 'delete' as const,
    })
    const overlaid = laid({
      fields: [
        { collection: 'playlist', field: 'tracks', special: ['m2m'] },
        { collection: 'track', field: 'playlists', special: ['m2m'] },
      ],
      relations: [half('playlist', 'playlist', 'tracks'), half('track', 'track', 'playlists')],
    })
    expect(findRelationship(getTable(overlaid, 'playlist'), 'tracks')).toMatchObject({
      cardinality: 'one-to-many',
      target: 'playlist_track',
      columns: [['id', 'playlist']],
      source: 'declared',
      traits: { sortColumn: 'position', onDeselect: 'delete' },
    })
    expect(findRelationship(getTable(overlaid, 'track'), 'playlists')).toMatchObject({
      columns: [['id', 'track']],
    })
    const link = findRelationship(getTable(overlaid, 'playlist_track'), 'track')
    expect(link?.source).toBe('foreign-key')
  })

  it('declares links without foreign keys, and those to any of several tables', () => {
    const overlaid = laid({
      relations: [
        {
          many_collection: 'track',
          many_field: 'tags',
          one_collection: 'users',
          on_delete: 'set null',
        },
        {
          many_collection: 'block',
          many_field: 'item',
          one_collection: null,
          one_collection_field: 'kind',
          one_allowed_collections: ['track', 'playlist'],
        },
      ],
    })
    expect(findRelationship(getTable(overlaid, 'track'), 'tags')).toMatchObject({
      target: 'users',
      columns: [['tags', 'id']],
      source: 'declared',
      traits: { onDelete: 'set null' },
    })
    expect(findRelationship(getTable(overlaid, 'block'), 'item')).toMatchObject({
      cardinality: 'many-to-any',
      target: { discriminator: 'kind', targets: ['track', 'playlist'] },
    })
  })

  it('keeps what is said of names that are not there, for the report', () => {
    const rows = {
      ...NO_ROWS,
      collections: [{ collection: 'track', sort_field: 'gone' }],
      fields: [
        { collection: 'track', field: 'lost', special: null },
        { collection: 'nowhere', field: 'x' },
      ],
      relations: [{ many_collection: 'track', many_field: 'name', one_collection: 'vanished' }],
    }
    expect(overlayProblems(model, overlayOf(rows, model))).toEqual([
      { table: 'track', name: 'lost', reason: 'There is no such column.' },
      { table: 'track', name: 'gone', reason: 'There is no such column.' },
      { table: 'nowhere', name: null, reason: 'There is no such table.' },
      { table: 'track', name: 'name', reason: 'There is no table "vanished".' },
    ])
  })
})
