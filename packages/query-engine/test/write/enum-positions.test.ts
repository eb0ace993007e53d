import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import { InvalidPayloadError } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const POSITIONAL = SUPPORTED.filter(({ name }) => name === 'mariadb' || name === 'mysql')

skipFileWithout(POSITIONAL, 'DIALECTS leaves out MariaDB and MySQL')

describe.each(POSITIONAL)('enums of $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const db = useFixture(dialect, () => [
    `create table ticket (id int primary key, state enum('new', 'done', '7', 'it''s'), tags set('a', 'b'))`,
  ])

  test('take their values, digits among them', async () => {
    const items = [
      { id: 1, state: 'done', tags: 'a,b' },
      { id: 2, state: '7', tags: '' },
      { id: 3, state: "it's", tags: null },
    ]
    await db.session.create('ticket', items)
    expect(await db.read('ticket', { sort: ['id'] })).toEqual(items)
  })

  test.each<[string, string]>([
    ['state', '1'],
    ['state', '3'],
    ['state', ' 2 '],
    ['state', '0'],
    ['tags', '3'],
  ])('take no position for a value: %s %j', async (field, value) => {
    await expect(db.session.create('ticket', [{ id: 9, [field]: value }])).rejects.toThrow(
      new InvalidPayloadError(`Field "${field}" of "ticket": "${value}" is none of its values.`),
    )
    expect(await db.read('ticket', { filter: { id: { _eq: 9 } } })).toEqual([])
  })
})
