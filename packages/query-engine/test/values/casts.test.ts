import type { Overlay } from '@relvar/schema-introspect/model'
import { type DialectName, spellValue, tableStatements } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { walk } from '../support/walk.js'

const MOMENTS = ['2024-02-29 08:30:00', '2023-12-31 23:59:59', null]

/** Columns that are read as something else than they are. */
function fixture(dialect: DialectName): readonly string[] {
  return [
    ...tableStatements(dialect, {
      name: 'cast_columns',
      columns: {
        id: 'identity',
        name: 'varchar(20)',
        flag: { type: 'integer', nullable: true, default: 1 },
        large: { type: 'bigint', nullable: true },
        exact: { type: 'decimal(5,2)', nullable: true },
        words: { type: 'varchar(100)', nullable: true },
        data: { type: 'text', nullable: true },
        moment: { type: 'timestamp', nullable: true },
      },
      rows: [
        ['yes', 1, 1n, 1, 'a,b', '{"a":[1]}', MOMENTS[0] ?? null],
        ['no', 0, 0n, 0, '', '[]', MOMENTS[1] ?? null],
        ['many', 2, -7n, 0.5, 'c', '"x"', null],
        ['none', null, null, null, null, null, null],
      ],
    }),
    `alter table cast_columns add local ${LOCAL[dialect]}`,
    ...MOMENTS.map(
      (moment, index) =>
        `update cast_columns set local = ${localValue(dialect, moment)} where id = ${index + 1}`,
    ),
  ]
}

/** The type of moments without a zone. */
const LOCAL: Readonly<Record<DialectName, string>> = {
  sqlite: 'datetime',
  postgres: 'timestamp(3)',
  cockroachdb: 'timestamp(3)',
  mariadb: 'datetime(3)',
  mysql: 'datetime(3)',
  mssql: 'datetime2(3)',
  oracle: 'timestamp(3)',
}

function localValue(dialect: DialectName, moment: string | null): string {
  const value = spellValue(dialect, 'varchar(40)', moment)
  return dialect === 'oracle' && moment !== null ? `timestamp ${value}` : value
}

const overlay: Overlay = {
  tables: {
    cast_columns: {
      columns: {
        flag: { type: 'boolean' },
        large: { type: 'boolean' },
        exact: { type: 'boolean' },
        words: { type: 'csv' },
        data: { type: 'json' },
        moment: { type: 'dateTime' },
        local: { type: 'timestamp' },
      },
    },
  },
}

