import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { planForSnapshot } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { NO_DIFF } from './no-diff.js'
import { type Edited, make, sourceOf, within } from './support.js'

const STATEMENTS = [
  `create table line (id integer primary key, amount integer not null, note varchar(20), total integer generated always as (amount * 2) stored, label varchar(40) generated always as (concat_note) stored)`,
]

/** Each vendor puts texts together in words of its own. */
const LABELS = {
  sqlite: "coalesce(note, 'it''s') || '!'",
  postgres: "coalesce(note, 'it''s') || '!'",
  mariadb: "concat(coalesce(note, 'it''s'), '!')",
} as const

describe.each(DIALECTS.filter(({ name }) => Object.hasOwn(LABELS, name)))(
  'computed columns of $name in a file',
  (dialect) => {
    const test = it.skipIf(dialect.skip)
    const label = LABELS[dialect.name as keyof typeof LABELS]
    const statements = STATEMENTS.map((each) => each.replace('concat_note', label))
    const fileOf = async (): Promise<Edited> => {
      let file: unknown
      await within(dialect, statements, async (db) => {
        file = structuredClone(takeSnapshot(await sourceOf(db), { unmanaged: true }))
      })
      return file
    }
    const field = (file: Edited, name: string): Edited =>
      file.fields.find((each: Edited) => each.field === name)

    test('are made as they are, and nothing the second time', async () => {
      const file = await fileOf()
      expect(field(file, 'total').schema).toMatchObject({
        is_generated: true,
        generation_expression: expect.stringMatching(/^\W*amount\W+\* 2\W*$/),
        generation_kind: 'stored',
      })
      await within(dialect, [], async (db) => {
        const plan = planForSnapshot(await sourceOf(db), readSnapshot(file), 'mirror')
        expect(plan.notes).toEqual([])
        await make(db, plan)
        const source = await sourceOf(db)
        const again = planForSnapshot(source, readSnapshot(file), 'mirror')
        expect([again.diff, again.changes]).toEqual([NO_DIFF, []])
        expect(takeSnapshot(source, { unmanaged: true }).fields).toEqual(file.fields)
        await sql`insert into line (id, amount) values (1, 4)`.execute(db)
        const { rows } = await sql`select total, label from line`.execute(db)
        expect(rows.map((row) => ({ ...(row as object) }))).toEqual([{ total: 8, label: "it's!" }])
      })
    })

    test('are made anew where they are computed by something else, their index as well', async () => {
      const file = await fileOf()
      field(file, 'total').schema.is_indexed = true
      await within(dialect, statements, async (db) => {
        await sql`insert into line (id, amount) values (1, 4)`.execute(db)
        await make(db, planForSnapshot(await sourceOf(db), readSnapshot(file), 'mirror'))
        field(file, 'total').schema.generation_expression = '(amount + 0) * 3'
        const plan = planForSnapshot(await sourceOf(db), readSnapshot(file), 'mirror')
        expect(plan.changes.map(({ kind }) => kind)).toEqual([
          'drop-column',
          'add-column',
          'add-index',
        ])
        await make(db, plan)
        expect(planForSnapshot(await sourceOf(db), readSnapshot(file), 'mirror').diff).toEqual(
          NO_DIFF,
        )
        const { rows } = await sql<{ total: number }>`select total from line`.execute(db)
        expect(rows[0]?.total).toBe(12)
        field(file, 'total').schema.generation_expression = 'amount + 0 * 3'
        const other = planForSnapshot(await sourceOf(db), readSnapshot(file), 'mirror')
        expect(other.changes.map(({ kind }) => kind)).toContain('add-column')
      })
    })

    test('are plain ones with another vendor, which is told, and never become plain by themselves', async () => {
      const file = await fileOf()
      const other = { ...file, vendor: 'oracle' }
      await within(dialect, [], async (db) => {
        const { notes } = planForSnapshot(await sourceOf(db), readSnapshot(other), 'mirror')
        expect(notes).toContain(
          'Field "total" of "line" becomes a plain column: what it is computed by is SQL of oracle.',
        )
      })
      Object.assign(field(file, 'total').schema, {
        is_generated: false,
        generation_expression: null,
      })
      await within(dialect, statements, async (db) => {
        const source = await sourceOf(db)
        expect(() => planForSnapshot(source, readSnapshot(file), 'mirror')).toThrow(
          /Whether the database numbers or computes column "total" of "line" cannot be changed/,
        )
      })
    })
  },
)
