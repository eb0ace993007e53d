import { connect, type Database } from '@relvar/schema-introspect'
import { DIALECTS, plainSql } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { planForDiff, planForSnapshot } from '../../src/snapshot/plan-snapshot.js'
import { readDiff, readSnapshot } from '../../src/snapshot/read-snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { NO_DIFF } from './no-diff.js'
import { type Edited, make, sourceOf, within } from './support.js'

const TABLES = [
  'create table shelves (id integer not null primary key, name varchar(40) not null)',
  `create table books (id integer not null primary key, title varchar(40) not null, shelf integer,
    price decimal(8,2), constraint books_shelf foreign key (shelf) references shelves (id))`,
  "insert into shelves (id, name) values (1, 'A')",
  "insert into books (id, title, shelf, price) values (1, 'One', 1, 2.5)",
]

/** Everything there is, as somebody finds it in a file. */
async function fileOf(db: Database): Promise<Edited> {
  return structuredClone(takeSnapshot(await sourceOf(db), { unmanaged: true }))
}

function fieldOf(file: Edited, collection: string, field: string): Edited {
  return file.fields.find((each: Edited) => each.collection === collection && each.field === field)
}

describe.each(DIALECTS)('a file that somebody has edited, on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('changes columns, constraints, links, and drops what is gone', async () => {
    await within(dialect, TABLES, async (db) => {
      const file = await fileOf(db)
      fieldOf(file, 'books', 'title').schema.max_length = 90
      Object.assign(fieldOf(file, 'shelves', 'name').schema, {
        is_unique: true,
        default_value: 'none',
      })
      file.collections[0].schema.indexes = [{ columns: ['title', 'price'] }]
      file.collections[0].schema.checks = [
        { name: 'dear', expression: plainSql(dialect.name, 'price > 1') },
      ]
      file.relations[0].schema.on_delete = 'CASCADE'
      const wanted = readSnapshot(file)
      const plan = planForSnapshot(await sourceOf(db), wanted, 'mirror')
      expect(plan.changes.map(({ kind }) => kind).toSorted()).toEqual([
        'add-check',
        'add-foreign-key',
        'add-index',
        'add-unique',
        'alter-column',
        'alter-column',
        'drop-foreign-key',
      ])
      const sent = readDiff(JSON.parse(JSON.stringify(plan.diff)))
      await make(db, planForDiff(await sourceOf(db), sent))
      const again = planForSnapshot(await sourceOf(db), wanted, 'mirror')
      expect([again.diff, again.changes]).toEqual([NO_DIFF, []])

      const less = readSnapshot({
        ...file,
        collections: file.collections.filter((each: Edited) => each.collection === 'shelves'),
        fields: file.fields.filter((each: Edited) => each.collection === 'shelves'),
        relations: [],
      })
      const merged = planForSnapshot(await sourceOf(db), less, 'merge')
      expect([merged.diff, merged.changes]).toEqual([NO_DIFF, []])
      const dropping = planForSnapshot(await sourceOf(db), less, 'mirror')
      expect(dropping.changes).toEqual([{ kind: 'drop-table', table: 'books' }])
      expect(dropping.diff.fields).toEqual([])
      await make(db, dropping)
      expect(planForSnapshot(await sourceOf(db), less, 'mirror').diff).toEqual(NO_DIFF)
    })
  })

  test('leaves the indexes of tables that it says nothing about', async () => {
    await using database = await dialect.createDatabase()
    await database.execute([
      plainSql(
        dialect.name,
        'create table copies (book integer not null, shelf integer not null, primary key (book, shelf))',
      ),
      plainSql(dialect.name, 'create index copies_shelf on copies (shelf)'),
    ])
    const db = await connect(database.url)
    try {
      const file = await fileOf(db)
      expect(fieldOf(file, 'copies', 'shelf').schema).toMatchObject({ is_indexed: true })
      const note = { collection: 'notes', field: 'id', type: 'integer', meta: null }
      const more = readSnapshot({
        ...file,
        collections: [{ collection: 'notes', meta: null, schema: { name: 'notes' } }],
        fields: [{ ...note, schema: { is_primary_key: true, is_nullable: false } }],
        relations: [],
      })
      const { diff } = planForSnapshot(await sourceOf(db), more, 'merge')
      const sent = readDiff(JSON.parse(JSON.stringify(diff)))
      const { changes } = planForDiff(await sourceOf(db), sent)
      expect(changes.map(({ kind }) => kind)).toEqual(['create-table'])
    } finally {
      await db.destroy()
    }
  })

  test('gives a new table the names of the one that goes', async () => {
    await within(dialect, TABLES, async (db) => {
      const start = await fileOf(db)
      start.collections[0].schema.indexes = [{ name: 'by_price', columns: ['title', 'price'] }]
      start.collections[0].schema.uniques = [{ name: 'once', columns: ['title', 'shelf'] }]
      const become = async (file: Edited) => {
        const wanted = readSnapshot(file)
        await make(db, planForSnapshot(await sourceOf(db), wanted, 'mirror'))
        expect(planForSnapshot(await sourceOf(db), wanted, 'mirror').diff).toEqual(NO_DIFF)
      }
      await become(start)
      const file = await fileOf(db)
      const own = [...file.collections, ...file.fields, ...file.relations]
      for (const each of own) if (each.collection === 'books') each.collection = 'volumes'
      file.collections[0].schema.name = 'volumes'
      file.relations[0].schema.constraint_name = 'volumes_shelf'
      await become(file)
    })
  })

  test('is refused where it contradicts itself, or asks for what cannot be', async () => {
    await within(dialect, TABLES, async (db) => {
      const source = await sourceOf(db)
      const refused = (edit: (file: Edited) => void): unknown => {
        const file = structuredClone(takeSnapshot(source, { unmanaged: true }))
        edit(file)
        try {
          return planForSnapshot(source, readSnapshot(file), 'mirror').changes
        } catch (error) {
          return (error as { readonly code?: string }).code
        }
      }
      const edits: readonly ((file: Edited) => void)[] = [
        (file) => void file.fields.push(fieldOf(file, 'books', 'id')),
        (file) => void (fieldOf(file, 'books', 'title').type = 'colour'),
        (file) => void (fieldOf(file, 'books', 'title').renamed_from = 'id'),
        (file) => void (fieldOf(file, 'books', 'title').schema.is_primary_key = true),
        (file) => void (file.relations[0].schema.foreign_key_table = 'nowhere'),
        (file) => void (file.relations[0].schema.on_delete = 'EXPLODE'),
        (file) => void (file.collections[0].meta = { unheard: 1 }),
        (file) => void (file.vendor = 'access'),
      ]
      // A field that is there keeps its name whatever a hint says.
      expect(edits.map(refused)).toEqual(
        edits.map((_, index) => (index === 2 ? [] : 'INVALID_PAYLOAD')),
      )
      const lists = { collections: [], systemFields: [], relations: [] }
      for (const path of [
        ['schema', '__proto__', 'x'],
        ['schema', 'name', 'deep'],
      ]) {
        const fields = [
          { collection: 'books', field: 'title', diff: [{ kind: 'N', path, rhs: 1 }] },
        ]
        expect(() => planForDiff(source, readDiff({ ...lists, fields }))).toThrow('leads nowhere')
      }
    })
  })
})
