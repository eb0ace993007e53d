import type { DialectName } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import {
  applyChanges,
  type ColumnDraft,
  type RefusalReason,
  type SchemaChange,
} from '../../src/index.js'
import { blog, emptyModel, VENDORS } from './sql/planned.js'

const add = (column: Partial<ColumnDraft>): SchemaChange => ({
  kind: 'add-column',
  table: 'article',
  column: { name: 'new', type: 'string', ...column },
})

const make = (
  table: Partial<Extract<SchemaChange, { kind: 'create-table' }>['table']>,
): SchemaChange => ({
  kind: 'create-table',
  table: { name: 'made', columns: [{ name: 'id', type: 'integer' }], primaryKey: ['id'], ...table },
})

const literal = (value: string | number | boolean | null): ColumnDraft['default'] => ({
  kind: 'literal',
  value,
})

/** What no vendor can do, and why. */
const NOWHERE: readonly (readonly [RefusalReason, string, ...SchemaChange[]])[] = [
  ['unknown-table', 'a table that is not there', { kind: 'drop-table', table: 'none' }],
  ['unknown-table', 'a name of every object', { kind: 'drop-table', table: '__proto__' }],
  [
    'unknown-column',
    'a column that is not there',
    { kind: 'drop-column', table: 'article', column: 'none' },
  ],
  [
    'unknown-constraint',
    'a check that is not there',
    { kind: 'drop-check', table: 'article', name: 'none' },
  ],
  ['name-taken', 'a table that is there', make({ name: 'author' })],
  ['name-taken', 'a table that is made twice', make({}), make({})],
  ['name-taken', 'a column that is there', add({ name: 'title' })],
  [
    'name-taken',
    'another name that is there',
    { kind: 'rename-column', table: 'article', column: 'views', to: 'title' },
  ],
  [
    'name-taken',
    'an index that is there',
    {
      kind: 'add-index',
      table: 'article',
      index: { name: 'article_title_index', columns: ['views'] },
    },
  ],
  ['invalid-name', 'a name of nothing', add({ name: '' })],
  ['invalid-name', 'a name with NUL', make({ name: 'a\0b' })],
  ['invalid-name', 'half a character', add({ name: 'a\ud800' })],
  ['invalid-key', 'a table without a key', make({ primaryKey: [] })],
  ['invalid-key', 'a key of columns that are not there', make({ primaryKey: ['no'] })],
  [
    'invalid-key',
    'a key that may be null',
    make({ columns: [{ name: 'id', type: 'integer', nullable: true }] }),
  ],
  [
    'in-use',
    'a link to be required that is set to null',
    make({
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'parent', type: 'integer' },
      ],
      foreignKeys: [{ columns: ['parent'], target: 'made', onDelete: 'set null' }],
    }),
    { kind: 'alter-column', table: 'made', column: 'parent', set: { nullable: false } },
  ],
  [
    'invalid-key',
    'a key to be null',
    { kind: 'alter-column', table: 'article', column: 'id', set: { nullable: true } },
  ],
  [
    'invalid-key',
    'a key of another type',
    { kind: 'alter-column', table: 'article', column: 'id', set: { type: 'string' } },
  ],
  [
    'invalid-key',
    'numbers beside the key',
    make({
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'no', type: 'integer', generated: 'identity' },
      ],
    }),
  ],
  [
    'invalid-type',
    'a number that is a text',
    make({ columns: [{ name: 'id', type: 'string', generated: 'identity' }] }),
  ],
  ['invalid-type', 'a type that nobody has', add({ type: 'constructor' as 'string' })],
  ['invalid-type', 'an array of nothing', add({ type: 'array' })],
  ['invalid-type', 'a length of zero', add({ length: 0 })],
  [
    'invalid-type',
    'more digits behind the point than there are',
    add({ type: 'decimal', precision: 3, scale: 4 }),
  ],
  [
    'invalid-expression',
    'a type that is more than one',
    add({ nativeType: 'integer); drop table article; --' }),
  ],
  [
    'invalid-expression',
    'a default that ends the statement',
    add({ default: { kind: 'expression', sql: '1; drop table article' } }),
  ],
  [
    'invalid-expression',
    'a check that leaves its parentheses',
    { kind: 'add-check', table: 'article', check: { name: 'c', expression: '1 = 1) --' } },
  ],
  [
    'invalid-expression',
    'a view that is no query',
    { kind: 'create-view', view: { name: 'v', query: 'delete from article' } },
  ],
  ['invalid-default', 'a text for a number', add({ type: 'integer', default: literal('x') })],
  [
    'invalid-default',
    'a number that is too large',
    add({ type: 'integer', default: literal(2 ** 31) }),
  ],
  ['invalid-default', 'a text that is too long', add({ length: 3, default: literal('four') })],
  [
    'invalid-default',
    'a month that is none',
    add({ type: 'date', default: literal('2024-13-01') }),
  ],
  ['invalid-default', 'a day that is none', add({ type: 'date', default: literal('2023-02-29') })],
  ['invalid-default', 'a moment for a text', add({ default: { kind: 'now' } })],
  ['invalid-default', 'null where it may not be', add({ nullable: false, default: literal(null) })],
  [
    'invalid-default',
    'a value that is not one of them',
    add({ values: ['a'], default: literal('b') }),
  ],
  [
    'invalid-default',
    'digits that are rounded away',
    add({ type: 'decimal', precision: 4, scale: 1, default: literal(1.25) }),
  ],
  [
    'invalid-foreign-key',
    'a link to what is not unique',
    {
      kind: 'add-foreign-key',
      table: 'author',
      foreignKey: { columns: ['id'], target: 'article', targetColumns: ['views'] },
    },
  ],
  [
    'invalid-foreign-key',
    'a link of another type',
    {
      kind: 'add-foreign-key',
      table: 'article',
      foreignKey: { columns: ['title'], target: 'author' },
    },
  ],
  [
    'invalid-foreign-key',
    'a link of more columns',
    {
      kind: 'add-foreign-key',
      table: 'article',
      foreignKey: { columns: ['views', 'author_id'], target: 'author' },
    },
  ],
  [
    'invalid-foreign-key',
    'null for what is required',
    add({ name: 'link', type: 'integer', nullable: false, default: literal(1) }),
    {
      kind: 'add-foreign-key',
      table: 'article',
      foreignKey: { columns: ['link'], target: 'author', onDelete: 'set null' },
    },
  ],
  ['in-use', 'the key', { kind: 'drop-column', table: 'article', column: 'id' }],
  [
    'in-use',
    'a table that is linked to',
    {
      kind: 'add-foreign-key',
      table: 'article',
      foreignKey: { columns: ['author_id'], target: 'author' },
    },
    { kind: 'drop-table', table: 'author' },
  ],
  [
    'in-use',
    'a link',
    {
      kind: 'add-foreign-key',
      table: 'article',
      foreignKey: { columns: ['author_id'], target: 'author' },
    },
    { kind: 'drop-column', table: 'article', column: 'author_id' },
  ],
  [
    'in-use',
    'a column of a check of two',
    { kind: 'add-check', table: 'article', check: { name: 'c', expression: 'views > author_id' } },
    { kind: 'drop-column', table: 'article', column: 'views' },
  ],
  [
    'unsupported',
    'unique columns once more',
    { kind: 'add-unique', table: 'author', unique: { columns: ['id'] } },
  ],
  [
    'required-cycle',
    'tables that need each other',
    make({
      name: 'hen',
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'egg', type: 'integer', nullable: false },
      ],
      foreignKeys: [{ columns: ['egg'], target: 'egg' }],
    }),
    make({
      name: 'egg',
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'hen', type: 'integer', nullable: false },
      ],
      foreignKeys: [{ columns: ['hen'], target: 'hen' }],
    }),
  ],
]

