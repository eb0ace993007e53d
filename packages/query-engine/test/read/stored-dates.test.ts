import { DIALECTS } from '@relvar/test-databases'
import fc from 'fast-check'
import { CompiledQuery, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import {
  allowAll,
  anonymous,
  createEngine,
  type Filter,
  type ReadQuery,
  type Session,
} from '../../src/index.js'
import { useFixture } from '../support/fixture.js'

/** Days around which the stored values and the bounds gather, edges of the calendar among them. */
const days = ['0000-01-01', '1999-12-31', '2000-01-01', '2023-02-28', '2023-03-01', '9999-12-31']

const day = fc
  .tuple(fc.constantFrom(...days), fc.integer({ min: -6, max: 6 }))
  .map(([text, shift]) => new Date(Date.parse(text) + shift * 86_400_000))
  .filter((date) => date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999)
const moment = fc
  .tuple(day, fc.integer({ min: 0, max: 86_399_999 }))
  .map(([date, time]) => new Date(date.getTime() + time).toISOString())
  .filter((text) => text.length === 24)

/** Every form that a date is stored in, and some that are none. */
const stored: fc.Arbitrary<string | number> = fc.oneof(
  moment,
  moment.map((text) => text.slice(0, 10)),
  moment.map((text) => text.slice(0, 19).replace('T', ' ')),
  moment.map((text) => text.slice(0, 16)),
  fc
    .tuple(moment, fc.constantFrom('+14:59', '-14:59', '+02:00', '-00:30'))
    .map(([text, zone]) => text.slice(0, 23) + zone),
  moment.map((text) => Date.parse(text)),
  moment.map((text) => Date.parse(text) + 0.5),
  fc.constantFrom<string | number>(
    '2023-02-31 24:59-14:59',
    '2023-03-01 00:00+14:59',
    'now',
    '12:30',
    '',
    ' 2023-03-01',
    '-0001-01-01',
    'soon',
    ':',
    '2460000.5',
    '20230301',
    0,
    -1,
    1e300,
  ),
)

/** Texts that are nearly dates. */
const misspelt = fc
  .tuple(
    stored.filter((value) => typeof value === 'string'),
    fc.nat(24),
    fc.nat(1),
    fc.constantFrom('', '0', '1', '9', ':', '-', ' ', 'T', 'Z', '.', 'é'),
  )
  .map(([text, at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut))

/** Without the moments that a time zone puts before the year 0, of which `strftime` says -001. */
const sinceYearZero = fc
  .oneof(stored, misspelt)
  .filter((value) => typeof value !== 'string' || !/^0000-01-01.*\+/.test(value))

const columns = { day: 'date', made: 'timestamp', noted: 'datetime' } as const
type Column = keyof typeof columns

const dialect = DIALECTS.find(({ name }) => name === 'sqlite')
if (dialect === undefined) throw new Error('SQLite is always there.')

describe('stored dates on sqlite', () => {
  const db = useFixture(dialect, () => [
    'create table plain (id integer primary key, day date, made timestamp, noted datetime)',
    'create table indexed (id integer primary key, day date, made timestamp collate nocase, noted datetime)',
    ...Object.keys(columns).map((name) => `create index indexed_${name} on indexed (${name} desc)`),
  ])

  it.skipIf(dialect.skip)('are found by an index as they are found without one', async () => {
    const operators = ['_lt', '_lte', '_gt', '_gte', '_eq', '_between'] as const
    await fc.assert(
      fc.asyncProperty(
        fc.array(stored, { minLength: 1, maxLength: 12 }),
        fc.constantFrom<Column>('day', 'made', 'noted'),
        fc.constantFrom(...operators),
        moment,
        moment,
        async (values, column, operator, one, other) => {
          await fill(column, values)
          const bound = (text: string): string =>
            columns[column] === 'date'
              ? text.slice(0, 10)
              : columns[column] === 'datetime'
                ? text.slice(0, 19)
                : text
          const operand = operator === '_between' ? [one, other].toSorted().map(bound) : bound(one)
          const filter = { [column]: { [operator]: operand } }
          expect(await db.ids('indexed', filter)).toEqual(await db.ids('plain', filter))
        },
      ),
      { numRuns: 400 },
    )
  })

  it.skipIf(dialect.skip)('are compared as the moments that they are', async () => {
    const operators = {
      _lt: (one: number, other: number) => one < other,
      _lte: (one: number, other: number) => one <= other,
      _gt: (one: number, other: number) => one > other,
      _gte: (one: number, other: number) => one >= other,
      _eq: (one: number, other: number) => one === other,
    }
    const second = fc.constantFrom(
      '2023-02-28T23:59:59',
      '2023-03-01T00:00:00',
      '2024-02-29T10:00:01',
    )
    const plain = second.map((text) => text.replace('T', ' '))
    const exact = fc.tuple(second, fc.constantFrom('000', '001', '999'))
    const precise = exact.map(([text, fraction]) => `${text}.${fraction}Z`)
    const names = fc.constantFrom(...(Object.keys(operators) as (keyof typeof operators)[]))
    const values = fc.array(fc.oneof(plain, precise), { minLength: 1, maxLength: 6 })
    const momentOf = (text: string): number => Date.parse(`${text.replace(/Z$/, '')}Z`)
    await fc.assert(
      fc.asyncProperty(values, names, precise, async (texts, operator, bound) => {
        await fill('made', texts)
        const isFound = (text: string) => operators[operator](momentOf(text), momentOf(bound))
        const expected = [...texts.keys()].filter((id) => isFound(texts[id] ?? ''))
        expect(await db.ids('indexed', { made: { [operator]: bound } })).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it.skipIf(dialect.skip)('are found up to the last day there is, numbers alone too', async () => {
    await fill('day', [-62_167_219_199_999.5, 0, 253_402_300_799_999])
    const filter = { day: { _between: ['0000-01-01', '9999-12-31'] } }
    expect(await db.ids('indexed', filter)).toEqual([0, 1, 2])
  })

  it.skipIf(dialect.skip)('are searched through the index', async () => {
    await fill('made', ['2023-03-01 10:00:00'])
    const between = { made: { _gte: '2023-03-01T00:00:00Z', _lt: '2023-04-01T00:00:00Z' } }
    expect(await planOf(db.session, between)).toContainEqual(
      expect.stringMatching(/SEARCH t0 USING INDEX indexed_made \(made>\? AND made<\?\)/),
    )
  })

  it.skipIf(dialect.skip)(
    'are searched by what was asked for, not by the rule beside it',
    async () => {
      await fill('made', ['2023-03-01 10:00:00', '2024-01-01 10:00:00', '2999-01-01 10:00:00'])
      const rule = { made: { _lte: '$NOW' } }
      const guard = { rows: {}, fields: new Map([['*', rule]]), validation: [], presets: {} }
      const policy = { ...allowAll, keyOf: () => 'dated', guardFor: () => guard }
      const session = createEngine({ db: db.db, schema: db.schema, policy }).as(anonymous)
      // In no order, which the key would give without a search.
      const counted = { aggregate: { count: ['*'] } } as const
      const since = { made: { _gte: '2023-06-01T00:00:00Z' } }
      // The rule has an upper bound only.
      expect(await planOf(session, since, counted)).toContainEqual(
        expect.stringMatching(/SEARCH t0 USING COVERING INDEX indexed_made \(made>\?\)/),
      )
      const until = { made: { _lt: '2023-06-01T00:00:00Z' } }
      expect(await planOf(session, until, counted)).toContainEqual(
        expect.stringMatching(/SEARCH t0 USING COVERING INDEX indexed_made \(made<\?\)/),
      )
    },
  )

  it.skipIf(dialect.skip)('that are none are shown as they are', async () => {
    await fill('made', ['now', '12:30', 'soon', '2023-03-01'])
    expect(await db.list('indexed', 'made', { sort: ['id'] })).toEqual([
      'now',
      '12:30',
      'soon',
      '2023-03-01T00:00:00.000Z',
    ])
  })

  it.skipIf(dialect.skip)('are shown as strftime reads them, in whichever spelling', async () => {
    const formats = {
      day: '%Y-%m-%d',
      made: '%Y-%m-%dT%H:%M:%fZ',
      noted: '%Y-%m-%dT%H:%M:%S',
    } as const
    await fc.assert(
      fc.asyncProperty(
        fc.array(sinceYearZero, { minLength: 1, maxLength: 20 }),
        fc.constantFrom<Column>('day', 'made', 'noted'),
        async (values, column) => {
          await fill(column, values)
          const x = sql.id(column)
          const format = sql.lit(formats[column])
          const { rows } = await sql<{ text: unknown }>`select case
            when typeof(${x}) <> 'text' then strftime(${format}, ${x} / 1000.0, 'unixepoch')
            when ${x} glob '[0-9][0-9][0-9][0-9]-*' then coalesce(strftime(${format}, ${x}), ${x})
            else ${x} end as text from indexed order by id`.execute(db.db)
          const shown = await db.list('indexed', column, { sort: ['id'] })
          expect(shown).toEqual(rows.map(({ text }) => text))
        },
      ),
      { numRuns: 150 },
    )
  })

  /** What SQLite says of how it is going to find rows, all of their columns. */
  async function planOf(
    session: Session,
    filter: Filter,
    query: ReadQuery = {},
  ): Promise<readonly string[]> {
    const { sql: text, parameters } = session.explain('indexed', { ...query, filter })
    const plan = CompiledQuery.raw(`explain query plan ${text}`, [...parameters])
    const { rows } = await db.db.executeQuery<{ readonly detail: string }>(plan)
    return rows.map(({ detail }) => detail)
  }

  async function fill(column: Column, values: readonly (string | number)[]): Promise<void> {
    for (const table of ['plain', 'indexed']) {
      await sql`delete from ${sql.id(table)}`.execute(db.db)
      const rows = values.map((value, index) => sql`(${index}, ${value})`)
      await sql`insert into ${sql.id(table)} (id, ${sql.id(column)}) values ${sql.join(rows)}`.execute(
        db.db,
      )
    }
  }
})
