import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { planChanges, type SchemaChange } from '../../src/index.js'
import { planForSnapshot } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import type { Snapshot } from '../../src/snapshot/snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { emptyModel } from '../change/sql/planned.js'
import { openWorkshop } from '../change/support.js'
import { NO_DIFF } from './no-diff.js'
import { make, sourceOf } from './support.js'

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
