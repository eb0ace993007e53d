import { DIALECTS } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Filter, ReadQuery, Session } from '../../src/index.js'
import { policyOf, type Rules } from '../support/rules.js'
import { inOne, inTwo } from './across.js'

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']
const POLICIES = 40
const QUESTIONS = 10

type Name = 'orders' | 'shops' | 'readers'

const COLUMNS: Readonly<Record<Name, readonly string[]>> = {
  orders: ['item', 'shop', 'reader', 'amount', 'about', 'kind'],
  shops: ['name', 'owner', 'orders'],
  readers: ['name', 'status', 'boss', 'orders', 'mentions'],
}

const OWN: Readonly<Record<Name, readonly Filter[]>> = {
  orders: [
    { amount: { _gte: 10 } },
    { amount: { _null: true } },
    { item: { _contains: 'a' } },
    { reader: { _eq: '$CURRENT_USER' } },
    { reader: { _nin: '$CURRENT_USER.teams' } },
  ],
  shops: [{ name: { _in: ['North', 'West'] } }, { owner: { _neq: '$CURRENT_USER' } }],
  readers: [
    { status: { _eq: 'active' } },
    { id: { _eq: '$CURRENT_USER' } },
    { id: { _in: '$CURRENT_USER.teams' } },
    { name: { _in: '$CURRENT_ROLES' } },
    { boss: { _null: true } },
  ],
}

interface Link {
  readonly name: string
  readonly to: Name
  readonly many: boolean
}

const LINKS: Readonly<Record<Name, readonly Link[]>> = {
  orders: [
    { name: 'reader', to: 'readers', many: false },
    { name: 'shop', to: 'shops', many: false },
    { name: 'about:readers', to: 'readers', many: false },
    { name: 'about:shops', to: 'shops', many: false },
  ],
  shops: [
    { name: 'owner', to: 'readers', many: false },
    { name: 'orders', to: 'orders', many: true },
  ],
  readers: [
    { name: 'boss', to: 'readers', many: false },
    { name: 'orders', to: 'orders', many: true },
    { name: 'mentions', to: 'orders', many: true },
  ],
}

const ACTORS: readonly Actor[] = [
  { id: 'a', roles: ['Ada', 'Cy'], claims: { user: { teams: ['x'] } } },
  { id: 'b', roles: ['Bob'], claims: { user: { teams: ['a', 'b', 'c'] } } },
  { id: null },
]

/** A condition on the rows of a table, which goes as many links far as are left. */
function filterOf(table: Name, links: number): fc.Arbitrary<Filter> {
  const own = fc.constantFrom(...OWN[table])
  if (links === 0) return own
  const linked = fc.constantFrom(...LINKS[table]).chain(({ name, to, many }) => {
    const inner = filterOf(to, links - 1)
    const quantifiers = fc.constantFrom('_some', '_none')
    return many
      ? fc.tuple(quantifiers, inner).map(([each, filter]) => ({ [name]: { [each]: filter } }))
      : inner.map((filter) => ({ [name]: filter }))
  })
  const pair = fc.tuple(fc.constantFrom('_and', '_or'), own, linked)
  const both = pair.map(([logic, one, other]): Filter => ({ [logic]: [one, other] }))
  return fc.oneof(own, { weight: 3, arbitrary: linked }, both)
}

function rulesOf(table: Name): fc.Arbitrary<Rules[string]> {
  const rule = fc.oneof(fc.constant<Filter>({}), filterOf(table, 2))
  const fields = fc.tuple(...COLUMNS[table].map(() => rule))
  return fc.tuple(rule, fields).map(([rows, rules]) => ({
    read: {
      rows,
      fields: {
        id: {},
        ...Object.fromEntries(COLUMNS[table].map((name, at) => [name, rules[at] ?? {}])),
      },
    },
  }))
}

const policies: fc.Arbitrary<Rules> = fc.record({
  orders: rulesOf('orders'),
  shops: rulesOf('shops'),
  readers: rulesOf('readers'),
})

interface Question {
  readonly table: Name
  readonly query: ReadQuery
  readonly actor: Actor
}

const questions: fc.Arbitrary<Question> = fc
  .constantFrom<Name>('orders', 'shops', 'readers')
  .chain((table) => {
    const fields = ['id', ...COLUMNS[table], ...LINKS[table].map(({ name }) => `${name}.id`)]
    const query = fc.record({
      fields: fc.subarray(fields, { minLength: 1 }).map((some) => ['id', ...some]),
      filter: fc.oneof(fc.constant<Filter>({}), filterOf(table, 1)),
      sort: fc.constant(['id']),
    })
    return fc.record({ table: fc.constant(table), query, actor: fc.constantFrom(...ACTORS) })
  })

async function answerOf(session: Session, { table, query }: Question): Promise<unknown> {
  try {
    const { data, meta } = await session.readPage(table, query, { meta: ['filter_count'] })
    return { data: inOrder(data), meta }
  } catch (error) {
    return (error as { code?: string }).code ?? error
  }
}

/** Nested rows come in no order that was asked for. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const texts = value.map((each) => JSON.stringify(inOrder(each)))
    return texts.toSorted()
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inOrder(each)]))
}

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'random rules over two databases on $name',
  (dialect) => {
    it.skipIf(dialect.skip)(
      'answer what they answer over one',
      async () => {
        await using one = await inOne(dialect)
        await using two = await inTwo(dialect)
        let answered = 0
        const asked = fc.tuple(
          policies,
          fc.array(questions, { minLength: QUESTIONS, maxLength: QUESTIONS }),
        )
        const property = fc.asyncProperty(asked, async ([rules, all]) => {
          const [expecting, given] = [one.under(policyOf(rules)), two.under(policyOf(rules))]
          for (const question of all) {
            const expected = await answerOf(expecting.as(question.actor), question)
            const said = JSON.stringify([rules, question])
            expect(await answerOf(given.as(question.actor), question), said).toEqual(expected)
            if (typeof expected === 'object') answered += 1
          }
        })
        await fc.assert(property, { numRuns: POLICIES, seed: 20_261_123, endOnFailure: true })
        // What is refused on both sides proves nothing.
        expect(answered).toBeGreaterThan(0.95 * POLICIES * QUESTIONS)
      },
      120_000,
    )
  },
)
