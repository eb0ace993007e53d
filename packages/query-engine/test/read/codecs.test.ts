import type { Overlay } from '@relvar/schema-introspect/model'
import { type DialectName, insertStatements } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** Lists and JSON that are kept as text, and a link to the rows that hold them. */
const statementsFor = (dialect: DialectName): readonly string[] => [
  `create table notes (id integer primary key, tags ${dialect === 'oracle' ? 'varchar2(100)' : 'text'}, extra ${dialect === 'oracle' ? 'varchar2(100)' : 'text'})`,
  ...insertStatements(dialect, 'notes', [
    `1, 'a,b', '{"n": [1, "x"]}'`,
    `2, '', 'no JSON'`,
    `3, 'say "hi", x', '5'`,
    '4, null, null',
  ]),
  'create table holders (id integer primary key, note_id integer, item varchar(10), collection varchar(20), foreign key (note_id) references notes (id))',
  ...insertStatements(dialect, 'holders', [
    `1, 1, '1', 'notes'`,
    `2, 2, '2', 'notes'`,
    `3, 3, '3', 'holders'`,
    `4, 4, '4', 'notes'`,
  ]),
]

const overlay: Overlay = {
  tables: {
    notes: { columns: { tags: { type: 'csv' }, extra: { type: 'json' } } },
    holders: {
      relationships: {
        item: {
          kind: 'many-to-any',
          column: 'item',
          discriminator: 'collection',
          targets: ['notes', 'holders'],
        },
      },
    },
  },
}

/** Oracle's empty text is NULL, so no list is there. */
const emptyList = (dialect: DialectName): readonly string[] | null =>
  dialect === 'oracle' ? null : []

const notesOn = (dialect: DialectName): readonly Row[] => [
  { id: 1, tags: ['a', 'b'], extra: { n: [1, 'x'] } },
  { id: 2, tags: emptyList(dialect), extra: 'no JSON' },
  { id: 3, tags: ['say "hi"', ' x'], extra: 5 },
  { id: 4, tags: null, extra: null },
]

describe.each(SUPPORTED)('values that are kept as text on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const db = useFixture(dialect, statementsFor, { overlay })
  const notes = notesOn(dialect.name)

  test('are lists and JSON, at every depth', async () => {
    expect(await db.read('notes')).toEqual(notes)
    const holders = await db.read('holders', { fields: ['note_id.*'] })
    expect(holders.map((row) => row['note_id'])).toEqual(notes)
    expect(
      await db.read('notes', {
        fields: ['holders.note_id.tags', 'holders.note_id.extra'],
        limit: 1,
      }),
    ).toEqual([{ holders: [{ note_id: { tags: ['a', 'b'], extra: { n: [1, 'x'] } } }] }])
  })

  test('are told apart by branch below a many-to-any', async () => {
    const fields = ['item:notes.tags', 'item:notes.extra', 'item:holders.collection']
    expect(await db.read('holders', { fields })).toEqual([
      { item: { tags: ['a', 'b'], extra: { n: [1, 'x'] } } },
      { item: { tags: emptyList(dialect.name), extra: 'no JSON' } },
      { item: { collection: 'holders' } },
      { item: { tags: null, extra: null } },
    ])
  })

  test('are filtered as the text that they are', async () => {
    expect(await db.ids('notes', { tags: { _contains: 'b' } })).toEqual([1])
    expect(await db.ids('notes', { tags: { _empty: true } })).toEqual([2, 4])
    expect(await db.ids('notes', { extra: { _null: true } })).toEqual([4])
  })
})