/** What only some can do: the vendors that refuse it. */
const SOMEWHERE: readonly (readonly [
  RefusalReason,
  string,
  readonly DialectName[],
  SchemaChange,
])[] = [
  [
    'name-taken',
    'a name in other letters',
    ['mariadb', 'mysql', 'mssql', 'sqlite'],
    add({ name: 'TITLE' }),
  ],
  ['invalid-name', '64 letters', ['postgres', 'cockroachdb'], add({ name: 'a'.repeat(64) })],
  [
    'invalid-name',
    '40 letters of two bytes',
    ['postgres', 'cockroachdb'],
    add({ name: 'é'.repeat(40) }),
  ],
  [
    'invalid-name',
    '65 letters',
    ['postgres', 'cockroachdb', 'mariadb', 'mysql'],
    add({ name: 'a'.repeat(65) }),
  ],
  [
    'invalid-name',
    '129 letters',
    ['postgres', 'cockroachdb', 'mariadb', 'mysql', 'mssql', 'oracle'],
    add({ name: 'a'.repeat(129) }),
  ],
  ['invalid-name', 'a name with an emoji', ['mariadb', 'mysql'], add({ name: '🐔' })],
  ['invalid-name', 'a name with a quote', ['oracle'], add({ name: 'a"b' })],
  ['invalid-name', 'a name of SQLite', ['sqlite'], make({ name: 'sqlite_mine' })],
  ['invalid-name', 'a table of one connection', ['mssql'], make({ name: '#mine' })],
  [
    'invalid-type',
    'a very long string',
    ['mssql', 'oracle', 'mariadb', 'mysql'],
    add({ length: 20_000 }),
  ],
  [
    'in-use',
    'another name for a column that a check names',
    ['mysql', 'mssql'],
    { kind: 'rename-column', table: 'article', column: 'views', to: 'seen' },
  ],
  [
    'unsupported',
    'a link that follows its key',
    ['oracle'],
    {
      kind: 'add-foreign-key',
      table: 'article',
      foreignKey: { columns: ['author_id'], target: 'author', onUpdate: 'cascade' },
    },
  ],
]

function refusalOn(dialect: DialectName, changes: readonly SchemaChange[]): string | null {
  try {
    applyChanges(emptyModel(dialect), [...blog, ...changes])
    return null
  } catch (error) {
    return (error as { readonly refusal?: string }).refusal ?? String(error)
  }
}

describe('changes that cannot be', () => {
  it.each(NOWHERE)('are refused as %s: %s', (refusal, _, ...given) => {
    const changes = given as readonly SchemaChange[] // it.each widens the rest of a tuple
    const found = VENDORS.map((dialect) => [dialect, refusalOn(dialect, changes)])
    expect(found).toEqual(VENDORS.map((dialect) => [dialect, refusal]))
  })

  it.each(SOMEWHERE)(
    'are refused as %s where the vendor cannot: %s',
    (refusal, _, vendors, change) => {
      const found = VENDORS.map((dialect) => [dialect, refusalOn(dialect, [change])])
      expect(found).toEqual(
        VENDORS.map((dialect) => [dialect, vendors.includes(dialect) ? refusal : null]),
      )
    },
  )
})
