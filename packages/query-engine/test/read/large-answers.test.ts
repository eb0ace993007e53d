import { type DialectName, insertStatements } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../../src/index.js'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const NUMBERS: Readonly<Record<string, string>> = {
  sqlite:
    'with recursive c(n) as (select 1 union all select n + 1 from c where n < 30000) select n from c',
  postgres: 'select n from generate_series(1, 30000) as n',
  mariadb: 'select seq as n from seq_1_to_30000',
  mysql:
    'select a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 1 as n from digits a, digits b, digits c, digits e, (select 0 as d union all select 1 union all select 2) f',
  mssql:
    'select top (30000) row_number() over (order by (select null)) as n from sys.all_columns a cross join sys.all_columns b',
  oracle: 'select level as "n" from dual connect by level <= 30000',
}

/** A thousand letters. */
const TEXTS: Readonly<Record<string, string>> = {
  sqlite: `printf('%01000d', n)`,
  mssql: `replicate('x', 1000)`,
}

/** One parent with 30,000 children of a kilobyte each. */
function family(dialect: DialectName): string[] {
  const digits = Array.from({ length: 10 }, (_, index) => String(index))
  const numbers = NUMBERS[dialect] ?? NUMBERS['postgres']
  return [
    'create table parents (id integer primary key)',
    'create table children (id integer primary key, parent_id integer not null, body varchar(1000), foreign key (parent_id) references parents (id))',
    'create index children_parent on children (parent_id, id)',
    'create table digits (d integer primary key)',
    ...insertStatements(dialect, 'digits', digits),
    ...insertStatements(dialect, 'parents', ['1', '2']),
    dialect === 'oracle'
      ? `insert into "children" select "n", 1, rpad('x', 1000, 'x') from (${numbers})`
      : `insert into children select n, 1, ${TEXTS[dialect] ?? `repeat('x', 1000)`} from (${numbers}) as numbers`,
  ]
}

describe.each(SUPPORTED)('large answers on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const db = useFixture(dialect, family)

  test('hold lists of megabytes in whole', async () => {
    const query = {
      fields: ['children.id', 'children.body'],
      deep: { children: { _limit: 5_000 } },
    }
    const [row] = await db.read('parents', query, { keys: [1] })
    const children = row?.['children'] as Row[]
    expect(children).toHaveLength(5_000)
    expect(children.at(-1)).toMatchObject({ id: 5_000 })
    expect(String(children.at(-1)?.['body'])).toHaveLength(1_000)
  })

  test('come whole or not at all', async () => {
    const query = { fields: ['children.id', 'children.body'], deep: { children: { _limit: -1 } } }
    for (const read of [
      async () => (await db.session.readPage('parents', query)).data,
      async () => JSON.parse((await db.session.readJson('parents', query)).data) as Row[],
    ]) {
      // MariaDB bounds one value by max_allowed_packet, and cuts what is longer.
      if (dialect.name === 'mariadb') {
        await expect(read()).rejects.toThrow(InvalidQueryError)
        continue
      }
      const [first, second] = await read()
      expect(first?.['children']).toHaveLength(30_000)
      expect(second).toEqual({ children: [] })
    }
  })

  test('come whole or not at all within others', async () => {
    const long = { children: { _limit: -1 } }
    const query = {
      fields: ['children.parent_id.children.body'],
      deep: { children: { _limit: 1, parent_id: long } },
    }
    const read = async () =>
      JSON.parse((await db.session.readJson('parents', query, { keys: [1] })).data) as Row[]
    if (dialect.name === 'mariadb') {
      await expect(read()).rejects.toThrow('A list is longer than the database can hand over')
      return
    }
    const [parent] = await read()
    const children = parent?.['children'] as readonly { parent_id: Row }[]
    expect(children[0]?.parent_id['children']).toHaveLength(30_000)
  })

  test('are streamed row by row', async () => {
    let rows = 0
    for await (const row of db.session.stream('children', { limit: -1 })) {
      rows += 1
      expect(row['id']).toBe(rows)
    }
    expect(rows).toBe(30_000)
  })
})