describe.each(SUPPORTED)('columns that are read as something else on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const place = useFixture(dialect, fixture, { overlay })
  const kept = async (id: unknown): Promise<readonly unknown[]> => {
    const facts = `select flag, large, exact from cast_columns where id = ${Number(id)}`
    const [row = []] = await place.facts(facts)
    return row.map((each) => (each === null ? null : Number(each)))
  }

  test('are what they are read as', async () => {
    const filter = { id: { _lte: 4 } }
    expect(await place.read('cast_columns', { filter, sort: ['id'] })).toEqual([
      {
        id: 1,
        name: 'yes',
        flag: true,
        large: true,
        exact: true,
        words: ['a', 'b'],
        data: { a: [1] },
        moment: '2024-02-29T08:30:00',
        local: '2024-02-29T08:30:00.000Z',
      },
      {
        id: 2,
        name: 'no',
        flag: false,
        large: false,
        exact: false,
        words: dialect.name === 'oracle' ? null : [],
        data: [],
        moment: '2023-12-31T23:59:59',
        local: '2023-12-31T23:59:59.000Z',
      },
      {
        id: 3,
        name: 'many',
        flag: true,
        large: true,
        exact: true,
        words: ['c'],
        data: 'x',
        moment: null,
        local: null,
      },
      {
        id: 4,
        name: 'none',
        flag: null,
        large: null,
        exact: null,
        words: null,
        data: null,
        moment: null,
        local: null,
      },
    ])
  })

  test.each(['flag', 'large', 'exact'])('are found as booleans: %s', async (field) => {
    const among = { id: { _lte: 4 } }
    const found = (filter: object) => place.ids('cast_columns', { ...among, [field]: filter })
    expect(await found({ _eq: true })).toEqual([1, 3])
    expect(await found({ _eq: false })).toEqual([2])
    expect(await found({ _neq: true })).toEqual([2])
    expect(await found({ _null: true })).toEqual([4])
    await expect(
      place.session.read('cast_columns', { filter: { [field]: { _gt: 0 } } }),
    ).rejects.toMatchObject({ code: 'INVALID_QUERY' })
  })

  test('are sorted, paged and grouped as booleans', async () => {
    const filter = { id: { _lte: 4 } }
    const sort = ['flag', '-id']
    const ids = await place.list('cast_columns', 'id', { filter, sort })
    expect(ids).toEqual([2, 3, 1, 4])
    const query = { fields: ['id'], filter, sort, limit: 1 }
    const page = place.page.bind(place)
    const walked = await walk({ page, table: 'cast_columns', query, towards: 'next' })
    expect(walked.map(({ id }) => id)).toEqual([2, 3, 1, 4])
    const groups = await place.read('cast_columns', {
      filter,
      groupBy: ['flag'],
      aggregate: { count: ['*'] },
    })
    const counts = new Map(groups.map((group) => [group['flag'], group['count']]))
    expect(Object.fromEntries(counts)).toMatchObject({ true: '2', false: '1', null: '1' })
  })

  test('are found as moments', async () => {
    const found = (filter: object) => place.ids('cast_columns', { ...filter, id: { _lte: 4 } })
    expect(await found({ local: { _eq: '2024-02-29T10:30:00+02:00' } })).toEqual([1])
    expect(await found({ local: { _lt: '2024-01-01T00:00:00Z' } })).toEqual([2])
    expect(await found({ moment: { _eq: '2024-02-29T08:30:00' } })).toEqual([1])
    expect(await found({ moment: { _gte: '2024-01-01T00:00:00' } })).toEqual([1])
  })

  test('are written as what they are, alone and by many', async () => {
    const item = {
      name: 'new',
      flag: true,
      large: 'no',
      exact: 1,
      words: ['x', 'y'],
      data: { b: 1 },
      moment: '2024-05-05T05:05:05',
      local: '2024-05-05T07:05:05+02:00',
    }
    const back = {
      ...item,
      large: false,
      exact: true,
      local: '2024-05-05T05:05:05.000Z',
    }
    const fields = Object.keys(item)
    const one = await place.session.createJson('cast_columns', [item], {
      fields: ['id', ...fields],
    })
    const [made] = JSON.parse(one ?? '[]') as readonly { readonly id: number }[]
    expect(made).toEqual({ id: expect.any(Number) as number, ...back })
    expect(await kept(made?.id)).toEqual([1, 0, 1])
    const many = await place.session.createJson('cast_columns', [item, item], { fields })
    expect(JSON.parse(many ?? '[]')).toEqual([back, back])
    const keys = await place.session.create('cast_columns', [item, { name: 'bare' }])
    expect(await kept(keys[0]?.['id'])).toEqual([1, 0, 1])
    expect(await kept(keys[1]?.['id'])).toEqual([1, null, null])
  })

  test('are updated as what they are, alone and by many', async () => {
    const keys = await place.session.create('cast_columns', [{ name: 'a' }, { name: 'b' }])
    const [first, second] = keys.map(({ id }) => Number(id))
    const query = { fields: ['flag', 'exact'] }
    const text = await place.session.updateJson(
      'cast_columns',
      { keys: [first ?? 0] },
      { flag: false, exact: true },
      query,
    )
    expect(JSON.parse(text ?? '')).toEqual([{ flag: false, exact: true }])
    await place.session.updateEach('cast_columns', [
      { id: first, flag: true, large: true },
      { id: second, flag: null, large: false },
    ])
    expect(await kept(first)).toEqual([1, 1, 1])
    expect(await kept(second)).toEqual([null, 0, null])
    await place.session.upsert('cast_columns', [{ id: second, flag: true }])
    expect(await kept(second)).toEqual([1, 0, null])
  })
})
