import type { Overlay } from '@relvar/schema-introspect/model'
import { type DialectName, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidQueryError } from '../../src/index.js'
import type { Filter } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** Columns of `every_type`. Oracle has no type for a time of day. */
const TIMES: Readonly<Partial<Record<DialectName, string>>> = {
  sqlite: 'c_time',
  postgres: 'c_time_0',
  mariadb: 'c_time',
  mysql: 'c_time',
}

const MOMENTS: Readonly<Record<DialectName, string>> = {
  sqlite: 'c_timestamp',
  postgres: 'c_timestamptz',
  cockroachdb: 'c_timestamptz',
  mariadb: 'c_timestamp_6',
  mysql: 'c_timestamp_6',
  mssql: 'c_datetimeoffset',
  oracle: 'c_timestamp_tz',
}

const VALUES: Readonly<Record<string, unknown>> = {
  _in: [1],
  _nin: [1],
  _between: [1, 2],
  _nbetween: [1, 2],
  _null: true,
  _nnull: true,
  _empty: true,
  _nempty: true,
}

const TEXT = [
  '_contains',
  '_ncontains',
  '_icontains',
  '_starts_with',
  '_nstarts_with',
  '_istarts_with',
  '_nistarts_with',
  '_ends_with',
  '_nends_with',
  '_iends_with',
  '_niends_with',
]
const SIZE = ['_lt', '_lte', '_gt', '_gte', '_between', '_nbetween']
const EMPTY = ['_empty', '_nempty']
const NEVER = [
  '_nicontains',
  '_ieq',
  '_nieq',
  '_regex',
  '_submitted',
  '_intersects',
  '_nintersects',
  '_intersects_bbox',
  '_some',
  '_none',
]

/** What each type refuses, by the table of the reference. */
const REFUSED: readonly (readonly [table: string, field: string, operators: readonly string[]])[] =
  [
    ['products', 'name', [...SIZE, '_json', ...NEVER]],
    ['customers', 'notes', [...SIZE, '_json', ...NEVER]],
    ['products', 'id', [...TEXT, ...EMPTY, '_json', ...NEVER]],
    ['products', 'price', [...TEXT, ...EMPTY, '_json', ...NEVER]],
    ['products', 'weight', [...TEXT, ...EMPTY, '_json', ...NEVER]],
    ['customers', 'loyalty_points', [...TEXT, ...EMPTY, '_json', ...NEVER]],
    ['sales', 'sold_on', [...TEXT, ...EMPTY, '_json', ...NEVER]],
    ['products', 'active', [...TEXT, ...SIZE, ...EMPTY, '_in', '_nin', '_json', ...NEVER]],
    [
      'products',
      'attributes',
      [...TEXT, ...SIZE, ...EMPTY, '_eq', '_neq', '_in', '_nin', ...NEVER],
    ],
  ]

const overlay: Overlay = {
  tables: { customers: { columns: { email: { traits: { secret: 'conceal' } } } } },
}

describe.each(SUPPORTED)('operators by type on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture, { overlay })

  for (const [table, field, operators] of REFUSED) {
    test(`refuses ${operators.length} operators on ${table}.${field}`, async () => {
      for (const operator of operators) {
        const filter = { [field]: { [operator]: VALUES[operator] ?? 1 } }
        const reading = shop.session.read(table, { filter })
        await expect(reading, operator).rejects.toThrow(InvalidQueryError)
      }
    })
  }

  test('lets a concealed field be compared with null only, and sorted or grouped by not at all', async () => {
    expect(await shop.ids('customers', { email: { _null: true } })).toEqual([4, 5])
    expect(await shop.ids('customers', { email: { _empty: true } })).toEqual([4, 5])
    const refused: readonly Filter[] = [
      { email: { _eq: 'ada@example.com' } },
      { email: { _contains: 'a' } },
      { email: { _in: ['a'] } },
    ]
    for (const filter of refused) {
      await expect(shop.session.read('customers', { filter })).rejects.toThrow(InvalidQueryError)
    }
    await expect(shop.session.read('customers', { sort: ['email'] })).rejects.toThrow(
      InvalidQueryError,
    )
    await expect(shop.session.read('customers', { groupBy: ['email'] })).rejects.toThrow(
      InvalidQueryError,
    )
    await expect(shop.session.read('customers', { aggregate: { max: ['email'] } })).rejects.toThrow(
      InvalidQueryError,
    )
  })

  test('conceals at every depth, and in search', async () => {
    expect(await shop.list('customers', 'email', { filter: { id: { _in: [1, 4] } } })).toEqual([
      '**********',
      null,
    ])
    const [sale] = await shop.read('sales', { fields: ['customer_id.email'], limit: 1 })
    expect(sale).toEqual({ customer_id: { email: '**********' } })
    expect(await shop.ids('customers', undefined, { search: 'ada@example' })).toEqual([])
  })
})

