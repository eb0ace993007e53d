import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DialectName } from '@relvar/test-databases'
import type { Key } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** The parts that a careless condition mixes up: equal halves, separators, digits as text. */
const PARTS = ['a', 'b', 'a,b', ',', '%', '%2C', '_', '', '1', '01', `'`, '\\', 'ä'] as const
const number = fc.integer({ min: -3, max: 3 })
const day = fc.constantFrom('2023-12-31', '2024-01-01', '2024-02-29')

function keysOf(dialect: DialectName): fc.Arbitrary<Key> {
  // Oracle's empty text is NULL, which no key holds.
  const parts = PARTS.filter((part) => part !== '' || dialect !== 'oracle')
  return fc.record({ n: number, c: fc.constantFrom(...parts), d: day, m: number })
}

const ROUNDS = 1_000

/** Where text is not compared to the letter unless a collation says so. */
const EXACT: Readonly<Partial<Record<DialectName, string>>> = {
  mariadb: 'varchar(20) character set utf8mb4 collate utf8mb4_bin',
  mysql: 'varchar(20) character set utf8mb4 collate utf8mb4_bin',
  mssql: 'nvarchar(20) collate Latin1_General_100_BIN2',
}

function quadTable(dialect: DialectName): string[] {
  const exact = EXACT[dialect] ?? 'varchar(20)'
  return [
    `create table quad (n integer not null, c ${exact} not null, d date not null, m integer not null, v integer not null, primary key (m, c, n, d))`,
  ]
}

describe.each(SUPPORTED)('composite keys on $name', (dialect) => {
  const quad = useFixture(dialect, quadTable)
  const test = it.skipIf(dialect.skip)
  const drawn = fc.sample(
    fc.uniqueArray(keysOf(dialect.name), {
      minLength: ROUNDS,
      maxLength: ROUNDS,
      selector: keyText,
    }),
    {
      numRuns: 1,
      seed: 20_261_122,
    },
  )[0] as readonly Key[]

  beforeAll(async () => {
    if (dialect.skip !== null) return
    const made = await quad.session.create(
      'quad',
      drawn.map((key) => ({ ...key, v: 0 })),
    )
    expect(made.map(keyText)).toEqual(drawn.map(keyText))
  })

  test('1,000 random ones each change exactly one row', async () => {
    for (const [index, key] of drawn.entries()) {
      const input = index % 2 === 0 ? key : keyText(key)
      const done = await quad.session.update('quad', { keys: [input] }, { v: index + 1 })
      expect(done.map(keyText)).toEqual([keyText(key)])
    }
    const rows = await quad.facts('select v, count(*) as n from quad group by v order by v')
    expect(rows).toEqual(drawn.map((_, index) => [index + 1, 1]))
    const all = await quad.session.read('quad', { limit: -1, sort: ['v'] })
    expect(all.map((row) => keyText(row as Key))).toEqual(drawn.map(keyText))
  })

  test('1,000 random ones each get a value of their own at once', async () => {
    const items = drawn.map((key, index) => ({ ...key, v: -index }))
    const done = await quad.session.updateEach('quad', items)
    expect(done.map(keyText)).toEqual(drawn.map(keyText))
    const all = await quad.session.read('quad', { limit: -1, sort: ['-v'] })
    expect(all.map((row) => keyText(row as Key))).toEqual(drawn.map(keyText))
  })

  test('1,000 random ones each delete exactly one row', async () => {
    let left = ROUNDS
    for (const [index, key] of drawn.entries()) {
      const input = index % 2 === 0 ? keyText(key) : key
      expect(await quad.session.delete('quad', { keys: [input] })).toHaveLength(1)
      expect(await quad.session.delete('quad', { keys: [input] })).toHaveLength(0)
      left -= 1
      if (index % 100 === 0) expect(await quad.facts('select count(*) from quad')).toEqual([[left]])
    }
    expect(await quad.facts('select count(*) from quad')).toEqual([[0]])
  })

  afterAll(() => expect(drawn).toHaveLength(ROUNDS))
})

/** As the wire writes it. */
function keyText(key: Key): string {
  const parts = [key['m'], key['c'], key['n'], key['d']].map(String)
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',')
}
