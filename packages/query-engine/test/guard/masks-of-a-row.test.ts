import { describe, expect, it } from 'vitest'
import type { Filter, ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf, type Rule } from '../support/rules.js'

const TABLES = [
  'create table papers (id integer not null primary key, kind integer, price integer, title varchar(20), size integer, tone varchar(20))',
  "insert into papers values (1, 1, 10, 'a', 100, 'x')",
  "insert into papers values (2, 2, 20, 'b', 200, 'y')",
  "insert into papers values (3, 1, 30, 'c', 300, 'z')",
  "insert into papers values (4, null, 40, 'd', 400, null)",
  'create table pages (id integer not null primary key, paper integer references papers (id))',
  ...[1, 2, 3, 4].map((id) => `insert into pages (id, paper) values (${id}, ${5 - id})`),
]
const ofKind: Filter = { kind: { _eq: 1 } }
const late: Filter = { id: { _gte: 3 } }
const ofTone: Filter = { tone: { _eq: 'y' } }

const ROWS: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {
  1: { id: 1, price: 10, title: 'a', size: null, tone: null },
  2: { id: 2, price: null, title: null, size: null, tone: null },
  3: { id: 3, price: 30, title: 'c', size: 300, tone: 'z' },
  4: { id: 4, price: null, title: null, size: 400, tone: null },
}

describe.each(SUPPORTED)('masks of several columns of a row on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const papers = useFixture(dialect, () => TABLES)
  const two = { id: {}, price: ofKind, title: ofKind, size: late, tone: late }

  const under = (fields: Rule['fields']) =>
    papers.with({
      policy: policyOf({ papers: { read: { fields } }, pages: { read: { fields: '*' } } }),
    })
  async function json(fields: Rule['fields'], table: string, query: ReadQuery): Promise<unknown> {
    return JSON.parse((await under(fields).readJson(table, query)).data)
  }

  test('hide each of them where its own rule says', async () => {
    expect(await json(two, 'papers', { sort: ['id'] })).toEqual(Object.values(ROWS))
  })

  test('hide them in rows that links lead to', async () => {
    const query = { fields: ['id', { paper: ['*'] }], sort: ['id'] }
    expect(await json(two, 'pages', query)).toEqual(
      [1, 2, 3, 4].map((id) => ({ id, paper: { ...ROWS[5 - id] } })),
    )
  })

  test('hide them in lists', async () => {
    const fields = { ...two, pages: {} }
    const query = { fields: ['id', { paper: ['id', { pages: [{ paper: ['*'] }] }] }], sort: ['id'] }
    expect(await json(fields, 'pages', query)).toEqual(
      [1, 2, 3, 4].map((id) => ({
        id,
        paper: { id: 5 - id, pages: [{ paper: { ...ROWS[5 - id] } }] },
      })),
    )
  })

  test('of more rules than two hide each as well', async () => {
    const fields = { id: {}, price: ofKind, title: ofTone, size: late, tone: ofKind }
    expect(await json(fields, 'papers', { sort: ['id'] })).toEqual([
      { id: 1, price: 10, title: null, size: null, tone: 'x' },
      { id: 2, price: null, title: 'b', size: null, tone: null },
      { id: 3, price: 30, title: null, size: 300, tone: 'z' },
      { id: 4, price: null, title: null, size: 400, tone: null },
    ])
  })

  test('are asked of each row once where they take longer than what they hide', () => {
    const { sql } = under({ id: {}, price: ofKind, title: ofKind, size: ofKind }).explain('papers')
    const asked = sql.split(/[."`[]kind["`\]] =/i).length - 1
    expect(asked).toBe(dialect.name === 'sqlite' ? 1 : 3)
  })
})
