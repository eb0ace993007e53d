import type { Database } from '@relvar/schema-introspect'
import { getTable } from '@relvar/schema-introspect/model'
import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { planForSnapshot, type SnapshotPlan } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import type { Snapshot } from '../../src/snapshot/snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { NO_DIFF } from './no-diff.js'
import { type Edited, make, sourceOf, within } from './support.js'

const STATEMENTS = [
  'create table books (id integer not null primary key, title varchar(40) not null, live integer, price integer)',
  'create index books_plain on books (price)',
  'create unique index "lower-case" on "books"(lower(title))',
  'create index books_live on books (price desc) where live = 1',
]

const some = DIALECTS.filter(({ name }) => name === 'postgres' || name === 'sqlite')

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
