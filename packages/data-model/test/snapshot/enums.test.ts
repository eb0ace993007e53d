import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { planChanges, type SchemaChange } from '../../src/index.js'
import { planForSnapshot } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import type { Snapshot } from '../../src/snapshot/snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { emptyModel } from '../change/sql/planned.js'
import { openWorkshop, type Workshop } from '../change/support.js'
import { NO_DIFF } from './no-diff.js'
import { type Edited, make, sourceOf } from './support.js'

const POSTGRES = DIALECTS.filter(({ name }) => name === 'postgres')

/** Values by a type, by two of hostile names, and by a check beside a type that we would not choose. */
const TABLES = [
  `create type mood as enum ('sad', 'it''s ok')`,
  `create type "Odd ""type""" as enum ('A', 'b')`,
  `create table people (id integer primary key, mood mood not null default 'sad', moods mood[],
    odd "Odd ""type""", size character(1) check (size in ('S', 'L')))`,
]

async function fileOf(): Promise<Snapshot> {
  const [dialect] = POSTGRES
  if (dialect === undefined) throw new Error('PostgreSQL is not asked for.')
  await using place = await openWorkshop(dialect)
  for (const each of TABLES) await sql.raw(each).execute(place.db)
  const taken = takeSnapshot(await sourceOf(place.db), { unmanaged: true })
  return readSnapshot(JSON.parse(JSON.stringify(taken)))
}

describe.each(POSTGRES)('a file with types of values, of $name', (postgres) => {
  it.skipIf(postgres.skip)('makes the types, and says nothing the second time', async () => {
    const file = await fileOf()
    await using place = await openWorkshop(postgres)
    const statements = await make(
      place.db,
      planForSnapshot(await sourceOf(place.db), file, 'mirror'),
    )
    expect(statements.slice(0, 2)).toEqual([
      `create type "public"."mood" as enum ('sad', 'it''s ok')`,
      `create type "public"."Odd ""type""" as enum ('A', 'b')`,
    ])
    const again = planForSnapshot(await sourceOf(place.db), file, 'mirror')
    expect([again.diff, again.changes]).toEqual([NO_DIFF, []])
    await sql`insert into people (id, moods, odd, size) values (1, '{sad}', 'b', 'S')`.execute(
      place.db,
    )
    const wrong = sql`update people set size = 'M'`.execute(place.db)
    await expect(wrong).rejects.toMatchObject({ code: '23514' })
  })

  it
    .skipIf(postgres.skip)
    .each(DIALECTS.filter(({ name, skip }) => name !== 'postgres' && skip === undefined))(
    'makes checks of them on $name',
    async (dialect) => {
      const file = await fileOf()
      await using place = await openWorkshop(dialect)
      await make(place.db, planForSnapshot(await sourceOf(place.db), file, 'mirror'))
      const again = planForSnapshot(await sourceOf(place.db), file, 'mirror')
      expect([again.diff, again.changes]).toEqual([NO_DIFF, []])
      const wrong = sql`insert into people (id, mood) values (1, 'other')`.execute(place.db)
      await expect(wrong).rejects.toThrow(/constraint/i)
    },
  )
})

