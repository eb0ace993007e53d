import { DIALECTS, plainSql } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { planForSnapshot } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { NO_DIFF } from './no-diff.js'
import { type Edited, make, sourceOf, within } from './support.js'

const STATEMENTS = [
  'create table books (id integer primary key, title varchar(9), pages integer, check (pages > 0))',
]

describe.each(DIALECTS)('checks of a file on $name', (dialect) => {
  it.skipIf(dialect.skip)('are added to a table that is there, changed, and dropped', async () => {
    const plain = (text: string): string => plainSql(dialect.name, text)
    await within(dialect, STATEMENTS, async (db) => {
      const run = (text: string): Promise<unknown> => sql.raw(plain(text)).execute(db)
      const file = structuredClone(takeSnapshot(await sourceOf(db), { unmanaged: true })) as Edited
      const { schema } = file.collections[0]
      const planned = async () =>
        planForSnapshot(await sourceOf(db), readSnapshot(structuredClone(file)), 'mirror')
      const apply = async (): Promise<readonly string[]> => {
        const plan = await planned()
        await make(db, plan)
        expect((await planned()).diff).toEqual(NO_DIFF)
        return plan.changes.map(({ kind }) => kind)
      }
      const title = file.fields.find(({ field }: Edited) => field === 'title')
      const size = { ...structuredClone(title), field: 'size' }
      Object.assign(size.schema, { name: 'size', values: ['S', 'L'] })
      file.fields.push(size)
      schema.checks.push({ name: 'short', expression: plain('pages < 100') })
      expect(await apply()).toEqual(['add-column', 'add-check'])
      // What databases print otherwise than it was written is no difference; parentheses that mean something are.
      for (const expression of [
        '(pages + 1) * 2 < 90',
        'pages + 1 * 2 < 90',
        'pages between 1 and 49',
      ]) {
        schema.checks[1].expression = plain(expression)
        expect(await apply()).toEqual(['drop-check', 'add-check'])
      }
      await run(`insert into books (id, pages, size) values (1, 49, 'S')`)
      await expect(run('update books set pages = 50')).rejects.toThrow(/constraint/i)
      schema.checks = []
      expect(await apply()).toEqual(['drop-check', 'drop-check'])
      await run('update books set pages = -1')
      await expect(run(`update books set size = 'M'`)).rejects.toThrow(/constraint/i)
    })
  })
})
