import type { DialectName } from '@relvar/test-databases'
import fc from 'fast-check'
import type { Row } from '../../src/index.js'

const MOMENT: Readonly<Record<DialectName, string>> = {
  sqlite: 'timestamp',
  postgres: 'timestamp(6) with time zone',
  cockroachdb: 'timestamptz(6)',
  mariadb: 'timestamp(6) null',
  mysql: 'timestamp(6) null',
  mssql: 'datetimeoffset(6)',
  oracle: 'TIMESTAMP(6) WITH TIME ZONE',
}

const DOUBLE: Readonly<Partial<Record<DialectName, string>>> = {
  mssql: 'float',
  oracle: 'BINARY_DOUBLE',
}
const BOOLEAN: Readonly<Partial<Record<DialectName, string>>> = {
  mssql: 'bit',
  oracle: 'number(1)',
}

/** Rows of many kinds of values, and groups that they may be in. */
export const walkersFixture = (dialect: DialectName): readonly string[] => [
  'create table bands (id integer primary key, title varchar(20), since date)',
  `create table walkers (
    x integer not null, y varchar(10) not null,
    whole integer, word varchar(20), amount decimal(12, 4), moment ${MOMENT[dialect]},
    flag ${BOOLEAN[dialect] ?? 'boolean'}, ratio ${DOUBLE[dialect] ?? 'double precision'},
    day date not null, rank_no integer not null,
    band_id integer, primary key (x, y), foreign key (band_id) references bands (id))`,
  'create index walkers_whole on walkers (whole, x)',
  'create index walkers_word on walkers (word)',
  'create index walkers_day on walkers (day, rank_no)',
]

/** Few of each, so that many tie, and those that are hard to tell apart. */
const VALUES = {
  whole: [null, null, 0, 1, 2, 2_147_483_647, -5],
  word: [null, 'a', 'A', 'ä', 'b ', 'b', '$NOW', '$CURRENT_USER', '\\', "it's", '🙂'],
  amount: [null, '0.0001', '1.5000', '1.5001', '99999999.9999', '-3.0000'],
  moment: [
    null,
    '2024-02-29T12:34:56.123456Z',
    '2024-02-29T12:34:56.123457Z',
    '2024-02-29T12:34:56.123Z',
    '1999-12-31T23:59:59.999999Z',
    '2024-10-27T01:30:00Z',
  ],
  flag: [null, true, false],
  ratio: [null, 0.1, 0.30000000000000004, 0.3, 1e300, -2.5],
  day: ['2024-02-29', '2024-03-01', '0101-01-01'],
  rank_no: [1, 2, 3],
  band_id: [null, 1, 2, 3],
} as const

export const BANDS: readonly Row[] = [
  { id: 1, title: 'one', since: '2001-02-03' },
  { id: 2, title: null, since: '1999-01-01' },
  { id: 3, title: 'three' },
]

const values = fc.record(
  Object.fromEntries(
    Object.entries(VALUES).map(([name, pool]) => [name, fc.constantFrom<unknown>(...pool)]),
  ),
)

/** Rows with keys of two columns from `x` on, each its own. */
export function walkers(
  x: number,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<readonly Row[]> {
  return fc
    .array(values, { minLength, maxLength })
    .map((rows) => rows.map((row, index) => ({ x: x + (index >> 1), y: `k${index % 2}`, ...row })))
}

const TERMS = [
  ...Object.keys(VALUES),
  'x',
  'y',
  'band_id.title',
  'year(day)',
  'month(moment)',
  'band_id.year(since)',
]

/** Up to three terms, each in either direction; perhaps none. */
export const sorts: fc.Arbitrary<readonly string[]> = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...TERMS), fc.boolean()).map(([name, up]) => (up ? name : `-${name}`)),
  { maxLength: 3, selector: (term) => term.replace('-', '') },
)
