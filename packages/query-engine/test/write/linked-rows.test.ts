import { tableStatements } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** Links among the rows that one call deletes, which InnoDB by itself holds against each of them. */
describe.each(SUPPORTED)('deleting rows that link to each other on $name', (dialect) => {
  const folders = useFixture(dialect, (name) =>
    tableStatements(name, {
      name: 'folders',
      columns: {
        code: 'varchar(20)',
        part: 'integer',
        parent: { type: 'varchar(20)', nullable: true },
        parent_part: { type: 'integer', nullable: true },
      },
      primaryKey: ['code', 'part'],
      foreignKeys: [
        {
          columns: ['parent', 'parent_part'],
          target: 'folders',
          targetColumns: ['code', 'part'],
        },
      ],
      rows: [
        ['root', 1, null, null],
        ['self', 1, 'self', 1],
        ['south', 1, null, null],
        ['north', 1, 'south', 1],
        ['top', 1, null, null],
        ['middle', 1, 'top', 1],
        ['leaf', 1, 'middle', 1],
      ],
    }),
  )
  const test = it.skipIf(dialect.skip)
  const remove = (...codes: readonly string[]) =>
    folders.session.delete('folders', { keys: codes.map((code) => ({ code, part: 1 })) })
  const left = (code: string): Promise<readonly unknown[]> =>
    folders.facts(`select parent, parent_part from folders where code = '${code}'`)

  test('takes away a row that links to itself', async () => {
    expect(await remove('self')).toEqual([{ code: 'self', part: 1 }])
    expect(await left('self')).toEqual([])
  })

  test('takes away what is linked to before what links to it', async () => {
    await remove('south', 'north')
    expect(await left('south')).toEqual([])
    expect(await left('north')).toEqual([])
  })

  test('keeps all of them, and their links, where a row that stays links to one', async () => {
    await expect(remove('top', 'middle')).rejects.toMatchObject({ code: 'INVALID_FOREIGN_KEY' })
    expect(await left('top')).toEqual([[null, null]])
    expect(await left('middle')).toEqual([['top', 1]])
  })

  test('needs no order among more rows than a statement takes', async () => {
    const chain = Array.from({ length: 2500 }, (_, index): Row => {
      const parent = index === 0 ? {} : { parent: `chain${index - 1}`, parent_part: 1 }
      return { code: `chain${index}`, part: 1, ...parent }
    })
    await folders.session.create('folders', chain)
    const deleted = await remove(...chain.map(({ code }) => String(code)))
    expect(deleted).toHaveLength(2500)
    expect(await folders.facts(`select count(*) from folders where code like 'chain%'`)).toEqual([
      [0],
    ])
  })
})