describe.each(POSTGRES)('types of values that a file changes, of $name', (postgres) => {
  const edited = async (edit: (field: (name: string) => Edited) => void): Promise<Snapshot> => {
    const file = structuredClone(await fileOf()) as Edited
    edit((name) => file.fields.find((each: Edited) => each.field === name).schema)
    return readSnapshot(file)
  }
  const apply = async (place: Workshop, file: Snapshot): Promise<readonly string[]> => {
    const plan = planForSnapshot(await sourceOf(place.db), file, 'mirror')
    const statements = await make(place.db, plan)
    expect(planForSnapshot(await sourceOf(place.db), file, 'mirror').diff).toEqual(NO_DIFF)
    return statements
  }
  const test = it.skipIf(postgres.skip)

  test('get values where they are to stand, and rows keep theirs', async () => {
    const file = await edited((field) => {
      field('mood').values = ['bad', 'sad', 'so-so', "it's ok", 'good']
    })
    await using place = await openWorkshop(postgres)
    for (const each of TABLES) await sql.raw(each).execute(place.db)
    await sql`insert into people (id) values (1)`.execute(place.db)
    expect(await apply(place, file)).toEqual([
      `alter type "public"."mood" add value 'bad' before 'sad'`,
      `alter type "public"."mood" add value 'so-so' after 'sad'`,
      `alter type "public"."mood" add value 'good' after 'it''s ok'`,
    ])
    await sql`insert into people (id, mood, moods) values (2, 'good', '{bad,so-so}')`.execute(
      place.db,
    )
    expect(await place.rows('people', 'id')).toMatchObject([{ mood: 'sad' }, { mood: 'good' }])
  })

  test('lose no value, and take none twice, or two ways', async () => {
    await using place = await openWorkshop(postgres)
    for (const each of TABLES) await sql.raw(each).execute(place.db)
    const source = await sourceOf(place.db)
    const refusalOf = async (values: readonly string[], others = values) => {
      const file = await edited((field) => {
        field('mood').values = values
        field('moods').values = others
      })
      try {
        planForSnapshot(source, file, 'mirror')
        return null
      } catch (error) {
        return (error as Error).message
      }
    }
    for (const values of [['sad'], ["it's ok", 'sad'], ['sad', "it's ok", 'sad']])
      expect(await refusalOf(values)).toContain('others can be added, but none removed or moved')
    const two = await refusalOf(['sad', "it's ok", 'a'], ['sad', "it's ok", 'b'])
    expect(two).toContain('have other values in one than in another')
  })

  test('keep what a merge does not name, and take what it does', async () => {
    const file = await edited((field) => {
      field('mood').values = ["it's ok", 'good']
      field('size').values = ['M', 'L']
    })
    await using place = await openWorkshop(postgres)
    for (const each of TABLES) await sql.raw(each).execute(place.db)
    const merged = async () => planForSnapshot(await sourceOf(place.db), file, 'merge')
    const statements = await make(place.db, await merged())
    expect(statements).toContain(`alter type "public"."mood" add value 'good' after 'it''s ok'`)
    await sql`insert into people (id, mood, size) values (1, 'sad', 'S'), (2, 'good', 'M')`.execute(
      place.db,
    )
    expect((await merged()).diff).toEqual(NO_DIFF)
  })

  test('are given up for another one, for a text, and taken for a text, default included', async () => {
    const file = await edited((field) => {
      const temper = {
        native_type: 'temper',
        enum_type: { name: 'temper' },
        values: ['sad', 'mad'],
      }
      Object.assign(field('mood'), temper)
      Object.assign(field('moods'), { ...temper, native_type: 'temper[]' })
      const { native_type: _, enum_type: __, values: ___, ...text } = field('odd')
      Object.assign(field('odd'), { ...text, native_type: 'text', enum_type: null, values: null })
    })
    await using place = await openWorkshop(postgres)
    for (const each of TABLES) await sql.raw(each).execute(place.db)
    await sql`insert into people (id, moods, odd) values (1, '{sad}', 'b')`.execute(place.db)
    const statements = await apply(place, file)
    expect(statements).toEqual([
      `create type "public"."temper" as enum ('sad', 'mad')`,
      expect.stringContaining('using "mood"::text::temper'),
      expect.stringContaining('using "moods"::text::temper[]'),
      expect.stringContaining('using "odd"::text::text'),
    ])
    expect(statements[1]).toContain(`set default 'sad'`)
    expect(await place.rows('people', 'id')).toMatchObject([{ mood: 'sad', odd: 'b' }])
    await apply(place, await fileOf())
    expect(await place.rows('people', 'id')).toMatchObject([{ mood: 'sad', odd: 'b' }])
  })

  test('are used only after they have a value, which is said', async () => {
    const file = await edited((field) => {
      Object.assign(field('mood'), { values: ['sad', "it's ok", 'new'], default_value: 'new' })
    })
    await using place = await openWorkshop(postgres)
    for (const each of TABLES) await sql.raw(each).execute(place.db)
    const plan = planForSnapshot(await sourceOf(place.db), file, 'mirror')
    await expect(make(place.db, plan)).rejects.toMatchObject({
      code: 'INVALID_PAYLOAD',
      details: { reason: expect.stringContaining('make two changes of it') },
    })
    expect(planForSnapshot(await sourceOf(place.db), await fileOf(), 'mirror').diff).toEqual(
      NO_DIFF,
    )
  })
})

