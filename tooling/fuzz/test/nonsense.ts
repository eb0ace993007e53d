import fc from 'fast-check'
import type { Question } from './questions.js'

/** What no place of a query expects; some of it makes sense in some. */
const VALUES: readonly unknown[] = [
  null,
  '',
  'a',
  '0',
  '1e400',
  'null',
  0,
  -1,
  -2,
  1.5,
  1e9,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  [],
  {},
  [[1]],
  [null],
  { a: 1 },
  { _eq: 1 },
  { _and: {} },
  { _or: [{}] },
  { _some: {} },
  { _json: { 'a[': 1 } },
  10n,
  '$NOW',
  '$NOW(-1 day)',
  '$CURRENT_USER',
  '2024-02-30',
  '\0',
  '\ud800',
  "'; drop table t0; --",
  '%',
  '\\',
  'x'.repeat(3000),
  { type: 'Point', coordinates: [0, 0] },
]

/** Names that stand in no schema, and those that objects have by themselves. */
const NAMES: readonly string[] = [
  '*',
  '*.*',
  '-',
  '--id',
  'id',
  'code',
  'nothing',
  'constructor',
  '__proto__',
  'toString',
  '_and',
  '_or',
  '_some',
  '_eq',
  '_regex',
  '_json',
  '_filter',
  'after',
  'before',
  '_limit',
  'year(id)',
  'count(*)',
  'json(id, a)',
  'json(a',
  '$FOLLOW(t0,id)',
  'a.b.c',
  '.',
  '',
  '\0',
  ';',
  '"',
  '`',
  "'",
  'x:y',
  '\ud800',
]

interface Spoiling {
  /** Which of the places of the query, counted through and round. */
  readonly place: number
  readonly how: 'replace' | 'rename' | 'add' | 'remove'
  readonly name: string
  readonly value: unknown
}

const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  place: fc.nat(200),
  how: fc.constantFrom('replace', 'rename', 'add', 'remove'),
  name: fc.constantFrom(...NAMES),
  value: fc.constantFrom(...VALUES),
})

/** Questions that made sense until one to three places of them were spoiled. */
export function nonsenseOf(questions: fc.Arbitrary<Question>): fc.Arbitrary<Question> {
  const spoilings = fc.array(spoiling, { minLength: 1, maxLength: 3 })
  return fc.tuple(questions, spoilings).map(([{ table, query }, list]) => ({
    table,
    query: list.reduce((spoiled: object, each) => spoil(spoiled, each), query),
  }))
}

/** A copy in which one entry, at whatever depth, is another. */
function spoil(query: object, { place, how, name, value }: Spoiling): object {
  const copy = structuredClone(query)
  const containers = containersIn(copy)
  const container = containers[place % containers.length] as Record<string, unknown>
  const keys = Object.keys(container)
  const key = keys[place % Math.max(1, keys.length)]
  const set = (at: string, to: unknown): void => {
    Object.defineProperty(container, at, {
      value: to,
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  if (Array.isArray(container)) container.push(how === 'rename' ? name : value)
  else if (key === undefined || how === 'add') set(name, value)
  else if (how === 'replace') set(key, place % 2 === 0 ? value : name)
  else {
    const old = container[key]
    delete container[key]
    if (how === 'rename') set(name, old)
  }
  return copy
}

function containersIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(containersIn)]
}
