import type { Database } from '@relvar/schema-introspect'
import { getTable } from '@relvar/schema-introspect/model'
import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { planForSnapshot, type SnapshotPlan } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import type { Snapshot } from '../../src/snapshot/snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { planOn } from '../change/sql/planned.js'
import { NO_DIFF } from './no-diff.js'
import { type Edited, make, sourceOf, within } from './support.js'

const TABLE = [
  'create table books (id integer not null primary key, title varchar(40) not null, live integer, price integer)',
  'create index books_plain on books (price)',
]
const STATEMENTS = [
  ...TABLE,
  'create unique index "lower-case" on "books"(lower(title))',
  'create index books_live on books (price desc) where live = 1',
]

const some = DIALECTS.filter(({ name }) => name === 'postgres' || name === 'sqlite')
const mariadbs = DIALECTS.filter(({ name }) => name === 'mariadb')

async function fileOf(db: Database): Promise<Snapshot> {
  return readSnapshot(structuredClone(takeSnapshot(await sourceOf(db), { unmanaged: true })))
}

async function apply(db: Database, file: Snapshot): Promise<SnapshotPlan> {
  const plan = planForSnapshot(await sourceOf(db), file, 'mirror')
  await make(db, plan)
  return plan
}

describe.each(some)('indexes of more than columns on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are kept by a file for the same vendor, as they are', async () => {
    let file: Snapshot | undefined
    await within(dialect, STATEMENTS, async (db) => {
      file = await fileOf(db)
    })
    const { schema } = file?.collections[0] ?? {}
    expect(schema?.indexes?.map(({ name }) => name).toSorted()).toEqual([
      'books_live',
      'lower-case',
    ])
    const price = file?.fields.find(({ field }) => field === 'price')
    expect(price?.schema?.is_indexed).toBe(true)
    await within(dialect, [], async (db) => {
      if (file === undefined) throw new Error('There is no file.')
      const { notes } = await apply(db, file)
      expect(notes).toEqual([])
      expect(planForSnapshot(await sourceOf(db), file, 'mirror').diff).toEqual(NO_DIFF)
      expect((await fileOf(db)).collections).toEqual(file.collections)
      const insert = (id: number, title: string) =>
        db.insertInto('books').values({ id, title }).execute()
      await insert(1, 'One')
      await expect(insert(2, 'ONE')).rejects.toThrow(/unique/i)
    })
  })

  test('are changed and dropped by a file, and by nothing else', async () => {
    await within(dialect, STATEMENTS, async (db) => {
      const file = structuredClone(await fileOf(db)) as Edited
      const [first] = file.collections
      expect(planForSnapshot(await sourceOf(db), file, 'mirror').changes).toEqual([])
      first.schema.indexes = first.schema.indexes.filter(
        ({ name }: Edited) => name !== 'books_live',
      )
      const [lower] = first.schema.indexes
      lower.definition.unique = false
      const { changes } = planForSnapshot(await sourceOf(db), readSnapshot(file), 'mirror')
      expect(changes.map(({ kind }) => kind)).toEqual(['drop-index', 'drop-index', 'add-index'])
      await apply(db, readSnapshot(file))
      expect(planForSnapshot(await sourceOf(db), readSnapshot(file), 'mirror').diff).toEqual(
        NO_DIFF,
      )
    })
  })

  test('go with a column that they speak of, and follow its new name', async () => {
    await within(dialect, STATEMENTS, async (db) => {
      const file = structuredClone(await fileOf(db)) as Edited
      const title = file.fields.find(({ field }: Edited) => field === 'title')
      Object.assign(title, { field: 'name', renamed_from: 'title' })
      title.schema.name = 'name'
      const [first] = file.collections
      first.schema.indexes = first.schema.indexes.filter(
        ({ name }: Edited) => name === 'lower-case',
      )
      first.schema.indexes[0].definition.sql = first.schema.indexes[0].definition.sql.replace(
        'title',
        dialect.name === 'sqlite' ? '"name"' : 'name',
      )
      file.fields = file.fields.filter(({ field }: Edited) => field !== 'live')
      await apply(db, readSnapshot(file))
      const source = await sourceOf(db)
      expect(
        getTable(source.model, 'books')
          .indexes.map(({ name }) => name)
          .toSorted(),
      ).toEqual(expect.arrayContaining(['books_plain', 'lower-case']))
    })
  })

  test('are left out for another vendor, which is told', async () => {
    await within(dialect, STATEMENTS, async (db) => {
      const file = await fileOf(db)
      const other = some.find(({ name }) => name !== dialect.name)
      if (other === undefined || other.skip) return
      await within(other, [], async (target) => {
        const { notes } = await apply(target, file)
        expect(notes).toContainEqual(expect.stringContaining('Index "lower-case" of "books"'))
        expect(notes).toContainEqual(expect.stringContaining('Index "books_live" of "books"'))
      })
    })
  })
})

describe.each(mariadbs)('indexes of beginnings, orders and words on $name', (mariadb) => {
  it.skipIf(mariadb.skip)('are kept by a file, changed and dropped by it', async () => {
    const statements = [
      ...TABLE,
      'create unique index books_beginning on books (title(5), price)',
      'create index books_latest on books (price desc, id)',
      'create fulltext index books_words on books (title)',
    ]
    let file: Edited
    await within(mariadb, statements, async (db) => {
      file = structuredClone(await fileOf(db))
    })
    const { schema } = file.collections[0]
    expect(schema.indexes).toEqual([
      {
        name: 'books_beginning',
        columns: ['title', 'price'],
        definition: { unique: true, sql: '(`title`(5), `price`)' },
      },
      {
        name: 'books_latest',
        columns: ['price', 'id'],
        definition: { unique: false, sql: '(`price` desc, `id`)' },
      },
      {
        name: 'books_words',
        columns: ['title'],
        definition: { unique: false, kind: 'fulltext', sql: '(`title`)' },
      },
    ])
    await within(mariadb, [], async (db) => {
      expect((await apply(db, readSnapshot(file))).notes).toEqual([])
      expect((await fileOf(db)).collections).toEqual(file.collections)
      schema.indexes = schema.indexes.slice(0, 2)
      schema.indexes[0].definition.sql = '(`title`(3))'
      await apply(db, readSnapshot(file))
      expect((await fileOf(db)).collections[0]?.schema?.indexes).toEqual([
        { ...schema.indexes[0], columns: ['title'] },
        schema.indexes[1],
      ])
    })
  })
})

describe('an index in the words of the vendor', () => {
  it.each([
    [
      'mysql',
      '((lower(`title`)))',
      'create unique index `words` on `shop`.`article` ((lower(`title`)))',
    ],
    [
      'mssql',
      '([views] desc) where [views]>0',
      'create unique index "words" on "dbo"."article" ([views] desc) where [views]>0',
    ],
  ] as const)('is made on %s', (dialect, text, expected) => {
    const index = { name: 'words', columns: [], definition: { unique: true, sql: text } }
    const { statements } = planOn(dialect, [{ kind: 'add-index', table: 'article', index }])
    expect(statements.map(({ sql }) => sql)).toEqual([expected])
  })

  it('is refused where it is not read', () => {
    const index = {
      name: 'words',
      columns: [],
      definition: { unique: false, sql: '(lower("title"))' },
    }
    expect(() => planOn('oracle', [{ kind: 'add-index', table: 'article', index }])).toThrow(
      /more than a list of columns, which is not made on this database/,
    )
  })
})
