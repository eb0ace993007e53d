import { describe, expect, it } from 'vitest'
import type { Filter, ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

const TABLES = [
  'create table papers (id integer not null primary key, kind integer, price integer, title varchar(20), secret integer)',
  "insert into papers (id, kind, price, title, secret) values (1, 1, 10, 'a', 5)",
  "insert into papers (id, kind, price, title, secret) values (2, 2, 20, 'b', 6)",
  "insert into papers (id, kind, price, title, secret) values (3, 1, 30, 'c', 7)",
  "insert into papers (id, kind, price, title, secret) values (4, null, 40, 'd', 8)",
  "insert into papers (id, kind, price, title, secret) values (5, 1, null, 'e', 9)",
  'create table pages (id integer not null primary key, paper integer not null references papers (id), number integer)',
  ...[1, 2, 3, 4].map(
    (id) => `insert into pages (id, paper, number) values (${id}, ${id}, ${id * 10})`,
  ),
]

const ofKind: Filter = { kind: { _eq: 1 } }
const cheap: Filter = { id: { _lte: 4 } }
/** Prices and titles of one kind only, and nobody's secret. */
const policy = policyOf({
  papers: {
    read: {
      rows: { _or: [ofKind, cheap] },
      fields: { id: {}, price: ofKind, title: ofKind, kind: cheap, pages: {} },
    },
  },
  pages: { read: { fields: { id: {}, number: { id: { _lte: 2 } }, paper: {} } } },
})

describe.each(SUPPORTED)('masks of what is compared on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const papers = useFixture(dialect, () => TABLES)
  const read = (query: ReadQuery) => papers.with({ policy }).read('papers', query)
  /** How often a statement compares a column with a value. */
  const comparisons = (query: ReadQuery, column: string): number => {
    const { sql } = papers.with({ policy }).explain('papers', query)
    return sql.split(new RegExp(`[."\`\\[]${column}["\`\\]] =`, 'i')).length - 1
  }

  test('are asked once, and not again by what is selected', async () => {
    const filter = { _and: [{ price: { _gte: 10 } }, { price: { _lt: 40 } }] }
    const query = { filter, fields: ['id', 'price', 'title'], sort: ['id'] }
    expect(await read(query)).toEqual([
      { id: 1, price: 10, title: 'a' },
      { id: 3, price: 30, title: 'c' },
    ])
    expect(comparisons(query, 'kind')).toBe(1)
    // SQLite asks it of a row once, for all that is selected.
    const unasked = comparisons({ fields: ['id', 'price', 'title'] }, 'kind')
    expect(unasked).toBe(dialect.name === 'sqlite' ? 2 : 3)
  })

  test('leave those of other rules as they are', async () => {
    const query = { filter: { price: { _gte: 10 } }, fields: ['id', 'kind'], sort: ['id'] }
    expect(await read(query)).toEqual([
      { id: 1, kind: 1 },
      { id: 3, kind: 1 },
    ])
    const ofOther = { filter: { kind: { _eq: 1 } }, fields: ['id', 'price'], sort: ['id'] }
    expect(await read(ofOther)).toEqual([
      { id: 1, price: 10 },
      { id: 3, price: 30 },
    ])
  })

  test('stay where a row may be found in another way', async () => {
    const either = { _or: [{ price: { _gte: 20 } }, { id: { _eq: 2 } }] }
    expect(await read({ filter: either, fields: ['id', 'price'], sort: ['id'] })).toEqual([
      { id: 2, price: null },
      { id: 3, price: 30 },
    ])
    const none = { price: { _null: true } }
    expect(await read({ filter: none, fields: ['id', 'price', 'title'], sort: ['id'] })).toEqual([
      { id: 2, price: null, title: null },
      { id: 4, price: null, title: null },
      { id: 5, price: null, title: 'e' },
    ])
  })

  test('hide what is negated as well', async () => {
    for (const filter of [{ price: { _nin: [10] } }, { price: { _neq: 10 } }])
      expect(await read({ filter, fields: ['id', 'title'] })).toEqual([{ id: 3, title: 'c' }])
    const outside = { price: { _nbetween: [25, 100] } }
    expect(await read({ filter: outside, fields: ['id', 'title'] })).toEqual([
      { id: 1, title: 'a' },
    ])
  })

  test('are those of groups and aggregates too', async () => {
    const filter = { price: { _gte: 10 } }
    expect(await read({ filter, aggregate: { count: ['*'], max: ['price'] } })).toEqual([
      { count: '2', max: { price: 30 } },
    ])
    expect(
      await read({ filter, aggregate: { count: ['*'] }, groupBy: ['title'], sort: ['title'] }),
    ).toEqual([
      { title: 'a', count: '1' },
      { title: 'c', count: '1' },
    ])
  })

  test('are those of each level', async () => {
    const query = {
      filter: { price: { _gte: 10 } },
      fields: ['id', { pages: ['id', 'number'] }],
      deep: { pages: { _filter: { number: { _gte: 10 } } } },
      sort: ['id'],
    }
    expect(await read(query)).toEqual([
      { id: 1, pages: [{ id: 1, number: 10 }] },
      { id: 3, pages: [] },
    ])
  })

  test('that nobody passes find no row', async () => {
    const nobody = policyOf({
      papers: { read: { fields: { id: {}, title: { id: { _in: [] } }, price: {} } } },
    })
    const session = papers.with({ policy: nobody })
    const query = { filter: { title: { _neq: 'x' } }, fields: ['id', 'title'] }
    expect(await session.read('papers', query)).toEqual([])
    const counted = { filter: query.filter, aggregate: { count: ['*'] } } as const
    expect(await session.read('papers', counted)).toEqual([{ count: '0' }])
  })
})
