import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { SchemaChange } from '../../src/index.js'
import { openWorkshop } from './support.js'

const NEEDED = { type: 'integer', nullable: false } as const
const [ID, EGG, HEN] = ['id', 'egg', 'hen'].map((name) => ({ name, ...NEEDED }))
const table = (name: string, columns: readonly (typeof ID)[]): SchemaChange => ({
  kind: 'create-table',
  table: { name, columns: columns.flatMap((column) => column ?? []), primaryKey: ['id'] },
})
const link = (from: string, column: string): SchemaChange => ({
  kind: 'add-foreign-key',
  table: from,
  foreignKey: { columns: [column], target: column },
})
const nullable = (isNullable: boolean): SchemaChange => ({
  kind: 'alter-column',
  table: 'hen',
  column: 'egg',
  set: { nullable: isNullable },
})

// What is refused is known before a statement is made, alike for all vendors.
describe.each(DIALECTS.filter(({ name }) => name === 'sqlite'))(
  'required links that lead round in a circle, on $name',
  (dialect) => {
    const refused = {
      refusal: 'required-cycle',
      message: 'Invalid payload. No row could ever be made: hen needs egg needs hen.',
    }

    it.skipIf(dialect.skip)('are refused where a table of them has no row', async () => {
      await using place = await openWorkshop(dialect)
      await place.change([table('hen', [ID, EGG]), table('egg', [ID, HEN]), link('egg', 'hen')])
      await expect(place.change([link('hen', 'egg')])).rejects.toMatchObject(refused)
      await place.change([nullable(true), link('hen', 'egg')])
      await expect(place.change([nullable(false)])).rejects.toMatchObject(refused)
    })

    it.skipIf(dialect.skip)('may be where rows have made their way round', async () => {
      await using place = await openWorkshop(dialect)
      await place.change([table('hen', [ID, EGG]), table('egg', [ID, HEN]), link('egg', 'hen')])
      await place.execute([
        'insert into hen (id, egg) values (1, 1)',
        'insert into egg (id, hen) values (1, 1)',
      ])
      await place.change([link('hen', 'egg')])
      expect((await place.model()).tables['hen']?.foreignKeys).toHaveLength(1)
    })
  },
)
