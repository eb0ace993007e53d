import { type FixtureTable, tableStatements } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { type Actor, allowAll, anonymous, type Policy, type Session } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const ROWS = [
  [1, 'one', 'a'],
  [2, 'two', 'a'],
  [2, 'two', 'b'],
  [3, 'three', 'a'],
] as const

const measured: FixtureTable = {
  name: 'measured',
  columns: { place: 'integer', name: 'varchar(20)', kind: 'varchar(20)' },
  rows: ROWS,
}
const held: FixtureTable = { ...measured, name: 'held', uniques: [['place', 'kind']] }

/** Opens rows of one kind only. */
const onlyA: Policy<Actor> = {
  guardFor: (table, action, actor) => {
    const guard = allowAll.guardFor(table, action, actor)
    return guard && { ...guard, rows: { kind: { _eq: 'a' } } }
  },
  keyOf: () => 'a',
}

describe.each(SUPPORTED)('keys that people declare on $name', (dialect) => {
  const fixture = useFixture(
    dialect,
    (name) => [...tableStatements(name, measured), ...tableStatements(name, held)],
    {
      overlay: {
        tables: {
          measured: { primaryKey: ['place'] },
          held: { primaryKey: ['place', 'kind'] },
        },
      },
    },
  )
  const test = it.skipIf(dialect.skip)
  const refused = { code: 'UNPROCESSABLE_CONTENT', message: expect.stringContaining('"measured"') }
  const rows = () =>
    fixture.facts('select place, name, kind from measured order by place, kind, name')
  const refuses = async (work: (session: Session) => Promise<unknown>) => {
    const before = await rows()
    await expect(work(fixture.session)).rejects.toMatchObject(refused)
    expect(await rows()).toEqual(before)
  }

  test('are known to be held by a unique constraint or by nothing', () => {
    expect(fixture.schema.tables['measured']?.traits).toEqual({ unheldKey: true })
    expect(fixture.schema.tables['held']?.traits).toEqual({})
  })

  test('read one row, and none of several', async () => {
    const { session } = fixture
    expect(await session.readOne('measured', 1)).toEqual({ place: 1, name: 'one', kind: 'a' })
    expect(await session.readOne('measured', 9)).toBeNull()
    const { data } = await session.readJson('measured', { fields: ['name'] }, { keys: [1, 3, 9] })
    expect(JSON.parse(data)).toHaveLength(2)
    await refuses(() => session.readOne('measured', 2))
    await refuses(() => session.readJson('measured', {}, { keys: [2] }))
    await refuses(() => session.readJson('measured', {}, { keys: [1, 2] }))
  })

  test('write one row, and none of several', async () => {
    const { session } = fixture
    const one = await session.updateJson('measured', { keys: [1] }, { name: 'first' })
    expect(JSON.parse(one ?? '')).toEqual([{ place: 1, name: 'first', kind: 'a' }])
    const changed = { name: 'changed' }
    await refuses(() => session.updateJson('measured', { keys: [2] }, changed))
    await refuses(() => session.update('measured', { keys: [2] }, changed))
    await refuses(() => session.update('measured', { keys: [1, 2, 9] }, changed))
    await refuses(() => session.update('measured', { keys: [2, 9] }, { place: 7 }))
    await refuses(() =>
      session.update('measured', { query: { filter: { kind: { _eq: 'b' } } } }, changed),
    )
    const each = [1, 2].map((place) => ({ place, ...changed }))
    await refuses(() => session.updateEach('measured', each))
    await refuses(() => session.updateEachJson('measured', each))
    await refuses(() => session.upsert('measured', each))
  })

  test('delete one row, and none of several', async () => {
    const { session } = fixture
    await refuses(() => session.delete('measured', { keys: [2] }))
    await refuses(() => session.delete('measured', { keys: [1, 2, 9] }))
    await refuses(() => session.delete('measured', { query: { filter: { kind: { _eq: 'b' } } } }))
    expect(await session.delete('measured', { keys: [3, 9] })).toEqual([{ place: 3 }])
    await session.create('measured', [{ place: 3, name: 'three', kind: 'a' }])
  })

  test('answer a new row unless its key is taken', async () => {
    const row = { place: 4, name: 'four', kind: 'a' }
    const created = await fixture.session.createJson('measured', [row])
    expect(JSON.parse(created ?? '')).toEqual([row])
    await refuses((session) => session.createJson('measured', [{ ...row, kind: 'b' }]))
    await fixture.session.delete('measured', { keys: [4] })
  })

  test('do not let a rule that opens one of several rows write the others', async () => {
    const session = fixture.with({ policy: onlyA }, { ...anonymous, id: 'a' })
    await refuses(() => session.update('measured', { keys: [2] }, { name: 'mine' }))
    await refuses(() => session.delete('measured', { keys: [2] }))
    expect(await session.readOne('measured', 2)).toEqual({ place: 2, name: 'two', kind: 'a' })
  })

  test('write by one statement where a unique constraint holds them', async () => {
    const key = { place: 2, kind: 'b' }
    const answer = await fixture.session.updateJson('held', { keys: [key] }, { name: 'second' })
    expect(JSON.parse(answer ?? '')).toEqual([{ ...key, name: 'second' }])
    const names = await fixture.facts('select name from held order by place, kind')
    expect(names).toEqual([['one'], ['two'], ['second'], ['three']])
  })
})
