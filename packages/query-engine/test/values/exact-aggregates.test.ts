import type { DialectName } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const LARGE = '9223372036854775807'

function tables(dialect: DialectName): readonly string[] {
  const bigint = dialect === 'oracle' ? 'number(19)' : 'bigint'
  return [
    `create table amounts (id integer primary key, price decimal(10,2), large ${bigint}, wide decimal(14,4), g integer)`,
  ]
}

const ROWS = [
  ...Array.from({ length: 10 }, (_, n) => ({
    price: '0.10',
    large: LARGE,
    wide: '0.0001',
    g: n % 3,
  })),
  { price: '-99999999.99', large: `-${LARGE}`, wide: '-9999999999.9999', g: 4 },
  { price: '0.29', large: '-1', wide: '1', g: 5 },
  { price: '99999999.98', large: '-999999999', wide: '0.5', g: 5 },
].map((row, index) => ({ id: index + 1, ...row }))

/** What a double could not hold, or would round on its way. */
describe.each(SUPPORTED)('sums and averages on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const base = useFixture(dialect, tables)

  const read = async (aggregate: ReadQuery['aggregate'], query: ReadQuery = {}) => {
    if ((await base.list('amounts', 'id')).length === 0) await base.session.create('amounts', ROWS)
    return base.read('amounts', { ...query, ...(aggregate && { aggregate }) })
  }

  /** The one value of one aggregate. */
  const only = async (aggregate: ReadQuery['aggregate'], ids: readonly number[]) => {
    const [row] = await read(aggregate, { filter: { id: { _in: ids } } })
    const [members] = Object.values(row ?? {})
    return Object.values(members as Record<string, unknown>)[0]
  }

  test('of ten times 0.10 are 1.00 and 0.10', async () => {
    const ten = ROWS.slice(0, 10).map(({ id }) => id)
    expect(await only({ sum: ['price'] }, ten)).toBe('1.00')
    expect(await only({ sum: ['wide'] }, ten)).toBe('0.0010')
    expect(await only({ avg: ['price'] }, ten)).toMatch(/^0\.10+$/)
  })

  test('go beyond 64 bits, up and down', async () => {
    const sum = (...ids: readonly number[]) => only({ sum: ['large'] }, ids)
    expect(await sum(1)).toBe(LARGE)
    expect(await sum(1, 2, 3)).toBe('27670116110564327421')
    expect(await sum(1, 2, 12)).toBe('18446744073709551613')
    expect(await sum(1, 2, 13)).toBe('18446744072709551615')
    expect(await sum(11, 12, 13)).toBe('-9223372037854775807')
    expect(await sum(1, 11)).toBe('0')
    expect(await sum(12)).toBe('-1')
  })

  test('are those of negative numbers, and of none', async () => {
    const filter = { id: { _gt: 10 } }
    expect(await read({ sum: ['price', 'wide'] }, { filter })).toEqual([
      { sum: { price: '0.28', wide: '-9999999998.4999' } },
    ])
    expect(await read({ sum: ['price'], avg: ['wide'] }, { filter: { id: { _gt: 99 } } })).toEqual([
      { sum: { price: null }, avg: { wide: null } },
    ])
  })

  test('round what has no end at its last digit', async () => {
    expect(await only({ avg: ['id'] }, [1, 2, 5])).toMatch(/^2\.6{10,}7$/)
    expect(await only({ avg: ['large'] }, [12, 13])).toMatch(/^-500000000(\.0+)?$/)
  })

  test('are sorted by size, not as text', async () => {
    const query = { groupBy: ['g'], sort: ['sum.price'] }
    const rows = await read({ sum: ['price'] }, query)
    expect(rows.map((row) => (row['sum'] as { price: string }).price)).toEqual([
      '-99999999.99',
      '0.30',
      '0.30',
      '0.40',
      '100000000.27',
    ])
  })
})
