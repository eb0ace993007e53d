import type { Column, ColumnType } from '@relvar/schema-introspect/model'
import type { DialectName } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Filter, KeyInput, ReadQuery } from '../../src/index.js'
import { allowsOperator } from '../../src/query/operators.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { COCKROACHDB, MSSQL, ORACLE } from './other-cases.js'
import { MARIADB, MYSQL } from './mariadb-cases.js'
import { POSTGRES } from './postgres-cases.js'
import { SQLITE } from './sqlite-cases.js'
import type { ValueCase } from './value-case.js'

const CASES: Readonly<Record<DialectName, readonly ValueCase[]>> = {
  sqlite: SQLITE,
  postgres: POSTGRES,
  mariadb: MARIADB,
  mysql: MYSQL,
  mssql: MSSQL,
  oracle: ORACLE,
  cockroachdb: COCKROACHDB,
}

/** Where the process takes itself to be: clocks go forward in March, in September, and never. */
const ZONES = ['America/St_Johns', 'Pacific/Auckland', 'UTC']

/** What has no order on the wire. */
const SHAPED: readonly ColumnType[] = ['json', 'array', 'geometry']
/** What `min` and `max` are refused on. */
const UNORDERED: readonly ColumnType[] = [...SHAPED, 'boolean', 'binary', 'uuid', 'unknown']

/** `v0` holds the values of the first type, `k0` has it as its key, `l0` links to that. */
function tables(dialect: DialectName): readonly string[] {
  const name = (text: string): string => (dialect === 'oracle' ? `"${text}"` : text)
  const [id, val, up, n, link] = ['id', 'val', 'up', 'n', 'link'].map(name)
  const created = CASES[dialect].flatMap(({ type, before = [], key = false }, index) => {
    const [values, keys, links] = [`v${index}`, `k${index}`, `l${index}`].map(name)
    const required = `${type.replace(/ null$/, '')} not null`
    return [
      ...before,
      `create table ${values} (${id} integer primary key, ${val} ${type}, ${up} integer references ${values} (${id}))`,
      ...(key
        ? [
            `create table ${keys} (${val} ${required} primary key, ${n} integer)`,
            `create table ${links} (${id} integer primary key, ${link} ${type}, foreign key (${link}) references ${keys} (${val}))`,
          ]
        : []),
    ]
  })
  return [...(dialect === 'postgres' ? [DATABASE_ZONE] : []), ...created]
}

/** Where the database takes its sessions to be, unless they say something else. */
const DATABASE_ZONE = `do $$ begin
  execute format('alter database %I set timezone = %L', current_database(), 'America/St_Johns');
end $$`