describe.each(DIALECTS.filter(({ name }) => name === 'mariadb'))(
  'values within a type of $name',
  (mariadb) => {
    it.skipIf(mariadb.skip)('become others by a file that lists others', async () => {
      await using place = await openWorkshop(mariadb)
      await sql`create table shirt (id int primary key, size enum('S','it''s') not null default 'S')`.execute(
        place.db,
      )
      await sql`insert into shirt (id) values (1)`.execute(place.db)
      const file = structuredClone(
        takeSnapshot(await sourceOf(place.db), { unmanaged: true }),
      ) as Edited
      const { schema } = file.fields.find((each: Edited) => each.field === 'size')
      schema.values = ['S', "it's", 'L']
      const plan = planForSnapshot(await sourceOf(place.db), readSnapshot(file), 'mirror')
      expect(await make(place.db, plan)).toEqual([
        'alter table `' +
          (await place.model()).defaultSchema +
          "`.`shirt` modify column `size` enum('S','it''s','L') NOT NULL DEFAULT 'S'".replace(
            'NOT NULL DEFAULT',
            'not null DEFAULT',
          ),
      ])
      schema.native_type = "enum('S','it''s','L')"
      const again = planForSnapshot(await sourceOf(place.db), readSnapshot(file), 'mirror')
      expect(again.diff).toEqual(NO_DIFF)
      schema.values = ['L']
      const fewer = planForSnapshot(await sourceOf(place.db), readSnapshot(file), 'mirror')
      const planned = await place.plan(fewer.changes)
      expect(planned.warnings).toContainEqual(expect.objectContaining({ code: 'data-loss' }))
      const source = await sourceOf(place.db)
      expect(planForSnapshot(source, readSnapshot(file), 'merge').diff).toEqual(NO_DIFF)
    })
  },
)

const SIZE: SchemaChange = { kind: 'create-enum', enum: { name: 'size', values: ['S', 'L'] } }

describe('a type of values', () => {
  it.each(['postgres', 'cockroachdb'] as const)('is made and dropped on %s', (dialect) => {
    const drop = { kind: 'drop-enum', enum: { name: 'size' } } as const
    const { statements } = planChanges({ model: emptyModel(dialect), changes: [SIZE, drop] })
    expect(statements.map(({ sql: text }) => text)).toEqual([
      `create type "public"."size" as enum ('S', 'L')`,
      'drop type "public"."size"',
    ])
  })

  it('is refused elsewhere, twice, and gone only when nothing is of it', () => {
    const refusal = (dialect: 'mysql' | 'postgres', changes: readonly SchemaChange[]): unknown => {
      try {
        return planChanges({ model: emptyModel(dialect), changes })
      } catch (error) {
        return (error as { readonly refusal?: string }).refusal
      }
    }
    const enumType = { name: 'size', values: ['S', 'L'] }
    const table: SchemaChange = {
      kind: 'create-table',
      table: {
        name: 'shirt',
        columns: [{ name: 'id', type: 'string', nativeType: 'size', enumType }],
        primaryKey: ['id'],
      },
    }
    const drop = { kind: 'drop-enum', enum: { name: 'size' } } as const
    expect(refusal('mysql', [SIZE])).toBe('unsupported')
    expect(refusal('postgres', [SIZE, SIZE])).toBe('name-taken')
    expect(refusal('postgres', [table, drop])).toBe('in-use')
    expect(refusal('postgres', [drop])).toBe('unknown-constraint')
  })
})
