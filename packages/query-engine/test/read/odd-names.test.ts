import { type DialectName, odditiesFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** Oracle has no quotation marks in names. */
const quoted = (dialect: DialectName): string =>
  dialect === 'oracle' ? 'with quotes' : 'with "quotes"'

const namesOn = (dialect: DialectName): Readonly<Record<string, string | number>> => ({
  'the id': 1,
  [quoted(dialect)]: 'q',
  "it's": 'a',
  'with.dot': 'd',
  'with`tick': 't',
  'with]bracket': 'b',
  'back\\slash': 's',
  'per%cent_': 'p',
  Größe: 1,
  '2nd': 2,
  $dollar: 3,
  'count(x)': 4,
  'question?': 5,
  toString: 'to',
})

/** Columns that JavaScript objects have by themselves. */
const prototypes = (quote: string): string[] => {
  const q = (name: string): string => `${quote}${name}${quote}`
  return [
    `create table ${q('constructor')} (${q('id')} integer primary key, ${q('__proto__')} varchar(20), ${q('constructor')} varchar(20), ${q('hasOwnProperty')} integer)`,
    `insert into ${q('constructor')} values (1, 'p', 'c', 7)`,
  ]
}

describe.each(SUPPORTED)('odd names on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const names = namesOn(dialect.name)
  const odd = useFixture(dialect, (name) => [
    ...odditiesFixture(name),
    ...prototypes(name === 'mariadb' || name === 'mysql' ? '`' : '"'),
  ])

  test('are read, by * and one by one', async () => {
    expect(await odd.read('odd names', { limit: 1 })).toEqual([names])
    for (const [name, value] of Object.entries(names)) {
      expect(await odd.read('odd names', { fields: [name], limit: 1 })).toEqual([{ [name]: value }])
    }
  })

  test.each(Object.entries(names))('%j is filtered, sorted and grouped by', async (name, value) => {
    expect(await odd.list('odd names', 'the id', { filter: { [name]: { _eq: value } } })).toEqual([
      1,
    ])
    expect(await odd.list('odd names', 'the id', { sort: [`-${name}`] })).toEqual([2, 1])
    const groups = await odd.read('odd names', {
      groupBy: [name],
      aggregate: { count: [name] },
      limit: 1,
    })
    expect(groups).toEqual([{ [name]: value, count: { [name]: '1' } }])
  })

  test('are nested', async () => {
    expect(
      await odd.read('dotted.name', { fields: ['id', 'odd name.with.dot', 'odd name.count(x)'] }),
    ).toEqual([
      { id: 1, 'odd name': { 'with.dot': 'd', 'count(x)': 4 } },
      { id: 2, 'odd name': null },
    ])
    expect(
      await odd.read('odd names', { fields: ['dotted.name', 'dotted.name.id'] }, { keys: [1] }),
    ).toEqual([{ 'dotted.name': [{ id: 1 }] }])
    expect(
      await odd.list('dotted.name', 'id', {
        filter: { 'odd name': { [quoted(dialect.name)]: { _eq: 'q' } } },
      }),
    ).toEqual([1])
    expect(await odd.list('dotted.name', 'id', { sort: ['-odd name.Größe'] })).toEqual([2, 1])
  })

  test('that are words of SQL are names like any other', async () => {
    expect(
      await odd.read('order', { fields: ['*', 'group.select'], sort: ['-key'], limit: 2 }),
    ).toEqual([
      {
        key: 3,
        group: null,
        select: null,
        from: '2024-12-31',
        where: false,
        user: 'you',
        limit: null,
      },
      {
        key: 2,
        group: { select: 'first' },
        select: 'b',
        from: null,
        where: false,
        user: null,
        limit: 0,
      },
    ])
    expect(
      await odd.list('order', 'key', {
        filter: { where: true, group: { select: { _eq: 'first' } } },
      }),
    ).toEqual([1])
  })

  test('keep their case', async () => {
    expect(await odd.read('MixedCase', { fields: ['Id', 'userName', 'ParentId.UPPER'] })).toEqual([
      { Id: 1, userName: 'ada', ParentId: null },
      { Id: 2, userName: 'Bob', ParentId: { UPPER: 'A' } },
    ])
  })

  test('may be those of a table and of an alias', async () => {
    expect(await odd.read('self_named')).toEqual([
      { self_named: 1, t: 1, j: 2 },
      { self_named: 2, t: null, j: null },
    ])
  })

  test('may be those of every object', async () => {
    const [row] = await odd.read('constructor')
    expect(Object.entries(row ?? {})).toEqual([
      ['id', 1],
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['hasOwnProperty', 7],
    ])
    expect(
      await odd.list('constructor', 'id', {
        filter: JSON.parse('{"__proto__": {"_eq": "p"}}') as object as never,
      }),
    ).toEqual([1])
    expect(
      await odd.list('constructor', 'id', {
        filter: { constructor: { _eq: 'c' } },
        sort: ['__proto__'],
      }),
    ).toEqual([1])
    expect(
      await odd.read('constructor', {
        groupBy: ['constructor'],
        aggregate: { max: ['hasOwnProperty'] },
      }),
    ).toEqual([{ constructor: 'c', max: { hasOwnProperty: 7 } }])
  })

  test('may be given by an alias', async () => {
    const names = [`it's "new"`, 'ünï`cöde', 'select', 'x]y', 'c0', 'j', 'o', '__proto__x']
    for (const name of names) {
      expect(
        await odd.read('teams', { alias: { [name]: 'name' }, fields: [name], limit: 1 }),
      ).toEqual([{ [name]: 'Red' }])
    }
  })

  test('that are too long for the database are refused, never cut', async () => {
    const name = 'ä'.repeat(600)
    const reading = odd.session.read('teams', { alias: { [name]: 'name' }, fields: [name] })
    await expect(reading).rejects.toThrow(/longer than/)
  })

  if (dialect.name !== 'postgres') return

  test('of another schema lead to its tables, and back', async () => {
    expect(
      await odd.read('archive.results', { fields: ['points', 'team_id.name', 'old_team_id.name'] }),
    ).toEqual([
      { points: 10, team_id: { name: 'Red' }, old_team_id: { name: 'Old Red' } },
      { points: 20, team_id: { name: 'Blue' }, old_team_id: null },
    ])
    expect(
      await odd.read('teams', { fields: ['name', 'archive_results.points'] }, { keys: [1] }),
    ).toEqual([{ name: 'Red', archive_results: [{ points: 10 }] }])
    expect(await odd.read('archive.teams', { fields: ['name', 'archive_results'] })).toEqual([
      { name: 'Old Red', archive_results: [1] },
      { name: 'Forgotten', archive_results: [] },
    ])
    expect(await odd.ids('archive.results', { old_team_id: { name: { _eq: 'Old Red' } } })).toEqual(
      [1],
    )
  })
})
