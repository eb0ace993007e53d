import { tableStatements } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import type { Filter, Session } from '../../src/index.js'
import { policyOf } from '../support/rules.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('the length of JSON lists on $name', (dialect) => {
  const holder = useFixture(dialect, (name) =>
    tableStatements(name, {
      name: 'holders',
      columns: { id: 'integer', list: { type: 'json', nullable: true } },
      primaryKey: ['id'],
      rows: [
        [1, '[1, "two", {}]'],
        [2, '[]'],
        [3, null],
        [4, '{"a": [1, 2]}'],
      ],
    }),
  )
  const scalars = useFixture(dialect, (name) =>
    tableStatements(name, {
      name: 'holders',
      columns: { id: 'integer', list: 'json' },
      primaryKey: ['id'],
      rows: [
        [1, 'null'],
        [2, '"text"'],
        [3, '5'],
      ],
    }),
  )
  const test = it.skipIf(dialect.skip)
  // Two of them have JSON as text, with a check that only lists and objects pass.
  const noScalars = ['mssql', 'oracle'].includes(dialect.name)
    ? `${dialect.name}: JSON holds lists and objects`
    : null
  const fields = ['count(list)']
  const refused = async (session: Session, filter: Filter): Promise<void> => {
    const error = { code: 'INVALID_QUERY' }
    await expect(session.read('holders', { fields, filter })).rejects.toMatchObject(error)
    await expect(session.readJson('holders', { fields, filter })).rejects.toMatchObject(error)
  }

  test('is a number, and null of NULL', async () => {
    expect(await holder.read('holders', { fields }, { keys: [1, 2, 3] })).toEqual([
      { list_count: 3 },
      { list_count: 0 },
      { list_count: null },
    ])
  })

  test('is refused of an object', () => refused(holder.session, {}))

  test('is refused of nothing that is hidden', async () => {
    const rules = { holders: { read: { rows: { id: { _neq: 4 } }, fields: ['*'] } } }
    const session = holder.with({ policy: policyOf(rules) })
    expect(await session.read('holders', { fields })).toHaveLength(3)
    const masks = { holders: { read: { fields: { id: {}, list: { id: { _neq: 4 } } } } } }
    const masked = holder.with({ policy: policyOf(masks) })
    expect(await masked.read('holders', { fields })).toHaveLength(4)
  })

  test('is nothing of an object where rows are found, sorted and grouped by it', async () => {
    expect(await holder.ids('holders', { 'count(list)': { _gte: 0 } })).toEqual([1, 2])
    expect(await holder.ids('holders', { 'count(list)': { _null: true } })).toEqual([3, 4])
    expect(await holder.list('holders', 'id', { sort: ['count(list)', 'id'] })).toEqual([
      2, 1, 3, 4,
    ])
    const groups = { groupBy: ['count(list)'], aggregate: { count: ['*'] } } as const
    expect(await holder.read('holders', groups)).toEqual([
      { list_count: 0, count: '1' },
      { list_count: 3, count: '1' },
      { list_count: null, count: '2' },
    ])
  })

  it(
    'is null of the JSON null, and refused of text and numbers',
    skipFor(dialect.skip ?? noScalars),
    async () => {
      expect(await scalars.read('holders', { fields }, { keys: [1] })).toEqual([
        { list_count: null },
      ])
      await refused(scalars.session, { id: { _eq: 2 } })
      await refused(scalars.session, { id: { _eq: 3 } })
    },
  )
})