describe.each(SUPPORTED)('filters on rarer types on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const odd = useFixture(dialect, odditiesFixture)

  test('compares UUIDs in any case, and refuses what is none', async () => {
    const id = 'FFFFFFFF-ffff-4fff-bfff-ffffffffffff'
    expect(await odd.list('uuid_key', 'name', { filter: { id: { _eq: id } } })).toEqual(['last'])
    expect(await odd.list('uuid_key', 'name', { filter: { id: { _neq: id } } })).toEqual([
      'one',
      null,
    ])
    await expect(
      odd.session.read('uuid_key', { filter: { id: { _eq: 'no uuid' } } }),
    ).rejects.toThrow(InvalidQueryError)
    await expect(odd.session.read('uuid_key', { filter: { id: { _gt: id } } })).rejects.toThrow(
      InvalidQueryError,
    )
  })

  test('compares enum values as text', async () => {
    const ids = (filter: Filter): Promise<unknown> => odd.ids('enumerated', { mood: filter })
    expect(await ids({ _eq: `it's fine` })).toEqual([2])
    expect(await ids({ _in: ['sad', 'ok'] })).toEqual([1])
    expect(await ids({ _neq: 'sad' })).toEqual([2])
    expect(await ids({ _starts_with: 'sa' })).toEqual([1])
    expect(await ids({ _icontains: 'FINE' })).toEqual([2])
    expect(await ids({ _empty: true })).toEqual([3])
  })

  test('compares a number that no row can hold', async () => {
    expect(await odd.ids('teams', { id: { _eq: 3_000_000_000 } })).toEqual([])
    expect(await odd.ids('teams', { id: { _lt: '9223372036854775807' } })).toEqual([1, 2, 3])
    expect(await odd.ids('teams', { id: { _gt: '-9223372036854775808' } })).toEqual([1, 2, 3])
    expect(await odd.ids('teams', { id: { _in: [1, 3_000_000_000] } })).toEqual([1])
    expect(await odd.session.readOne('teams', '3000000000')).toBeNull()
    expect(await odd.ids('teams', undefined, { search: '3000000000' })).toEqual([])
    expect(await odd.ids('teams', undefined, { search: '9999999999999999999' })).toEqual([])
  })

  test('refuses whole numbers beyond 64 bits', async () => {
    const filter = { id: { _lt: '99999999999999999999' } }
    await expect(odd.session.read('teams', { filter })).rejects.toThrow(InvalidQueryError)
    await expect(odd.session.readOne('teams', '99999999999999999999')).rejects.toThrow(
      ForbiddenError,
    )
  })

  // Of whole seconds: those of the others have fractions.
  const time = TIMES[dialect.name] ?? ''
  const noTime = time === '' ? `${dialect.name}: no column of times without a date` : null
  it('compares times without a date', skipFor(dialect.skip ?? noTime), async () => {
    expect(await odd.ids('every_type', { [time]: { _eq: '12:34:56' } })).toEqual([1])
    expect(await odd.ids('every_type', { [time]: { _gt: '12:34' } })).toEqual([1, 2])
    await expect(
      odd.session.read('every_type', { filter: { [time]: { _eq: '12:60:00' } } }),
    ).rejects.toThrow(InvalidQueryError)
  })

  test('compares dates without a time', async () => {
    expect(await odd.ids('every_type', { c_date: { _eq: '2024-02-29' } })).toEqual([1])
  })

  test('compares moments in any zone, and those without one in UTC', async () => {
    const column = MOMENTS[dialect.name]
    // Written as 12:34:56 two hours ahead of UTC where the type has a zone.
    const hour = ['sqlite', 'mariadb', 'mysql'].includes(dialect.name) ? 12 : 10
    expect(
      await odd.ids('every_type', {
        [column]: { _lt: `2024-02-29T${hour + 2}:00:00+02:00`, _gt: '2000-01-01' },
      }),
    ).toEqual([])
    expect(
      await odd.ids('every_type', {
        [column]: { _lt: `2024-02-29T${hour}:35:00`, _gt: '2000-01-01' },
      }),
    ).toEqual([1])
  })
})
