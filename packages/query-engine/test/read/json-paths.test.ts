import { type FixtureTable, tableStatements } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Filter } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** What stands in the documents: each of them once under each key, so that every question has an answer. */
const VALUES: readonly unknown[] = [
  0,
  -1.5,
  7,
  10,
  1e15,
  '7',
  '10',
  'x',
  'Ä b',
  "it's",
  '100%',
  'a_b',
  'say "so"',
  'back\\slash',
  'line\nbreak',
  '🙂',
  true,
  false,
  null,
]
const KEYS = ['a', 'b1', '0', 'ключ', '_', 'constructor', '__proto__'] as const

const DOCUMENTS: readonly string[] = [
  ...VALUES.map((value) => documentOf(value)),
  '[]',
  '{}',
  '[[1, "x"], {"a": {"b": 7}}]',
]

/** Written by hand, as `__proto__` is no key of an object that is made of words. */
function documentOf(value: unknown): string {
  const text = JSON.stringify(value)
  const members = KEYS.map((key) => `${JSON.stringify(key)}: ${text}`)
  return `{${members.join(', ')}, "l": [${text}, {"in": ${text}}]}`
}

const PATHS = [
  ...KEYS,
  'l[0]',
  'l[1].in',
  'l[2]',
  '[0][1]',
  '[1].a.b',
  'missing',
  'a.b1',
  'a[0]',
  '[0]',
  'l.in',
] as const

const TEXTS = VALUES.filter((value) => typeof value === 'string')
const NUMBERS = VALUES.filter((value) => typeof value === 'number')

type Test = (value: unknown) => boolean | null

interface Question {
  readonly filter: Filter
  readonly holds: Test
}

/** Text of what is no number: the words true and false are text, too. */
const textOf = (value: unknown): string | null => (value === null ? null : String(value))
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

function compared<T>(
  operands: readonly T[],
  of: (value: unknown) => T | null,
  tests: Readonly<Record<string, (value: T, operand: T) => boolean>>,
): fc.Arbitrary<Question> {
  return fc
    .tuple(fc.constantFrom(...Object.keys(tests)), fc.constantFrom(...operands))
    .map(([operator, operand]) => ({
      filter: { [operator]: operand as string },
      holds: (value) => {
        const own = of(value)
        return own !== null && (tests[operator]?.(own, operand) ?? false)
      },
    }))
}

const byNumber = compared(NUMBERS as readonly number[], numberOf, {
  _eq: (value, operand) => value === operand,
  _neq: (value, operand) => value !== operand,
  _lt: (value, operand) => value < operand,
  _lte: (value, operand) => value <= operand,
  _gt: (value, operand) => value > operand,
  _gte: (value, operand) => value >= operand,
})

const byText = compared(TEXTS as readonly string[], textOf, {
  _eq: (value, operand) => value === operand,
  _neq: (value, operand) => value !== operand,
  _contains: (value, operand) => value.includes(operand),
  _ncontains: (value, operand) => !value.includes(operand),
  _starts_with: (value, operand) => value.startsWith(operand),
  _nends_with: (value, operand) => !value.endsWith(operand),
})

function listed<T>(
  operands: readonly T[],
  of: (value: unknown) => T | null,
): fc.Arbitrary<Question> {
  const list = fc.array(fc.constantFrom(...operands), { minLength: 1, maxLength: 3 })
  return fc.tuple(fc.boolean(), list).map(([negated, values]) => ({
    filter: { [negated ? '_nin' : '_in']: values as readonly string[] },
    holds: (value) => {
      const own = of(value)
      return own !== null && values.includes(own) !== negated
    },
  }))
}

const presence: fc.Arbitrary<Question> = fc.boolean().map((missing) => ({
  filter: { _null: missing },
  holds: (value) => (value === null) === missing,
}))

const atPath: fc.Arbitrary<Question> = fc
  .tuple(
    fc.constantFrom(...PATHS),
    fc.oneof(
      byNumber,
      byText,
      listed(NUMBERS as readonly number[], numberOf),
      listed(TEXTS as readonly string[], textOf),
      presence,
    ),
  )
  .map(([path, { filter, holds }]) => ({
    filter: Object.fromEntries([[path, filter]]),
    holds: (document) => holds(valueAt(document, path)),
  }))

/** Alone, or several in a list of which all or one have to hold. */
const question: fc.Arbitrary<Question> = fc.oneof(
  atPath,
  fc
    .tuple(
      fc.constantFrom('_and' as const, '_or' as const),
      fc.array(atPath, { minLength: 1, maxLength: 3 }),
    )
    .map(([logic, parts]): Question => ({
      filter: { [logic]: parts.map(({ filter }) => filter) },
      holds: (document) => {
        const results = parts.map(({ holds }) => holds(document) === true)
        return logic === '_and' ? results.every(Boolean) : results.some(Boolean)
      },
    })),
)

/** What stands at a path; null where it leads nowhere, as keys are no indexes and lists have no keys. */
function valueAt(document: unknown, path: string): unknown {
  let current = document
  for (const [, key, index] of path.matchAll(/([^.[\]]+)(?![^[]*\])|\[(\d+)\]/g)) {
    if (index !== undefined) {
      current = Array.isArray(current) ? (current[Number(index)] ?? null) : null
    } else {
      const holder = typeof current === 'object' && !Array.isArray(current) ? current : null
      const own = holder !== null && Object.hasOwn(holder, key ?? '')
      current = own ? Object.getOwnPropertyDescriptor(holder, key ?? '')?.value : null
    }
  }
  return current
}

const DOCUMENTS_TABLE: FixtureTable = {
  name: 'documents',
  columns: { id: 'integer', doc: 'json' },
  primaryKey: ['id'],
  rows: DOCUMENTS.map((text, index) => [index, text]),
}

describe.each(SUPPORTED)('paths of JSON on $name', (dialect) => {
  const documents = useFixture(dialect, (name) => tableStatements(name, DOCUMENTS_TABLE))

  it.skipIf(dialect.skip)('are filtered by as a plain evaluation in memory does', async () => {
    const parsed = DOCUMENTS.map((text) => JSON.parse(text) as unknown)
    const property = fc.asyncProperty(question, async ({ filter, holds }) => {
      const expected = [...parsed.keys()].filter((index) => holds(parsed[index]) === true)
      expect(await documents.ids('documents', { doc: { _json: filter } })).toEqual(expected)
    })
    await fc.assert(property, { numRuns: 300, seed: 20_261_123 })
  })

  it.skipIf(dialect.skip)('of great length are values like others, or refused', async () => {
    const long = 'k'.repeat(100_000)
    const found = await documents.ids('documents', { doc: { _json: { [long]: { _eq: 1 } } } })
    expect(found).toEqual([])
    const deep = Array.from({ length: 11 }, () => 'a').join('.')
    const reading = documents.session.read('documents', {
      filter: { doc: { _json: { [deep]: { _eq: 1 } } } },
    })
    await expect(reading).rejects.toMatchObject({ code: 'INVALID_QUERY' })
  })
})
