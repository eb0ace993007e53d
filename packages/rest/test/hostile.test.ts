import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openApi, query } from './api.js'

/** Whatever is asked for, the answer has a code, and it is never that something unexpected happened. */

const collections = [
  'tags',
  'sales',
  'sale_lines',
  'products',
  'customers',
  'monthly_sales',
  'odd names',
  'order',
  'text_pair',
  'no_key',
  'enumerated',
  'generated_columns',
]

const field = fc.constantFrom(
  'id',
  'name',
  '*',
  '*.*',
  'customer_id',
  'customer_id.name',
  'sale_lines',
  'sale_lines.product_id.name',
  'sale_id.status',
  'year(sold_on)',
  'count(sale_lines)',
  'json(attributes, size.cm)',
  'total',
  'created_at',
  'attributes',
  'active',
  'weight',
  'the id',
  "it's",
  'with "quotes"',
  'toString',
  'key',
  'group',
  'mood',
  'left_part',
  'nothing',
  '',
  '.',
  'a..b',
  '(',
  'year(',
  'count()',
  '-',
  '?',
  '\u0000',
  '"',
  '`',
  '\\',
  '$FOLLOW(sales,customer_id)',
  '_and',
)

const value = fc.oneof(
  fc.constantFrom(
    '1',
    '',
    'null',
    'true',
    'abc',
    '1.5',
    '1e400',
    'NaN',
    '2024-02-30',
    '$NOW(x)',
    '$CURRENT_USER',
    '\u0000',
    '\ud800',
  ),
  fc.constantFrom(
    "'; drop table tags; --",
    '%',
    '\\',
    '{}',
    '[1,2]',
    ',',
    '1,2',
    'x'.repeat(5000),
    '١',
    '0x10',
  ),
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    [],
    {},
    [[1]],
    ['1', null],
    { create: [{}] },
    { delete: ['x'] },
  ),
)

const operator = fc.constantFrom(
  '_eq',
  '_neq',
  '_lt',
  '_gte',
  '_in',
  '_nin',
  '_null',
  '_nempty',
  '_contains',
  '_nistarts_with',
  '_between',
  '_intersects',
  '_json',
  '_some',
  '_none',
  '_regex',
  '_ieq',
  '_nothing',
  '',
)

const { filter } = fc.letrec((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.dictionary(field, fc.dictionary(operator, value, { maxKeys: 2 }), { maxKeys: 2 }),
    fc.dictionary(fc.constantFrom('_and', '_or'), fc.array(tie('filter'), { maxLength: 2 }), {
      maxKeys: 1,
    }),
    fc.dictionary(field, tie('filter'), { maxKeys: 2 }),
    value,
  ),
}))

const list = fc.array(field, { maxLength: 3 }).map((names) => names.join())

const parameters = fc.record(
  {
    fields: list,
    filter,
    sort: list,
    search: value,
    limit: fc.constantFrom('1', '0', '-1', '', 'x', '99999999999999999999'),
    page: fc.constantFrom('1', '0', '-1', '9007199254740991'),
    aggregate: fc.dictionary(
      fc.constantFrom('count', 'sum', 'avgDistinct', 'min', 'nothing'),
      list,
      { maxKeys: 2 },
    ),
    groupBy: list,
    deep: fc.dictionary(
      field,
      fc.dictionary(fc.constantFrom('_filter', '_limit', '_sort', 'x'), fc.oneof(filter, value), {
        maxKeys: 1,
      }),
      { maxKeys: 1 },
    ),
    alias: fc.dictionary(field, field, { maxKeys: 1 }),
    meta: fc.constantFrom('*', 'nothing'),
    export: fc.constantFrom('csv', 'xml', 'pdf'),
  },
  { requiredKeys: [] },
)

const item = fc.dictionary(field, value, { maxKeys: 3 })
const key = fc
  .constantFrom('1', '1,1', 'x', ',', 'a,b', '%', '-1', '1.5', '\u0000')
  .map(encodeURIComponent)

interface HostileRequest {
  readonly request: string
  readonly body?: unknown
}

const path = fc.constantFrom(...collections).map((name) => `/items/${encodeURIComponent(name)}`)

const request: fc.Arbitrary<HostileRequest> = fc.oneof(
  fc.tuple(path, parameters).map(([to, search]) => ({ request: `GET ${to}${query(search)}` })),
  fc
    .tuple(path, key, parameters)
    .map(([to, id, search]) => ({ request: `GET ${to}/${id}${query(search)}` })),
  fc
    .tuple(path, parameters)
    .map(([to, search]) => ({ request: `SEARCH ${to}`, body: { query: search } })),
  fc
    .tuple(path, fc.oneof(item, fc.array(item, { maxLength: 2 })))
    .map(([to, body]) => ({ request: `POST ${to}`, body })),
  fc.tuple(path, key, item).map(([to, id, body]) => ({ request: `PATCH ${to}/${id}`, body })),
  fc
    .tuple(path, parameters, item)
    .map(([to, search, data]) => ({ request: `PATCH ${to}`, body: { query: search, data } })),
  fc
    .tuple(path, fc.array(value, { maxLength: 2 }))
    .map(([to, keys]) => ({ request: `DELETE ${to}`, body: { keys } })),
)

/** Query strings made of their own punctuation, and of what no query string should hold. */
const SCRAPS = [
  'filter fields deep sort alias limit aggregate groupBy meta id name _eq _or _limit',
  '[ ] [] = & ; + * . , - ( ) { } " : 0 1 -1 1e400 99999999999999999999',
  '% %zz %00 %ff %C3%28 %5B %5D %F0%9F%98%80 %ED%A0%80',
  '__proto__ constructor prototype [__proto__] [0] [501]',
].flatMap((line) => line.split(' '))

const scrambled: fc.Arbitrary<HostileRequest> = fc
  .tuple(path, fc.array(fc.constantFrom(...SCRAPS), { maxLength: 14 }))
  .map(([to, parts]) => ({ request: `GET ${to}?${parts.join('')}` }))

/** As in `FUZZ_MINUTES=30 pnpm fuzz`, which all databases share. */
const databases = DIALECTS.filter(({ skip }) => !skip).length
const minutes = Number(process.env.FUZZ_MINUTES ?? 0) / databases
const timeout = 60_000 + minutes * 60_000

/** The same requests each time, so that what they find is fixed once; as many as there is time for with `FUZZ_MINUTES`. */
function runs(short: number): fc.Parameters<[HostileRequest]> {
  const seed = Number(process.env.FUZZ_SEED ?? 2026)
  if (minutes === 0) return { seed, numRuns: short, endOnFailure: true }
  return {
    seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    endOnFailure: true,
    interruptAfterTimeLimit: (minutes * 60_000) / 2,
    markInterruptAsFailure: false,
  }
}

describe.each(DIALECTS)('hostile requests on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'are answered, each with a code',
    async () => {
      const fixture = [...shopFixture(dialect.name), ...odditiesFixture(dialect.name)]
      const unexpected: unknown[] = []
      await using api = await openApi(dialect, fixture, {
        onError: (error) => unexpected.push(error),
      })
      const isAnswered = async ({ request, body }: HostileRequest): Promise<void> => {
        const { status } = await api.call(request, body)
        expect({ request, body, status, unexpected }).toMatchObject({ unexpected: [] })
        expect([200, 204, 400, 403]).toContain(status)
      }
      await fc.assert(fc.asyncProperty(request, isAnswered), runs(1500))
      await fc.assert(fc.asyncProperty(scrambled, isAnswered), runs(500))
      expect(await api.data('/items/tags?limit=1')).toHaveLength(1)
    },
    timeout,
  )
})
