import { type DialectName, DIALECTS, plainSql } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { SchemaChange } from '../../src/index.js'
import { alike } from './alike.js'
import { openWorkshop } from './support.js'

const shopOn = (dialect: DialectName): readonly SchemaChange[] => [
  {
    kind: 'create-table',
    table: {
      name: 'article',
      columns: [
        { name: 'id', type: 'integer', generated: 'identity' },
        { name: 'title', type: 'string', nullable: false, comment: 'what it is called' },
        { name: 'body', type: 'text' },
        { name: 'author_id', type: 'integer' },
        {
          name: 'price',
          type: 'decimal',
          precision: 12,
          scale: 2,
          default: { kind: 'literal', value: 1.5 },
        },
        {
          name: 'live',
          type: 'boolean',
          nullable: false,
          default: { kind: 'literal', value: false },
        },
        { name: 'made', type: 'timestamp', default: { kind: 'now' } },
        { name: 'token', type: 'uuid', default: { kind: 'uuid' } },
        {
          name: 'status',
          type: 'string',
          length: 20,
          values: ['draft', 'live'],
          default: { kind: 'literal', value: 'draft' },
        },
        { name: 'meta', type: 'json' },
        { name: 'day', type: 'date' },
        { name: 'at', type: 'time' },
        { name: 'moment', type: 'dateTime' },
        { name: 'size', type: 'float' },
        { name: 'big', type: 'bigInteger' },
        { name: 'data', type: 'binary' },
        { name: 'tags', type: 'csv' },
        { name: 'secret', type: 'hash' },
      ],
      primaryKey: ['id'],
      uniques: [{ columns: ['title'] }],
      indexes: [{ columns: ['price', 'live'] }],
      foreignKeys: [{ columns: ['author_id'], target: 'author', onDelete: 'set null' }],
      checks: [{ name: 'article_price_positive', expression: plainSql(dialect, 'price > 0') }],
      comment: "the shop's articles",
    },
  },
  {
    kind: 'create-table',
    table: {
      name: 'author',
      columns: [
        { name: 'id', type: 'integer', generated: 'identity' },
        { name: 'name', type: 'string', length: 40 },
      ],
      primaryKey: ['id'],
    },
  },
]

describe.each(DIALECTS)('changes of a schema on $name', (dialect) => {
  it.skipIf(dialect.skip)('make what they say', async () => {
    await using place = await openWorkshop(dialect)
    const { after } = await place.change(shopOn(dialect.name))
    expect(alike(await place.model())).toEqual(alike(after))
    await place.execute([
      "insert into author (name) values ('Ada')",
      "insert into article (title, author_id) values ('One', 1)",
      "insert into article (title, author_id) values ('Two', null)",
    ])
    const changes: readonly SchemaChange[] = [
      {
        kind: 'add-column',
        table: 'article',
        column: {
          name: 'stock',
          type: 'integer',
          nullable: false,
          default: { kind: 'literal', value: 7 },
        },
      },
      {
        kind: 'alter-column',
        table: 'article',
        column: 'title',
        set: { length: 300, default: { kind: 'literal', value: "it's \\ new" } },
      },
      {
        kind: 'alter-column',
        table: 'article',
        column: 'size',
        set: { type: 'text', comment: 'now a text' },
      },
      { kind: 'rename-column', table: 'article', column: 'stock', to: 'left' },
      {
        kind: 'alter-column',
        table: 'article',
        column: 'left',
        set: { type: 'bigInteger', nullable: true },
      },
      { kind: 'drop-column', table: 'article', column: 'status' },
      { kind: 'drop-column', table: 'article', column: 'secret' },
      { kind: 'add-unique', table: 'author', unique: { columns: ['name'] } },
      {
        kind: 'add-check',
        table: 'author',
        check: { name: 'author_named', expression: plainSql(dialect.name, "name <> '-'") },
      },
      { kind: 'rename-table', table: 'author', to: 'writer' },
      { kind: 'rename-column', table: 'writer', column: 'id', to: 'no' },
      {
        kind: 'alter-column',
        table: 'article',
        column: 'body',
        set: { nullable: true, default: { kind: 'literal', value: 'x' } },
      },
      { kind: 'drop-check', table: 'writer', name: 'author_named' },
      { kind: 'drop-index', table: 'article', name: 'article_price_live_index' },
      { kind: 'comment-table', table: 'article', comment: null },
    ]
    const plan = await place.change(changes)
    expect(alike(await place.model())).toEqual(alike(plan.after))
    const [first] = await place.rows('article', 'id')
    expect(first).toMatchObject({ title: 'One', author_id: 1 })
    expect(Number(first?.['left'])).toBe(7)
    const key = (await place.model()).tables['article']?.foreignKeys[0]?.name ?? ''
    const last = await place.change([
      { kind: 'drop-foreign-key', table: 'article', name: key },
      { kind: 'drop-unique', table: 'article', name: 'article_title_unique' },
      { kind: 'drop-table', table: 'writer' },
    ])
    expect(alike(await place.model())).toEqual(alike(last.after))
    expect(await place.rows('article', 'id')).toHaveLength(2)
  })
})