describe.each(SUPPORTED)('values on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  describe.each(ZONES)('with the process in %s', (zone) => {
    const { TZ: own } = process.env
    beforeAll(() => {
      process.env['TZ'] = zone
    })
    const base = useFixture(dialect, tables)
    afterAll(() => {
      if (own === undefined) delete process.env['TZ']
      else process.env['TZ'] = own
    })

    const cases = CASES[dialect.name].map((each, index) => ({ ...each, index }))
    describe.each(cases)('$type', ({ index, values, sent = values, key = false }) => {
      const table = `v${index}`
      const ids = values.map((_, n) => n + 1)
      const nullId = values.length + 1
      const columnOf = (): Column => base.schema.tables[table]?.columns[1] as Column
      const list = (query?: ReadQuery) => base.list(table, 'val', query)

      if (dialect.skip === null) {
        beforeAll(async () => {
          const rows = sent.map((val, n) => ({ id: n + 1, val, up: n + 1 }))
          await base.session.create(table, [...rows, { id: nullId }])
        })
      }

      test('reads what was written, at the top and below', async () => {
        expect(await list()).toEqual([...values, null])
        const below = await base.read(table, { fields: ['up.val'], limit: values.length })
        expect(below.map((row) => (row['up'] as { val: unknown }).val)).toEqual(values)
      })

      test('writes what was read', async () => {
        const read = await base.session.read(table, { fields: ['id', 'val'] })
        await base.session.updateEach(table, read)
        expect(await list()).toEqual([...values, null])
        await base.session.update(table, { keys: [nullId] }, { val: values[0] })
        expect((await list()).at(-1)).toEqual(values[0])
        await base.session.update(table, { keys: [nullId] }, { val: null })
      })

      /** As text: JSON numbers beyond 2^53 are refused in filters, as many are not what was meant. */
      const compared = values
        .map((val, n) => [typeof val === 'number' ? String(val) : val, n + 1] as const)
        .filter(([val]) => val !== '')
      const can = (operator: string): boolean => allowsOperator(columnOf(), operator)
      const expectFound = async (filter: Filter, expected: readonly number[]): Promise<void> => {
        expect(await base.ids(table, { val: filter }), JSON.stringify(filter)).toEqual(expected)
      }

      test('is found by the operators of its type', async () => {
        const type = columnOf().type
        for (const [val, id] of SHAPED.includes(type) ? [] : compared) {
          const others = ids.filter((other) => other !== id)
          await expectFound({ _eq: val }, [id])
          await expectFound({ _neq: val }, others)
          if (can('_in')) {
            await expectFound({ _in: [val] }, [id])
            await expectFound({ _nin: [val] }, others)
          }
          if (can('_lt')) {
            await expectFound(
              { _lt: val },
              ids.filter((n) => n < id),
            )
            await expectFound(
              { _lte: val },
              ids.filter((n) => n <= id),
            )
            await expectFound(
              { _gt: val },
              ids.filter((n) => n > id),
            )
            await expectFound(
              { _gte: val },
              ids.filter((n) => n >= id),
            )
            await expectFound({ _between: [val, val] }, [id])
            await expectFound({ _nbetween: [val, val] }, others)
          }
          for (const operator of ['_contains', '_starts_with', '_iends_with'].filter(can))
            expect(await base.ids(table, { val: { [operator]: val } }), operator).toContain(id)
        }
        await expectFound({ _null: true }, [nullId])
        await expectFound({ _nnull: true }, ids)
        if (can('_nempty'))
          await expectFound(
            { _nempty: true },
            compared.map(([, id]) => id),
          )
      })

      test('is sorted, grouped and aggregated by', async () => {
        const { type } = columnOf()
        const read = (query: ReadQuery) => base.read(table, query)
        const count = { val: String(values.length) }
        expect(await read({ aggregate: { count: ['val'] } })).toEqual([{ count }])
        if (SHAPED.includes(type)) return
        expect(await read({ aggregate: { countDistinct: ['val'] } })).toEqual([
          { countDistinct: count },
        ])
        expect(await list({ sort: ['val'] })).toEqual([...values, null])
        expect(await list({ sort: ['-val'] })).toEqual([null, ...values.toReversed()])
        const groups = await read({ groupBy: ['val'], sort: ['val'] })
        expect(groups).toEqual([...values, null].map((val) => ({ val })))
        if (UNORDERED.includes(type)) return
        expect(await read({ aggregate: { min: ['val'], max: ['val'] } })).toEqual([
          { min: { val: values[0] }, max: { val: values.at(-1) } },
        ])
      })

      if (!key) return
      test('is a key as it stands in a URL, and a link to it', async () => {
        await base.session.create(
          `k${index}`,
          sent.map((val, n) => ({ val, n })),
        )
        await base.session.create(
          `l${index}`,
          sent.map((val, n) => ({ id: n + 1, link: val })),
        )
        for (const [n, val] of values.entries()) {
          expect(await base.session.readOne(`k${index}`, String(val))).toEqual({ val, n })
          const changed = { n: n + 100 }
          const keys = [val as KeyInput]
          expect(await base.session.update(`k${index}`, { keys }, changed)).toEqual([{ val }])
          const linked = await base.read(`l${index}`, { fields: ['link.n'] }, { keys: [n + 1] })
          expect(linked).toEqual([{ link: changed }])
        }
      })
    })
  })
})
